"""Layouts as PDF: difficult texts in both directions."""

from __future__ import annotations

import pytest
from pdf_helpers import LAYOUTS, boxes, difficult_page, render_page
from weasyprint.formatting_structure.boxes import TextBox


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", ["de", "ar"])
def test_text_stays_within_the_page(layout: str, language: str) -> None:
    tolerance = 1  # px: rounding, and Arabic letters that are wider at a line end within a word
    for sheet in render_page(difficult_page(layout, language)).pages:
        area = sheet._page_box  # noqa: SLF001 - not public
        left, right = area.content_box_x(), area.content_box_x() + area.width
        assert 0 < left < right < sheet.width
        for box in boxes(sheet, TextBox):
            assert left - tolerance <= box.position_x, box.text
            assert box.position_x + box.width <= right + tolerance, box.text
            assert box.position_y >= 0, box.text
            assert box.position_y + box.height <= sheet.height, box.text
