"""Balanced headlines: lines of similar length, in each direction and alignment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pdf_helpers import STYLE, WORDS, boxes, page_of, render_html, render_page
from weasyprint.formatting_structure.boxes import BlockBox, LineBox, TextBox

from publisher.outputs.pdf.engine.patch import unpatched

if TYPE_CHECKING:
    import weasyprint


def headline_widths(laid_out: weasyprint.Document) -> list[float]:
    """Return the width of the text in each line of the headline."""
    return [
        sum(box.width for box in line.descendants() if isinstance(box, TextBox))
        for line in boxes(laid_out.pages[0], LineBox)
        if line.element_tag == "h1"
    ]


@pytest.mark.parametrize("language", ["de", "ar", "ja"])
def test_a_headline_is_balanced(language: str) -> None:
    word = WORDS[language]
    page = page_of(f"# {f'{word[:9]} {word[:3]} {word[:6]} ' * 5}\n\nText.", language)
    widths = headline_widths(render_page(page))
    assert len(widths) > 1
    assert min(widths) > 0.6 * max(widths)


@pytest.mark.parametrize(
    ("language", "alignment"), [("en", "start"), ("ar", "start"), ("en", "center")]
)
def test_a_balanced_headline_keeps_its_alignment(language: str, alignment: str) -> None:
    words = f"# {'Rain ' * 16}\n\nText."
    page = page_of(words, language)
    html = page.html.replace("</head>", f"<style>h1 {{ text-align: {alignment} }}</style></head>")
    sheet = render_page(replace(page, html=html)).pages[0]
    headline = next(box for box in boxes(sheet, BlockBox) if box.element_tag == "h1")
    for line in headline.children:
        left = line.position_x - headline.content_box_x()
        right = headline.width - line.width - left
        assert left + right > 0.05 * headline.width
        if alignment == "center":
            assert left == pytest.approx(right)
        else:
            assert (right if language == "ar" else left) == pytest.approx(0)


def test_headline_is_balanced_with_the_patch_alone() -> None:
    style = "h1 { font-size: 12pt; width: 200pt }"
    html = f"<html lang=en><style>{STYLE}{style}</style><h1>{'Rain ' * 8}</h1>"
    balanced = headline_widths(render_html(html))
    with unpatched("plan_lines"):
        filled = headline_widths(render_html(html))
    assert len(balanced) == len(filled) == 2
    assert min(balanced) > 0.9 * max(balanced)
    assert min(filled) < 0.6 * max(filled)
