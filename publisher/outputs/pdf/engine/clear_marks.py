"""Patch: crop marks are clear of the bleed, and the bleed box is the bleed.

WeasyPrint 70 draws the marks within the bleed, where a cut that is not exact leaves them, and its
bleed box (ISO 32000-1, 14.11.2) is 10 points at most. Here marks have room of their own: they are
half as long as the margin between the edges of the page and the medium, from the medium's edge on.
Boxes that reach beyond the bleed are not printed over them.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from weasyprint import draw
from weasyprint.document import Page
from weasyprint.layout.background import parse_color
from weasyprint.pdf import generate_pdf

from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters, new_attribute
from publisher.outputs.pdf.engine.source_edits import SourceEdit, edit_source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Background = Any  # WeasyPrint is not typed
    Box = Any
    Stream = Any
    Sides = Mapping[str, float]  # pixels by side

_ROOM = 7 / 25.4 * 96  # px; with a bleed of 3 mm, marks are 5 mm long and 5 mm from the page
_TRANSPARENT = parse_color("transparent")


def _margins(bleed: Sides, marks: object) -> Sides:
    """Return the widths between the page and the edges of the medium."""
    if not marks:
        return bleed
    return {side: width + max(width, _ROOM) for side, width in bleed.items()}


def _with_room(initialize: Callable[[Page, Box], None]) -> Callable[[Page, Box], None]:
    """Wrap the constructor of pages: the medium has room for marks."""

    @wraps(initialize)
    def initialize_with_room(page: Page, page_box: Box) -> None:
        initialize(page, page_box)
        page.printed_bleed = page.bleed
        page.bleed = _margins(page.bleed, page_box.style["marks"])

    return initialize_with_room


def _in_room(draw_background: Callable[..., None]) -> Callable[..., None]:
    """Wrap the drawing of backgrounds: marks begin at the edge of the medium, not of the bleed."""

    @wraps(draw_background)
    def draw_in_room(
        stream: Stream,
        background: Background,
        clip_box: bool = True,  # noqa: FBT001, FBT002 - the original's signature
        bleed: Sides | None = None,
        marks: object = (),
    ) -> None:
        draw_background(stream, background, clip_box)
        if bleed and marks:
            x, y, width, height = background.layers[-1].painting_area
            margins = _margins(bleed, marks)
            more = {side: margins[side] - bleed[side] for side in bleed}
            medium = (
                x - more["left"],
                y - more["top"],
                more["left"] + width + more["right"],
                more["top"] + height + more["bottom"],
            )
            layer = background.layers[-1]._replace(image=None, painting_area=medium)
            empty = background._replace(color=_TRANSPARENT, layers=[layer])
            draw_background(stream, empty, clip_box, margins, marks)
            stream.rectangle(x, y, width, height)
            stream.clip()  # for the rest of the page
            stream.end()

    return draw_in_room


_BLEED_BOX = SourceEdit(
    """\
        bleed_left = trim_left - min(10, bleed['left'])
        bleed_top = trim_top - min(10, bleed['top'])
        bleed_right = trim_right + min(10, bleed['right'])
        bleed_bottom = trim_bottom + min(10, bleed['bottom'])
""",
    """\
        bleed_left = trim_left - 0.75 * page.printed_bleed['left']
        bleed_top = trim_top - 0.75 * page.printed_bleed['top']
        bleed_right = trim_right + 0.75 * page.printed_bleed['right']
        bleed_bottom = trim_bottom + 0.75 * page.printed_bleed['bottom']
""",
)
# Hairlines of a quarter point, as are usual.
_HAIRLINE = SourceEdit('stroke-width="1"', 'stroke-width="0.3333"')

CLEAR_MARKS = Patch(
    name="clear_marks",
    reason=(
        "WeasyPrint 70 draws crop marks within the bleed, in lines of 0.75 pt, and the bleed box"
        " is 10 points wide at most."
    ),
    replacements=(
        Replacement((Page,), "__init__", has_parameters("self page_box"), _with_room),
        new_attribute(Page, "printed_bleed", None),
        Replacement(
            (draw,),
            "draw_background",
            has_parameters("stream background clip_box bleed marks"),
            _in_room,
        ),
        edit_source(draw.draw_background, _HAIRLINE),
        edit_source(generate_pdf, _BLEED_BOX),
    ),
)
