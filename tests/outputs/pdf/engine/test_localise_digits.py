"""Digits of Persian, Urdu and Sindhi, which share their characters, in the forms of each."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont
from pdf_helpers import render_html

from publisher.fonts.installed import faces
from publisher.outputs.pdf.engine.patch import unpatched

FAMILY = "Noto Naskh Arabic"
DIGITS = "۴۶۷"
PERSIAN = ["uni06F4", "uni06F6", "uni06F7"]
SINDHI = ["uni06F4", "uni0666", "uni06F7.locl"]
URDU = ["uni06F4.locl", "uni0666", "uni06F7.locl"]


def glyphs(language: str) -> list[str]:
    """Return the names of the glyphs of the digits, beside a quotation in Naskh."""
    style = f"* {{ font-family: {FAMILY} }}"
    laid_out = render_html(
        f"<html lang={language}><style>{style}</style><p>«د» {DIGITS}", [FAMILY]
    )
    laid_out.write_pdf()
    (font,) = laid_out.fonts.values()
    numbers = {text: glyph for glyph, text in font.to_unicode.items()}
    names = TTFont(faces([FAMILY])[0].file)
    return [names.getGlyphName(numbers[digit]) for digit in DIGITS]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        *((language, PERSIAN) for language in ("fa", "fa-AF", "ar", "ckb", "ps", "ug")),
        *((language, URDU) for language in ("ur", "ur-IN", "ks", "pnb")),
        ("sd", SINDHI),
    ],
)
def test_digits_have_the_forms_of_their_language(language: str, names: list[str]) -> None:
    assert glyphs(language) == names


def test_persian_digits_are_urdu_ones_without_the_patch() -> None:
    with unpatched("localise_digits"):
        assert glyphs("fa") == URDU
