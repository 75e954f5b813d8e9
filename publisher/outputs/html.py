"""HTML as it was laid out: one self-contained file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.outputs.rendering import Rendering

if TYPE_CHECKING:
    from collections.abc import Collection


def render(html: str, _families: Collection[str]) -> Rendering:
    """Return the page itself; a reader's own machine finds the fonts."""
    return Rendering(html.encode())
