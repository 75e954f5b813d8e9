"""Numbers of pages in viewers."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pytest
from helpers import need_fonts
from pdf_helpers import FAMILIES, page_of

from publisher.outputs import OUTPUTS
from publisher.pages.page import Page

SECTIONS = "\n\n".join(f"## {number}\n\nText." for number in range(4))
BREAKS = "<style>p { break-after: page }</style><p>a<p>b<p>c"


def reader_of(page: Page) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(OUTPUTS["pdf"].render(page).content))


def labels(style: str) -> list[str]:
    """Return the labels of three pages with a style."""
    html = f"<html lang=en><title>Title 7</title><style>{style}</style>{BREAKS}"
    return reader_of(Page(html, FAMILIES)).page_labels


@pytest.mark.parametrize(
    ("language", "expected"), [("fa", "۱۲۳۴۵۶۷۸۹"), ("mr", "१२३४५६७८९"), ("en", "123456789")]
)
def test_pages_have_the_digits_of_the_language(language: str, expected: str) -> None:
    need_fonts(language)
    reader = reader_of(page_of(f"---\nlayout: report\n---\n# Title\n\n{SECTIONS}", language))
    assert reader.page_labels == [*expected[: len(reader.pages)]]
    assert ("/PageLabels" in reader.root_object) == (language != "en")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("'Page  ' counter(page) ' of ' counter(pages)", ["1", "2", "3"]),
        ("counter(page, upper-roman) ' / ' counter(pages)", ["I", "II", "III"]),
        ("string(title) '  ·  ' counter(page, arabic-indic)", ["١", "٢", "٣"]),
        ("'Title 7 ' counter(page, lower-alpha) '.'", ["a", "b", "c"]),
        ("'Page'", ["1", "2", "3"]),
        ("none", ["1", "2", "3"]),
    ],
)
def test_labels_are_the_printed_numbers(content: str, expected: list[str]) -> None:
    style = f"p {{ string-set: title 'Part 7' }} @page {{ @top-left {{ content: {content} }} }}"
    assert labels(style) == expected


def test_cover_without_a_number_has_that_of_its_place() -> None:
    style = "@page { @bottom-center { content: counter(page, persian) } }"
    assert labels(f"{style} @page :first {{ @bottom-center {{ content: none }} }}") == [*"۱۲۳"]


def test_numbers_that_start_again_are_the_labels() -> None:
    style = "@page { @bottom-center { content: counter(page) } }"
    assert labels(f"{style} @page :nth(2) {{ counter-reset: page 1 }}") == ["1", "1", "2"]
