"""The headline, set in lines of much the same length (CSS Text 4, `text-wrap: balance`).

WeasyPrint 70 fills each line and leaves what is over for the last, often one word.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import wraps
from math import inf
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import block
from weasyprint.layout.inline import iter_line_boxes

from publisher.outputs.pdf.engine.patch import patch

if TYPE_CHECKING:
    from collections.abc import Callable

    Box = Any  # WeasyPrint is not typed
    Layout = Callable[..., Any]

_SHARES = range(50, 100)  # of the width that there is, in percent
_MOST_LINES = 6  # CSS lets a browser stop balancing there too
_FIRST = "context box bottom_space skip_stack containing_block"


def balance_headlines() -> None:
    """Have WeasyPrint balance headlines from now on."""
    patch([block], "block_box_layout", _FIRST, _balancing)


def _balancing(lay_out: Layout) -> Layout:
    """Return a layout of blocks that makes a headline as narrow as its number of lines allows."""

    @wraps(lay_out)
    def balanced(
        context: object,
        box: Box,
        bottom_space: float,
        skip_stack: object,
        containing_block: Box,
        *more: object,
        **named: object,
    ) -> object:
        if box.element_tag == "h1" and skip_stack is None:
            box.max_width = min(box.max_width, _narrowest(context, box, containing_block))
        return lay_out(context, box, bottom_space, skip_stack, containing_block, *more, **named)

    return balanced


def _narrowest(context: object, box: Box, around: Box) -> float:
    """Return the least width in which a headline has no more lines than it must have."""
    trial = box.copy()
    block.block_level_width(trial, around)
    whole: float = trial.width
    if not all(isinstance(child, LineBox) for child in trial.children):
        return whole

    def lines(share: int) -> int:
        """Count the lines in a share of the width, which are the more the less it is."""
        trial.width = whole * share / 100
        return sum(
            1
            for child in trial.children
            for _ in iter_line_boxes(
                context, child.copy(), trial.position_y, -inf, None, trial, [], [], None, None
            )
        )

    number = lines(100)
    if not 1 < number <= _MOST_LINES:
        return whole
    place = bisect_left(_SHARES, -number, key=lambda share: -lines(share))
    return whole * (_SHARES.start + place) / 100
