"""Caches of lines and style sheets: pages are the same without them."""

from __future__ import annotations

from dataclasses import replace

from pdf_helpers import difficult_page, in_layouts, render_page

from publisher.outputs.pdf.engine.patch import unpatched


@in_layouts(["de", "ar", "ja"], "ar-leaflet")
def test_caches_do_not_change_the_pdf(layout: str, language: str) -> None:
    page = difficult_page(layout, language)
    # Without a headline, because balancing it is a patch that does change the PDF.
    plain = replace(page, html=page.html.replace("h1", "h2"))
    patched = [render_page(plain).write_pdf() for _ in range(2)]
    with unpatched():
        assert patched == [render_page(plain).write_pdf()] * 2
