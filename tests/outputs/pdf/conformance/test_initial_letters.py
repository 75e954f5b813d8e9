"""Drop capitals in a PDF: as large as they are laid out, and part of the word beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
import pytest
from helpers import PROFILES, failures, need_fonts
from pdf_helpers import page_of

from publisher.outputs import OUTPUTS
from publisher.pages.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "en": "Question time in parliament is on Wednesdays, and the minister affirms it. " * 4,
    "fr": "À Erevan, le gouvernement annonce que les pourparlers continueront en 2024. " * 4,
    "ru": "Правительство заявило в понедельник, что стороны привержены соглашению. " * 4,
    "hy": "Կառավարությունը հայտարարեց, որ երկու կողմերն էլ հավատարիմ են համաձայնագրին։ " * 4,
    "en-GB": "‘Armenia has asked its partners to withdraw the document,’ the secretary said. " * 4,
    "el": "Η κυβέρνηση ανακοίνωσε ότι οι δύο πλευρές παραμένουν δεσμευμένες. " * 4,
}
THEME = Theme(drop_cap=True)
LEADING = 13.5  # points, or a little more


def pdf(language: str, text: str, folder: Path, theme: Theme = THEME) -> Path:
    need_fonts(language)
    file = folder / f"{language}.pdf"
    page = page_of(f"# Title\n\n{text}\n", language, theme=theme)
    file.write_bytes(OUTPUTS["pdf"].render(page).content)
    return file


class Letter(NamedTuple):
    """The edges of a letter as it is drawn, in points from the lower left corner of its page.

    `start` and `end` are those of the room that it takes in its line.
    """

    left: float
    bottom: float
    right: float
    top: float
    start: float
    end: float


def letters(file: Path, text: str) -> list[Letter]:
    """Return the first two letters of a text."""
    found = []
    with pypdfium2.PdfDocument(file) as document:
        words = document[0].get_textpage()
        first, _ = words.search(text[:6]).get_next()
        for index in (first, first + 1):
            left, bottom, right, top = words.get_charbox(index)
            start, _, end, _ = words.get_charbox(index, loose=True)
            found.append(Letter(left, bottom, right, top, start, end))
    return found


@pytest.mark.parametrize("language", ["en", "ru", "hy"])
def test_a_drop_capital_is_a_large_glyph_of_its_word(language: str, tmp_path: Path) -> None:
    text = TEXTS[language]
    large, beside = letters(pdf(language, text, tmp_path), text)
    assert large.top - large.bottom > 2 * LEADING + 6
    assert large.bottom < beside.bottom - 2 * LEADING + 1
    assert large.end == pytest.approx(beside.start, abs=0.1)
    assert large.right < large.end


@pytest.mark.parametrize("profile", PROFILES)
def test_pdfs_with_drop_capitals_conform(profile: str, tmp_path: Path) -> None:
    assert not failures(pdf("fr", TEXTS["fr"], tmp_path), profile)


def test_same_text_same_bytes(tmp_path: Path) -> None:
    first = pdf("ru", TEXTS["ru"], tmp_path).read_bytes()
    assert pdf("ru", TEXTS["ru"], tmp_path).read_bytes() == first


@pytest.mark.parametrize(("language", "text"), [("ka", "მთავრობამ "), ("ar", "أعلنت ")])
def test_other_scripts_have_no_drop_capitals(language: str, text: str, tmp_path: Path) -> None:
    long = text * 90
    assert pdf(language, long, tmp_path).read_bytes() == (
        pdf(language, long, tmp_path, Theme()).read_bytes()
    )


@pytest.mark.parametrize(("layout", "is_large"), [("report", True), ("leaflet", False)])
def test_layouts_with_drop_capitals(layout: str, *, is_large: bool) -> None:
    text = TEXTS["en"]
    page = page_of(f"---\nlayout: {layout}\n---\n# Title\n\n{text}\n", "en", theme=THEME)
    assert ("::first-letter" in page.html) == is_large
