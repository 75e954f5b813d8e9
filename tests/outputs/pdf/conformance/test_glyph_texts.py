"""Codes of glyphs: one text each, in as few fonts as possible."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdf
import pytest
from pdf_helpers import page_of

from publisher.fonts.families import lacks_fonts, own_families, package_of
from publisher.language.locale import Language
from publisher.outputs import OUTPUTS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "دولت می\u200cخواهد نامه\u200cها را به نویسنده برگرداند و می داند نامه."),
        ("hi", "किताबें और क्षेत्र में विद्यार्थियों ने कहा कि श्रद्धांजलि दी"),
    ],
)
def test_a_glyph_with_several_texts_stays_in_its_font(language: str, text: str) -> None:
    """pdf.js takes the letters of two fonts for two texts."""
    if lacks_fonts(Language(language)):
        pytest.skip(f"{package_of(own_families(Language(language)))} is not installed")
    file = OUTPUTS["pdf"].render(page_of(f"# Title\n\n{text}\n", language)).content
    [sheet, *_] = pypdf.PdfReader(BytesIO(file)).pages
    fonts: Any = sheet["/Resources"]["/Font"]  # type: ignore[index] # a dictionary
    names = [font["/BaseFont"] for font in fonts.values()]
    assert len(names) == len(set(names))
    maps = [font["/DescendantFonts"][0]["/CIDToGIDMap"] for font in fonts.values()]
    assert any(found != "/Identity" for found in maps)
