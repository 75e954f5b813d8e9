"""Facing pages: margins, page numbers and stamps mirror each other around the binding."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from helpers import TEMPLATES, document
from pdf_helpers import render_page
from weasyprint.formatting_structure.boxes import MarginBox, TextBox

from publisher.catalogues.catalogue import Catalogue
from publisher.editions.edition import source_edition
from publisher.pages.layout import lay_out
from publisher.pages.templates import Templates
from publisher.pages.theme import Design, Theme


class Sheet(NamedTuple):
    """The left edges of the parts of a page, in CSS pixels."""

    number: float | None
    stamp: float
    text: float
    right_margin: float
    width: float


def sheets(language: str, layout: str, *, facing: bool) -> list[Sheet]:
    words = {"en": "Words go on. ", "ar": "ذهب الولد إلى بيته. "}[language]
    edition = source_edition(document(f"Title\n\n{words * 900}", language), Catalogue(), "block")
    design = Design(Theme(facing_pages=facing), layout)
    page = lay_out(edition, [], Templates(TEMPLATES), design=design, draft=True)
    return [_sheet(each) for each in render_page(page).pages]


def _sheet(page: Any) -> Sheet:  # noqa: ANN401 - WeasyPrint is not typed
    box = page._page_box  # noqa: SLF001 - not public
    margin = [
        (text.text, text.position_x)
        for part in box.children
        if isinstance(part, MarginBox)
        for text in part.descendants()
        if isinstance(text, TextBox)
    ]
    return Sheet(
        next((x for text, x in margin if text.startswith("Page ")), None),
        next(x for text, x in margin if text == "Draft"),
        box.margin_left,
        box.margin_right,
        page.width,
    )


@pytest.mark.parametrize("layout", ["article", "report"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_facing_pages_mirror_each_other(language: str, layout: str) -> None:
    first, second, third, *_ = pages = sheets(language, layout, facing=True)
    right, left = (third, second) if language == "en" else (second, third)
    assert (first.text, first.right_margin) == (third.text, third.right_margin)
    assert (left.text, left.right_margin) == pytest.approx((right.right_margin, right.text))
    assert right.text - right.right_margin > 20  # the binding
    assert left.number is not None
    assert right.number is not None
    middle = left.width / 2
    assert left.number < middle < left.stamp
    assert right.stamp < middle < right.number
    assert (first.number is None) == (layout == "report")  # the cover
    alone = sheets(language, layout, facing=False)[0]
    assert [each.text + each.right_margin for each in pages] == pytest.approx(
        [alone.text + alone.right_margin] * len(pages)
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_other_pages_are_alike(language: str) -> None:
    pages = sheets(language, "article", facing=False)
    assert len({(each.text, each.right_margin, each.stamp) for each in pages}) == 1
    assert pages[0].text == pytest.approx(pages[0].right_margin)
    assert (pages[0].stamp > pages[0].width / 2) == (language == "en")
