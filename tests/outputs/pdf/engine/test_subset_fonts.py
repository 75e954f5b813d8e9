"""Embedded fonts: their glyphs, tables and size."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.ttLib import TTCollection, TTFont
from helpers import need_fonts
from pdf_helpers import FAMILIES, page_of

from publisher.fonts.cid_keyed import cid_keyed
from publisher.fonts.installed import Face, faces
from publisher.outputs import OUTPUTS
from publisher.pages.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    Object = Any  # of pypdf

LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Articles 1 and 2 of the Universal Declaration of Human Rights.
JAPANESE = """\
すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを
授けられており、互いに同胞の精神をもって行動しなければならない。すべて人は、人種、皮膚の色、性、言語、宗教、政治上
その他の意見、国民的もしくは社会的出身、財産、門地その他の地位又はこれに類するいかなる自由による差別をも受けること
なく、この宣言に掲げるすべての権利と自由とを享有することができる。
"""


def bar(height: int) -> T2CharString:
    """Return a glyph, a bar 200 units wide. Its own width is that many units and 300."""
    return T2CharString(
        program=[height + 300, 50, 0, "rmoveto", height, 200, -height, "vlineto", "endchar"]
    )


def cff_font(*, accented: bool = False) -> bytes:
    """Return a CFF font with a bar for each letter, higher from letter to letter.

    If `accented`, the letter z is an a with an acute accent (CFF: endchar with four operands).
    """
    names = [".notdef", *LETTERS, "acute"]
    glyphs = {name: bar(10 * number) for number, name in enumerate(names)}
    if accented:
        glyphs["z"] = T2CharString(program=[560, 0, 0, ord("a"), 194, "endchar"])
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): letter for letter in LETTERS} | {0xB4: "acute"})
    builder.setupCFF("Bars", {}, glyphs, {"defaultWidthX": 0, "nominalWidthX": 0})
    metrics = {name: (300 + 10 * number, 50) for number, name in enumerate(names)}
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Bars", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    written = BytesIO()
    builder.save(written)
    return written.getvalue()


def embedded(font: bytes, text: str, folder: Path) -> Object:
    """Set a text in a font, and return the CIDFont of its PDF."""
    file = folder / "font.otf"
    file.write_bytes(font)
    html = f"<html lang=en><title>Bars</title><p style='font-family: Bars'>{text}"
    page = Page(html, ("Bars",), fonts=(Face("Bars", "normal", "normal", file),))
    content = OUTPUTS["pdf"].render(page).content
    (found,) = fonts_in(content)
    return found


def fonts_in(content: bytes) -> Sequence[Object]:
    """Return the CIDFonts of the first page of a PDF."""
    resources: Object = pypdf.PdfReader(BytesIO(content)).pages[0]["/Resources"]
    return [font["/DescendantFonts"][0].get_object() for font in resources["/Font"].values()]


def glyphs_of(font: Object) -> dict[int, T2CharString]:
    """Return the glyphs of a bare CID-keyed CFF font by their CIDs; `.notdef` is none."""
    program = font["/FontDescriptor"]["/FontFile3"]
    assert program["/Subtype"] == "/CIDFontType0C"
    opened = CFFFontSet()
    opened.decompile(BytesIO(program.get_data()), TTFont())
    (top,) = opened.topDictIndex
    assert top.ROS == ("Adobe", "Identity", 0)
    glyphs = {
        int(name.removeprefix("cid")): top.CharStrings[name]
        for name in top.charset
        if name != ".notdef"
    }
    for glyph in glyphs.values():
        glyph.calcBounds(top.CharStrings)  # reads its width too
    return glyphs


def heights(font: Object) -> dict[int, float]:
    """Return the height of each glyph of a bare CFF font by its CID."""
    return {cid: glyph.calcBounds(None)[3] for cid, glyph in glyphs_of(font).items()}


def widths(font: Object) -> dict[int, float]:
    """Return the width of each glyph by its code (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    items = iter(font["/W"])
    for first, group in zip(items, items, strict=True):
        found.update(enumerate(group, start=first))
    return found


def font_of(family: str) -> TTFont:
    """Return the regular face of an installed family, of several in its file."""
    file = next(face.file for face in faces([family]) if face.weight == face.style == "normal")
    return next(font for font in TTCollection(file) if font["name"].getBestFamilyName() == family)


@pytest.mark.parametrize("cids", [None, [0, *range(900, 927)]], ids=["named", "cid-keyed"])
def test_cff_font_has_the_glyphs_of_the_text_by_their_codes(
    cids: list[int] | None, tmp_path: Path
) -> None:
    font = cff_font() if cids is None else cid_keyed(cff_font(), cids)
    found = embedded(font, "mad", tmp_path)
    numbers = [LETTERS.index(letter) + 1 for letter in "adm"]
    assert heights(found) == {number: 10 * number for number in numbers}
    assert widths(found) == {number: 300 + 10 * number for number in numbers}
    assert "/CIDToGIDMap" not in found


def test_letter_that_is_made_of_others_is_whole(tmp_path: Path) -> None:
    found = embedded(cff_font(accented=True), "z", tmp_path)
    program = found["/FontDescriptor"]["/FontFile3"]
    opened = CFFFontSet()
    opened.decompile(BytesIO(program.get_data()), TTFont())
    (top,) = opened.topDictIndex
    assert not hasattr(top, "ROS")  # so codes are numbers of glyphs
    assert top.charset[26] == "z"
    assert top.CharStrings["z"].calcBounds(top.CharStrings) == (50, 0, 250, 270)


def test_true_type_font_has_only_tables_that_a_pdf_needs() -> None:
    html = "<html lang=en><title>x</title><p style='font-family: Noto Serif'>office"
    content = OUTPUTS["pdf"].render(Page(html, FAMILIES)).content
    (font,) = fonts_in(content)
    program = TTFont(BytesIO(font["/FontDescriptor"]["/FontFile2"].get_data()))
    assert {*program.reader.keys()} == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}


def test_japanese_article_is_small() -> None:
    need_fonts("ja")
    content = OUTPUTS["pdf"].render(page_of(f"# 世界人権宣言\n\n{JAPANESE}", "ja")).content
    assert len(content) < 60_000  # 450,000 with an empty glyph for each unused number


@pytest.mark.parametrize(
    ("family", "language"),
    [("Noto Serif CJK JP", "ja"), ("Noto Sans CJK SC", "zh-Hans"), ("Noto Sans CJK KR", "ko")],
)
def test_widths_are_those_of_the_installed_font(family: str, language: str) -> None:
    """The font's and the PDF's, of wide, narrow and half-width characters and of marks.

    The validator is no help here (`is_false_positive` in tests/helpers.py).
    """
    need_fonts(language)
    text = "国際한글かなWimy&jörg.ﾊﾝｶｸ、（―）…1/2"
    html = f"<html lang={language}><title>x</title><p style='font-family: {family}'>{text}"
    (found,) = fonts_in(OUTPUTS["pdf"].render(Page(html, (family,))).content)
    glyphs, stated = glyphs_of(found), widths(found)
    font = font_of(family)
    order, advances = font.getGlyphOrder(), font["hmtx"].metrics
    expected = {cid: advances[order[cid]][0] for cid in glyphs}
    assert len({*expected.values()}) > 10
    assert {cid: stated.get(cid, found.get("/DW", 1000)) for cid in glyphs} == expected
    assert {cid: glyph.width for cid, glyph in glyphs.items()} == expected
