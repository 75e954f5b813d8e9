"""Patch: `currentColor` in an SVG element of a page is the colour of the text around it.

WeasyPrint 70 draws it black. An image from another file does not inherit from the page.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from weasyprint.images import SVGImage

from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters

if TYPE_CHECKING:
    from collections.abc import Callable


def _inheriting(draw: Callable[..., None]) -> Callable[..., None]:
    """Wrap the drawing of an image: give its root element the colour of its box."""

    @wraps(draw)
    def coloured_draw(self: Any, stream: object, width: float, height: float, style: Any) -> None:  # noqa: ANN401 - WeasyPrint is not typed
        if self._base_url is None:  # it is an element of the page
            red, green, blue = style["color"].to("srgb")[:3]
            colour = f"rgb({red:.2%}, {green:.2%}, {blue:.2%})"
            self._svg.tree.attrib.setdefault("color", colour)
        draw(self, stream, width, height, style)

    return coloured_draw


COLOUR_SVG = Patch(
    name="colour_svg",
    reason="WeasyPrint 70 draws `currentColor` in SVG elements of a page black.",
    replacements=(
        Replacement(
            (SVGImage,),
            "draw",
            has_parameters("self stream concrete_width concrete_height _style"),
            _inheriting,
        ),
    ),
)
