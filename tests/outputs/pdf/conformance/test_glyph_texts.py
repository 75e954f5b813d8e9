"""Codes of glyphs: one text each, in as few fonts as possible."""

from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pypdf
import pytest
from helpers import need_fonts
from pdf_helpers import page_of

from publisher.outputs import OUTPUTS
from publisher.outputs.pdf.conformance.glyph_texts import GlyphTexts


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "دولت می\u200cخواهد نامه\u200cها را به نویسنده برگرداند و می داند نامه."),
        ("hi", "किताबें और क्षेत्र में विद्यार्थियों ने कहा कि श्रद्धांजलि दी"),
    ],
)
def test_a_glyph_with_several_texts_stays_in_its_font(language: str, text: str) -> None:
    """pdf.js takes the letters of two fonts for two texts."""
    need_fonts(language)
    file = OUTPUTS["pdf"].render(page_of(f"# Title\n\n{text}\n", language)).content
    [sheet, *_] = pypdf.PdfReader(BytesIO(file)).pages
    fonts: Any = sheet["/Resources"]["/Font"]  # type: ignore[index] # a dictionary
    names = [font["/BaseFont"] for font in fonts.values()]
    assert len(names) == len(set(names))
    maps = [font["/DescendantFonts"][0]["/CIDToGIDMap"] for font in fonts.values()]
    assert any(found != "/Identity" for found in maps)


def font(form: str, **others: object) -> GlyphTexts:
    plain = {"missing": {}, "bitmap": False, "png": False, "svg": False, "colr": False}
    glyphs = {"widths": {1: 500, 3: 600}, "to_unicode": {1: "a", 3: "-"}}
    return GlyphTexts([SimpleNamespace(hash="FONT", type=form, **plain | glyphs | others)])


def test_each_text_of_a_glyph_has_a_code() -> None:
    texts = font("ttf")
    first, second, third = (texts.code(b"0003", text) for text in ("-", "\u00ad", "\u2010"))
    assert first == ("FONT", b"0003")
    assert {second.font, third.font} == {"FONT"}
    assert len({first.code, second.code, third.code, b"0001"}) == 4
    assert texts.code(b"0003", "\u00ad") == second


@pytest.mark.parametrize(
    "texts", [font("otf"), font("ttf", missing={1: 2}), font("ttf", widths={0xFFFF: 500, 3: 600})]
)
def test_a_font_that_can_have_no_other_code_has_variants(texts: GlyphTexts) -> None:
    shown = [texts.code(b"0003", text) for text in ("-", "\u00ad", "\u2010", "-")]
    assert [code for _, code in shown] == [b"0003"] * 4
    assert [name for name, _ in shown] == ["FONT", "FONT1", "FONT2", "FONT"]
