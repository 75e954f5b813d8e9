"""The length of balanced lines."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from publisher.outputs.pdf.lines.total_fit import PREFERRED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.outputs.pdf.lines.total_fit import Item


def even_length(items: Sequence[Item], width: float) -> float:
    """Return the length of the lines of a text if the fewest that it needs are equally long.

    Of a text in several parts, which end where lines must or should, it is that of the longest
    lines: for a shorter length, a part would be divided that fits on its line.
    """
    if width <= 0:
        return width
    parts, length = [], 0.0
    for item in items:
        length += item.width
        if item.penalty <= PREFERRED:
            parts.append(length)
            length = 0
        else:
            length += item.gap
    return max((part / max(1, ceil(part / width)) for part in parts), default=width)
