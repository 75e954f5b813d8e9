"""Emoji in PDFs: pictures with names, in lines of the same height, and text to copy."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from helpers import PROFILES, failures, need_emoji, need_fonts
from pdf_helpers import laid_out_boxes, page_of, render_page, structure_elements
from system_helpers import use_programs
from weasyprint.formatting_structure.boxes import LineBox

from publisher.build.missing_glyphs import MissingGlyph
from publisher.fonts.emoji import EMOJI
from publisher.outputs import OUTPUTS
from publisher.outputs.pdf.engine.patch import unpatched

if TYPE_CHECKING:
    from pathlib import Path

FAMILY, FLAG, KEYCAP = "👨‍👩‍👧", "🇦🇲", "1️⃣"
ARTICLE = f"""\
# Open 🎉

The bridge is open 🎉, says {FAMILY}. {FLAG}{KEYCAP}: ❤️ but ❤ and ☎.

## Now 👍🏽

- *One 🎉* and [two 🎉](https://example.org/)

| A 🎉 | b |
|---|---|
| ✅ | c |

`code 🎉`
"""


@pytest.fixture(scope="module", autouse=True)
def emoji_font() -> None:
    need_emoji()


@pytest.fixture(scope="module")
def content() -> bytes:
    rendering = OUTPUTS["pdf"].render(page_of(ARTICLE, "en"))
    assert not rendering.missing_characters
    return rendering.content


@pytest.mark.parametrize("profile", PROFILES)
def test_a_page_with_emoji_conforms(tmp_path: Path, content: bytes, profile: str) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(content)
    assert not failures(file, profile)


def test_each_emoji_is_a_figure_with_its_name(content: bytes) -> None:
    figures = [node for node in structure_elements(content) if node["/S"] == "/Figure"]
    party = "party popper"
    assert [node["/Alt"] for node in figures] == [
        *(party, party, "family man woman girl", "flag: Armenia", "keycap 1", "red heart"),
        *("thumbs up medium skin tone", party, party, party, "check mark button", party),
    ]
    left, bottom, right, top = figures[0]["/A"]["/BBox"]
    assert left < right
    assert bottom < top


def test_name_in_another_language_is_marked() -> None:
    need_fonts("hy")
    content = OUTPUTS["pdf"].render(page_of("# Բաց 🎉\n\nՀա։\n", "hy")).content
    [figure] = [node for node in structure_elements(content) if node["/S"] == "/Figure"]
    assert (figure["/Alt"], figure["/Lang"]) == ("party popper", "en")
    content = OUTPUTS["pdf"].render(page_of("# Открыт 🎉\n\nДа.\n", "ru")).content
    [figure] = [node for node in structure_elements(content) if node["/S"] == "/Figure"]
    assert figure["/Alt"] == "хлопушка"
    assert "/Lang" not in figure


def test_emoji_are_extracted_as_they_are_written(content: bytes) -> None:
    reader = pypdf.PdfReader(BytesIO(content))
    text = "".join(reader.pages[0].extract_text().split())
    for words in (f"says{FAMILY}.{FLAG}{KEYCAP}:❤️but❤and☎.", "Now👍🏽", "✅c", "code🎉"):
        assert words in text
    outline: Any = reader.outline
    title, (section,) = outline
    assert (title.title, section.title) == ("Open 🎉", "Now 👍🏽")
    assert reader.metadata is not None
    assert reader.metadata.title == "Open 🎉"


def test_an_emoji_is_drawn_once_for_all_its_places(content: bytes) -> None:
    resources: Any = pypdf.PdfReader(BytesIO(content)).pages[0]["/Resources"]
    assert len(resources["/XObject"]) == 7


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Open now"), ("ar", "مفتوح الآن"), ("hi", "अब खुला"), ("th", "เปิดแล้ว"), ("ja", "開通")],
)
def test_no_line_is_higher_with_an_emoji(language: str, words: str) -> None:
    need_fonts(language)
    text = f"{words} {{0}} {words} " * 20
    heights = [
        {round(line.height, 3) for line in laid_out_boxes(render_page(page), LineBox)}
        for page in (
            page_of(f"# {words}\n\n## {words}\n\n{text.format(emoji)}\n", language)
            for emoji in (words, "🎉")
        )
    ]
    assert heights[1] == heights[0]


def test_emoji_of_a_running_title_are_drawn_too() -> None:
    rendering = OUTPUTS["pdf"].render(page_of("# Open 🎉\n\n" + "Words. " * 3000, "en"))
    assert rendering.pages is not None and rendering.pages > 1  # noqa: PT018 - for mypy
    assert not rendering.missing_characters
    assert "Open 🎉" in pypdf.PdfReader(BytesIO(rendering.content)).pages[1].extract_text()


def test_html_keeps_the_characters() -> None:
    html = OUTPUTS["html"].render(page_of(ARTICLE, "en")).content.decode()
    assert f"says {FAMILY}." in html
    assert 'role="img"' not in html


def test_without_the_font_the_error_has_its_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of("# T\n\nOpen 🎉\n", "en")
    families = tuple(family for family in page.families if family != EMOJI)
    rendering = OUTPUTS["pdf"].render(replace(page, families=families))
    assert rendering.missing_characters == "🎉"
    use_programs(monkeypatch, tmp_path, "apt-get")
    monkeypatch.setattr("publisher.fonts.families.is_installed", lambda *_: False)
    missing = MissingGlyph(rendering.missing_characters, ())
    assert missing.remedy == "run: apt-get install fonts-noto-color-emoji"


def test_without_the_patch_there_are_no_pictures() -> None:
    page = page_of("# T\n\nOpen 🎉\n", "en")
    with unpatched("draw_emoji"):
        content = OUTPUTS["pdf"].render(page).content
    resources: Any = pypdf.PdfReader(BytesIO(content)).pages[0]["/Resources"]
    assert not resources.get("/XObject")


def test_the_same_article_has_the_same_bytes(content: bytes) -> None:
    assert OUTPUTS["pdf"].render(page_of(ARTICLE, "en")).content == content
