"""Pages on screens: what the styles for screens override, and what they leave to print."""

from __future__ import annotations

from typing import Any

import pytest
import weasyprint
from pdf_helpers import FAMILIES, boxes, page_of
from weasyprint.formatting_structure.boxes import BlockBox

from publisher.fonts.installed import faces
from publisher.outputs.pdf.engine.font_faces import configuration
from publisher.outputs.pdf.load import load_pdf
from publisher.pages.theme import Theme


def blocks(text: str, theme: Theme | None = None) -> list[Any]:
    """Lay a text out as for a screen, and return its blocks."""
    load_pdf()
    source = weasyprint.HTML(string=page_of(text, "en", theme=theme).html, media_type="screen")
    pages = source.render(font_config=configuration(faces(FAMILIES))).pages
    return [box for page in pages for box in boxes(page, BlockBox)]


@pytest.mark.parametrize("theme", [Theme(), Theme(drop_cap=True)])
@pytest.mark.parametrize("metadata", ["", "---\nstandfirst: It is short.\n---\n"])
def test_paragraphs_are_spaced_and_not_indented(metadata: str, theme: Theme) -> None:
    text = "\n\n".join(["A paragraph of some words."] * 4)
    found = [box for box in blocks(f"{metadata}# T\n\n{text}", theme) if box.element_tag == "p"]
    paragraphs = found[-5:-1] if theme.drop_cap or metadata else found[-4:-1]
    assert {box.style["text_indent"].value for box in paragraphs} == {0}
    gaps = {round(box.margin_top, 1) for box in paragraphs[-3:]}
    assert len(gaps) == 1
    assert gaps != {0}


@pytest.mark.parametrize("layout", ["article", "report", "leaflet"])
def test_the_headline_has_the_size_of_screens(layout: str) -> None:
    sizes = set()
    for title in ("Short", "A title of medium length, as most are", "A long title. " * 8):
        found = blocks(f"---\nlayout: {layout}\n---\n# {title}\n\nText.")
        sizes |= {box.style["font_size"] for box in found if box.element_tag == "h1"}
    assert len(sizes) == 1
