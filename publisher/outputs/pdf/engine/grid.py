"""Baseline grid of a page: lines of equal distance, on which the lines of text are.

A style sheet sets text on the grid by `--line-snap: baseline`, and takes a block off it by
`--line-snap: none` (`line-snap` of CSS Line Grid 1, which WeasyPrint 70 does not know). The
distance of its lines, the leading, is the line height of the root element; the last of them
ends at the lower edge of the page's area. So the lines of all columns and pages register.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from weasyprint.text.line_break import strut

from publisher.outputs.pdf.engine.custom_properties import custom_property

if TYPE_CHECKING:
    Box = Any  # WeasyPrint is not typed
    Context = Any
    Style = Any

_TOLERANCE = 0.01  # px


@dataclass(frozen=True)
class Grid:
    """Lines of a page.

    - `end`: the lower edge of one of them, in px
    - `leading`: their height, in px
    """

    end: float
    leading: float

    def next_line(self, position: float) -> float:
        """Return the upper edge of the first line that is not above a position."""
        lines = ceil((position - self.end - _TOLERANCE) / self.leading)
        return self.end + lines * self.leading


def grid_of(context: Context, box: Box) -> Grid | None:
    """Return the grid that the text of a box is on; None if it is on none."""
    if not has_grid_lines(box.style):
        return None
    page = context.current_footnote_area.page
    return Grid(page.content_box_y() + page.height, leading_of(box.style))


def has_grid_lines(style: Style) -> bool:
    """Return whether lines of text in a style are on the grid, and as high as its lines."""
    if not snaps(style):
        return False
    return bool(abs(strut(style)[0] - leading_of(style)) < _TOLERANCE)


def snaps(style: Style) -> bool:
    """Return whether a style sets text on the grid."""
    return custom_property(style, "line-snap") == "baseline"


def leading_of(style: Style) -> float:
    """Return the line height of the root element of a style, in px; 1 if it has none."""
    height, _ = strut(style.root_style)
    return float(height) or 1
