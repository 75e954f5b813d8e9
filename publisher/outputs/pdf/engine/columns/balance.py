"""Balance columns: find the least number of lines in which they hold a group."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from publisher.outputs.pdf.engine.columns.geometry import geometry_of

if TYPE_CHECKING:
    from publisher.outputs.pdf.engine.columns.fill import ColumnFiller
    from publisher.outputs.pdf.engine.columns.filled import Filled

_TOLERANCE = 0.01  # of a line


def balanced(filler: ColumnFiller, whole: Filled, bottom: float, leading: float) -> Filled:
    """Return columns of equal height for a group that fits.

    `whole` has the group in columns down to `bottom`. Their height is a whole number of lines:
    at least the mean height of the columns. From there on the steps double until the group fits,
    and are halved again.
    """
    total = sum(edge - filler.group.top for edge in whole.edges)
    low = ceil(total / geometry_of(filler.group.box).count / leading - _TOLERANCE) - 1
    high = ceil((max(whole.edges) - filler.group.top) / leading)
    filled, lines, step = whole, high, 1
    while high - low > 1:
        middle = min(low + step, high - 1) if step else (low + high) // 2
        filler.remove(filled)
        lines, edge = middle, min(bottom, filler.group.top + middle * leading)
        filled = filler.fill(edge, page_is_empty=False)
        if filled.is_whole(edge):
            high, step = middle, 0
        else:
            low, step = middle, step * 2
    if lines == high:
        return filled
    filler.remove(filled)
    return filler.fill(min(bottom, filler.group.top + high * leading), page_is_empty=True)
