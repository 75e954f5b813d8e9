"""Fit a page into the number of pages that its layout promises, by reducing the type size.

A page without such a promise ends with no sparse sheet (see `last_page`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.outputs.pdf.last_page import without_sparse_page

if TYPE_CHECKING:
    from collections.abc import Callable

    import weasyprint

    from publisher.pages.page import Page

# Fractions of the layout's type size, in the order to try. Readers do not notice the first
# steps; type smaller than the last would be hard to read.
SCALES = (1.0, 0.96, 0.92, 0.88, 0.85)


@dataclass(frozen=True)
class Fitted:
    """Page laid out at the chosen scale.

    - `document`: WeasyPrint's layout of the page
    - `scale`: size of the type, as a fraction of the layout's
    - `fits`: whether the number of pages is within the limit
    """

    document: weasyprint.Document
    scale: float
    fits: bool


def fit(page: Page, draw: Callable[[str], weasyprint.Document]) -> Fitted:
    """Lay out a page at the largest scale that fits, or at the smallest if none does."""
    if page.page_limit is None:
        return Fitted(without_sparse_page(page.html, draw), scale=1, fits=True)
    for scale in SCALES:
        document = draw(_scaled(page.html, scale))
        fits = len(document.pages) <= page.page_limit
        if fits:
            break
    return Fitted(document, scale, fits)


def _scaled(html: str, scale: float) -> str:
    """Return a page with the CSS property `--scale`, set after its style sheets."""
    if scale == 1:
        return html
    rule = f"<style>:root {{ --scale: {scale} }}</style></head>"
    return html.replace("</head>", rule, 1)
