"""Caches of lines and style sheets: pages are the same without them."""

from __future__ import annotations

from pdf_helpers import difficult_page, in_layouts, render_page

from publisher.outputs.pdf.engine.patch import unpatched


@in_layouts(["de", "ar", "ja"], "ar-leaflet")
def test_caches_do_not_change_the_pdf(layout: str, language: str) -> None:
    page = difficult_page(layout, language)
    cached = [render_page(page).write_pdf() for _ in range(2)]
    with unpatched("cache_lines", "cache_stylesheets"):
        assert cached == [render_page(page).write_pdf()] * 2
