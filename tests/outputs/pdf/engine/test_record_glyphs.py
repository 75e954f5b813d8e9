"""Record of the text behind each glyph."""

from __future__ import annotations

from pdf_helpers import STYLE, render_html

from publisher.outputs.pdf.conformance.marked_content import with_sheets
from publisher.outputs.pdf.engine.patch import unpatched


def recorded_texts() -> list[str]:
    document = with_sheets(render_html(f"<html lang=hy><style>{STYLE}</style><p>Մարդ և office"))
    document.write_pdf(pdf_variant="pdf/ua-1")
    return ["".join(line.texts) for page in document.pages for line in page.lines.values()]


def test_lines_are_recorded_with_the_patch_alone() -> None:
    assert "Մարդ և office" in recorded_texts()
    with unpatched("record_glyphs"):
        assert recorded_texts() == []
