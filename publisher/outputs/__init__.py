"""Outputs: a page of HTML in, a finished file's bytes out; one module an output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.errors import EnvironmentMissingError

if TYPE_CHECKING:
    from collections.abc import Collection

    from publisher.outputs.pdf import Pdf


def render_pdf(html: str, families: Collection[str]) -> Pdf:
    """Render a page with the font `families` only; see `publisher.outputs.pdf`.

    WeasyPrint is loaded here and not before: it takes half a second, and needs
    libraries that only PDFs need.
    """
    try:
        from publisher.outputs import pdf  # noqa: PLC0415 - see above
    except OSError as error:
        raise EnvironmentMissingError(
            f"WeasyPrint lacks a library of the system ({str(error).splitlines()[0]});"
            " run ./setup.sh"
        ) from error
    return pdf.render_pdf(html, families)
