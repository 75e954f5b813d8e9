"""Caches of lines and style sheets: pages are the same without them."""

from __future__ import annotations

from pdf_helpers import difficult_page, in_layouts, render_page

from publisher.outputs.pdf.engine.patch import unpatched
from publisher.outputs.pdf.load import load_pdf


@in_layouts(["de", "ar", "ja"], "ar-leaflet")
def test_caches_do_not_change_the_pdf(layout: str, language: str) -> None:
    page = difficult_page(layout, language)
    load_pdf()
    with unpatched("plan_lines"):  # which does change the PDF
        patched = [render_page(page).write_pdf() for _ in range(2)]
        with unpatched():
            assert patched == [render_page(page).write_pdf()] * 2
