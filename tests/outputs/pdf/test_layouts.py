"""Layouts as PDF: difficult texts in both directions, headlines, caches, contents, leaflets."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING, Any

import page as validator
import pypdf
import pytest
import weasyprint
from helpers import TEMPLATES, Project, document
from weasyprint.formatting_structure.boxes import BlockBox, LineBox, TextBox

from publisher.catalogues.catalogue import Catalogue
from publisher.editions.edition import source_edition
from publisher.fonts.installed import faces
from publisher.outputs.pdf.engine.font_faces import configuration
from publisher.outputs.pdf.engine.patch import unpatched
from publisher.outputs.pdf.load import load_pdf
from publisher.pages.layout import lay_out
from publisher.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

LAYOUTS = ("article", "report", "leaflet")
ADDRESS = "https://example.org/" + "a-very-long-address/" * 8 + "0123456789abcdef" * 4
# Very long words by language; the Armenian one is a chemical name.
WORDS = {
    "de": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "fi": "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas",
    "ar": "أفاستسقيناكموهاأفاستسقيناكموهاأفاستسقيناكموهاأفاستسقيناكموها",
    "hy": "մետիլէթիլպրոպիլբուտիլպենտիլհեքսիլհեպտիլօկտիլնոնիլդեցիլամին",
    "ja": "東海道新幹線東京駅発新大阪行き最終列車運行時刻変更のお知らせ",
}
TEXT = """\
---
title: {word} {words} {word}
kicker: {word} {words}
standfirst: {words} {word}
author: [{word} {word}, {words}]
layout: {layout}
---

{words} {word} {word} <{address}> {words}[^1]

## {word} {words}

- {word} `{address}`
    1. {word}

> {words} {address}

### {word}

| {word} | {words} | c | d | e |
|---|---|---|---:|---|
| {words} | {address} | 12 345 | 1 | {word} |

{wide}

```
def {address}({word}): {words} {words} {words}
```

{word}
: {word} {address}

!!! warning "{word} {words}"
    {word}

::: pull-quote
{word} {words}
:::

