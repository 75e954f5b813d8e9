"""Fitting: a page that is longer than its layout promised is set smaller, within reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import weasyprint

    from publisher.pages.page import Page

# Shares of the layout's type size. Readers do not see the first steps, and a smaller type
# than the last would be hard to read.
SCALES = (1.0, 0.96, 0.92, 0.88, 0.85)


@dataclass(frozen=True)
class Fitted:
    """A page as it was drawn at last, at which share of its type's size, and whether it fits."""

    document: weasyprint.Document
    scale: float
    fits: bool


def fit(page: Page, draw: Callable[[str], weasyprint.Document]) -> Fitted:
    """Draw a page as large as fits; if it never does, as small as is readable."""
    for scale in SCALES:
        document = draw(_scaled(page.html, scale))
        fits = page.promised is None or len(document.pages) <= page.promised
        if fits:
            break
    return Fitted(document, scale, fits)


def _scaled(html: str, scale: float) -> str:
    """Tell a layout the scale of its type, behind all its style sheets."""
    if scale == 1:
        return html
    rule = f"<style>:root {{ --scale: {scale} }}</style></head>"
    return html.replace("</head>", rule, 1)
