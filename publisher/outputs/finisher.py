"""A PDF finished: what WeasyPrint 70 leaves undone, done before it writes the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.outputs.archive import describe, keep_pixels
from publisher.outputs.hyphens import soften
from publisher.outputs.structure import tag

if TYPE_CHECKING:
    import pydyf
    import weasyprint


def finish(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Finish a PDF whose pages are `drawing.sheets`; WeasyPrint calls this.

    The tree comes first: it takes out the last of WeasyPrint's own objects.
    """
    tag(pdf, document.pages)
    soften(pdf, document.pages)
    describe(document, pdf)
    keep_pixels(pdf)
