"""Contents: the sections of a report, with their anchors and page numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import page as validator
import pypdf
from pdf_helpers import page_of

if TYPE_CHECKING:
    from helpers import Project

SECTIONS = """\
# Title

Text.

## Water *first*[^1]

Text.

### Rain

Text.

## [Air](https://example.org/)

Text.

[^1]: A note.
"""


def test_contents_list_the_sections_with_level_and_anchor() -> None:
    html = page_of(SECTIONS.replace("# Title", "---\nlayout: report\n---\n# Title"), "en").html
    contents = html[html.index("<nav") : html.index("</nav>")]
    links = re.findall(r'class="level-(\d)"><a href="#([^"]+)">(.*?)</a>', contents)
    assert [(level, words) for level, _, words in links] == [
        ("2", "Water <em>first</em>"),
        ("3", "Rain"),
        ("2", "Air"),
    ]
    for level, anchor, _ in links:
        assert f'<h{level} id="{anchor}"' in html
    content = html[html.index('<div class="content">') :]
    assert "<nav" not in content


def test_contents_of_a_report_give_the_pages_of_its_sections(project: Project) -> None:
    text = "\n\n".join(f"## Section {n}\n\n" + "Words of a line. " * 300 for n in (1, 2, 3))
    project.write("seeds/bridge.md", f"---\nlayout: report\n---\n# Title\n\n{text}\n")
    (project.root / "seeds/bridge.txt").unlink()
    project.succeed("pdf", "-l", "en")
    file = project.built("pdf", "bridge.en.pdf")
    assert validator.validate_pdf(str(file), profile="ua1").is_compliant
    pages = [sheet.extract_text() for sheet in pypdf.PdfReader(file).pages]
    assert "Section" not in pages[0]
    entries = re.findall(r"(\d)\W+Section \1[ .]+(\d)", pages[1])
    for number, page in entries:
        assert re.search(rf"{number}\s+Section {number}\n", pages[int(page) - 1])
    assert [number for number, _ in entries] == ["1", "2", "3"]
    # The running head of the next page names the section that continues there.
    assert "Section 3" in pages[int(entries[-1][1])]
