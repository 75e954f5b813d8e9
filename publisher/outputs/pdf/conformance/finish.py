"""A PDF finished: what WeasyPrint 70 leaves undone, done before it writes the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.outputs.pdf.conformance.actual_text import separate_shared_glyphs
from publisher.outputs.pdf.conformance.metadata import add_attachments, keep_pixels, write_metadata
from publisher.outputs.pdf.conformance.structure_tree import tag, take_out

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pydyf
    import weasyprint

    from publisher.pages.page import Attachment


def finisher_for(
    attachments: Sequence[Attachment] = (),
) -> Callable[[weasyprint.Document, pydyf.PDF], None]:
    """Return what WeasyPrint shall call to finish a document of `drawing.sheets`."""

    def finish(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
        take_out(pdf)  # first: what follows adds objects behind it
        separate_shared_glyphs(pdf, document.pages, document.fonts)
        tag(pdf, document.pages)
        write_metadata(document, pdf)
        keep_pixels(pdf)
        add_attachments(pdf, attachments)

    return finish
