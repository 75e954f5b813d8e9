"""Last steps to a conforming PDF, applied after WeasyPrint 70 and before the file is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.outputs.pdf.conformance.actual_text import map_texts
from publisher.outputs.pdf.conformance.font_programs import embed_bare_cff
from publisher.outputs.pdf.conformance.metadata import (
    add_attachments,
    disable_interpolation,
    write_metadata,
)
from publisher.outputs.pdf.conformance.page_labels import add_page_labels
from publisher.outputs.pdf.conformance.structure_tree import (
    add_structure_tree,
    remove_structure_tree,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pydyf
    import weasyprint

    from publisher.pages.page import Attachment


def finisher_for(
    attachments: Sequence[Attachment] = (),
) -> Callable[[weasyprint.Document, pydyf.PDF], None]:
    """Return a callback for WeasyPrint's `Document.write_pdf(finisher=…)`.

    The document's pages must be `Sheet` objects (see `with_sheets`).
    """

    def finish(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
        remove_structure_tree(pdf)  # first: the other steps add objects after it
        map_texts(pdf, document.pages, document.fonts)
        embed_bare_cff(pdf)
        add_structure_tree(pdf, document.pages)
        add_page_labels(pdf, document.pages)
        write_metadata(document, pdf)
        disable_interpolation(pdf)
        add_attachments(pdf, attachments)

    return finish