[^1]: {word} {address}
"""


def pathological(layout: str, language: str) -> Page:
    word = WORDS[language]
    cells = [word[:11], "1 234", word[:5]] * 4
    wide = "\n".join(f"| {' | '.join(row)} |" for row in (cells, ["---"] * 12, cells))
    text = TEXT.format(
        layout=layout, word=word, words=f"{word[:7]} {word[:4]} " * 8, address=ADDRESS, wide=wide
    )
    return laid_out(text, language)


def laid_out(text: str, language: str) -> Page:
    edition = source_edition(document(text, language, "md"), Catalogue(), "block")
    return lay_out(edition, [], TEMPLATES)


def rendered(page: Page) -> weasyprint.Document:
    load_pdf()
    fonts = configuration(faces(page.families))
    return weasyprint.HTML(string=page.html, base_url=None).render(font_config=fonts)


def boxes(sheet: weasyprint.Page, kind: type) -> Iterator[Any]:
    return (box for box in sheet._page_box.descendants() if isinstance(box, kind))  # noqa: SLF001 - not public


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_text_stays_within_the_page(layout: str, language: str) -> None:
    tolerance = 1  # px: rounding, and Arabic letters that are wider at a line end within a word
    for sheet in rendered(pathological(layout, language)).pages:
        area = sheet._page_box  # noqa: SLF001 - not public
        left, right = area.content_box_x(), area.content_box_x() + area.width
        assert 0 < left < right < sheet.width
        for box in boxes(sheet, TextBox):
            assert left - tolerance <= box.position_x, box.text
            assert box.position_x + box.width <= right + tolerance, box.text
            assert box.position_y >= 0, box.text
            assert box.position_y + box.height <= sheet.height, box.text


@pytest.mark.parametrize("language", ["de", "ar", "ja"])
def test_a_headline_is_balanced(language: str) -> None:
    word = WORDS[language]
    sheet = rendered(
        laid_out(f"# {f'{word[:9]} {word[:3]} {word[:6]} ' * 5}\n\nText.", language)
    ).pages[0]
    lines = [line for line in boxes(sheet, LineBox) if line.element_tag == "h1"]
    widths = [
        sum(box.width for box in line.descendants() if isinstance(box, TextBox)) for line in lines
    ]
    assert len(widths) > 1
    assert min(widths) > 0.6 * max(widths)


@pytest.mark.parametrize(("language", "style"), [("en", ""), ("ar", ""), ("en", "margin: auto")])
def test_a_balanced_headline_keeps_its_alignment(language: str, style: str) -> None:
    words = f"# {'Rain ' * 16}\n\nText."
    page = laid_out(words, language)
    html = page.html.replace("</head>", f"<style>h1 {{ width: auto; {style} }}</style></head>")
    sheet = rendered(replace(page, html=html)).pages[0]
    headline = next(box for box in boxes(sheet, BlockBox) if box.element_tag == "h1")
    area = sheet._page_box  # noqa: SLF001 - not public
    assert headline.width < area.width
    left = headline.content_box_x() - area.content_box_x()
    right = area.width - headline.width - left
    if style:
        assert left == pytest.approx(right)
    else:
        assert (right if language == "ar" else left) == pytest.approx(0)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", ["de", "ar", "ja"])
def test_caches_do_not_change_the_pdf(layout: str, language: str) -> None:
    page = pathological(layout, language)
    # Without a headline, because balancing it is a patch that does change the PDF.
    plain = replace(page, html=page.html.replace("h1", "h2"))
    patched = [rendered(plain).write_pdf() for _ in range(2)]
    with unpatched():
        assert patched == [rendered(plain).write_pdf()] * 2


SHEETS = (
    "@page { margin: 3cm; @top-left { content: 'one' } } p { color: red; columns: 2 }",
    "p { color: green } @page { margin: 1cm } @page :first { @top-left { content: 'two' } }",
    "@counter-style x { system: cyclic; symbols: '*' } p { list-style: x; display: list-item }",
    "@layer a, b; @layer b { p { color: blue } } @layer a { p { margin-left: 3cm } }",
    "@media print { p { text-indent: 1cm } } @media screen { p { text-indent: 9cm } }",
)


@pytest.mark.parametrize("order", [*permutations(range(len(SHEETS)), 3)][::5])
def test_cached_style_sheets_apply_in_document_order(order: tuple[int, ...]) -> None:
    styles = "".join(f"<style>{SHEETS[number]}</style>" for number in order)
    page = Page(f"<html lang=en><title>t</title>{styles}<p>{'Rain, snow. ' * 90}", ("Noto Serif",))
    patched = rendered(page).write_pdf()
    with unpatched():
        assert patched == rendered(page).write_pdf()


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
    html = laid_out(SECTIONS.replace("# Title", "---\nlayout: report\n---\n# Title"), "en").html
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


def leaflet(project: Project, paragraphs: int) -> None:
    text = "\n\n".join(
        "The bridge was opened on Monday, and closed again. " * 5 for _ in range(paragraphs)
    )
    project.seed("bridge", f"Title\n\n{text}\n", 'layout = "leaflet"')


def test_a_leaflet_is_set_smaller_to_fit(project: Project) -> None:
    leaflet(project, 7)
    out = project.succeed("pdf", "-l", "en")
    assert re.search(
        r"warning: seeds/bridge.txt: leaflet: the type is set at (96|92|88|85)% of its size"
        " to fit 1 page",
        out,
    )
    assert len(pypdf.PdfReader(project.built("pdf", "bridge.en.pdf")).pages) == 1


def test_a_leaflet_that_takes_two_pages_is_not_published(project: Project) -> None:
    leaflet(project, 2)
    assert "type is set" not in project.succeed("pdf", "-l", "en")
    assert project.built("pdf", "bridge.en.pdf").exists()
    leaflet(project, 14)
    assert project.fail("pdf", "-l", "en") == (
        "error: seeds/bridge.txt: leaflet: the text takes 2 pages, even at 85% of the type's size,"
        ' and the layout promises 1 page; shorten it or choose layout = "article"'
    )
    assert not project.built("pdf", "bridge.en.pdf").exists()
    assert project.built("draft", "bridge.en.pdf").exists()
