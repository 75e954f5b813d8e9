"""Patch: headlines with lines of similar length (CSS Text 4, `text-wrap: balance`).

WeasyPrint 70 fills each line and leaves the rest for the last one, often a single word.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import wraps
from math import inf
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.layout import block
from weasyprint.layout.inline import iter_line_boxes

from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters

if TYPE_CHECKING:
    from collections.abc import Callable

    Box = Any  # WeasyPrint is not typed
    Layout = Callable[..., Any]

_PERCENTAGES = range(50, 100)  # of the available width
_MAX_LINES = 6  # CSS lets a browser stop balancing there too


def _balancing(block_box_layout: Layout) -> Layout:
    """Wrap the layout of blocks: lay a headline out in its balanced width."""

    @wraps(block_box_layout)
    def balanced_layout(
        context: object,
        box: Box,
        bottom_space: float,
        skip_stack: object,
        containing_block: Box,
        *args: object,
        **kwargs: object,
    ) -> object:
        if box.element_tag == "h1" and skip_stack is None:
            box.max_width = min(box.max_width, _balanced_width(context, box, containing_block))
        return block_box_layout(
            context, box, bottom_space, skip_stack, containing_block, *args, **kwargs
        )

    return balanced_layout


def _balanced_width(context: object, box: Box, containing_block: Box) -> float:
    """Return the least width that does not add a line to a headline."""
    trial = box.copy()
    block.block_level_width(trial, containing_block)
    full_width: float = trial.width
    if not all(isinstance(child, LineBox) for child in trial.children):
        return full_width

    def count_lines(percentage: int) -> int:
        trial.width = full_width * percentage / 100
        return sum(
            1
            for child in trial.children
            for _ in iter_line_boxes(
                context, child.copy(), trial.position_y, -inf, None, trial, [], [], None, None
            )
        )

    least = count_lines(100)
    if not 1 < least <= _MAX_LINES:
        return full_width
    # The number of lines falls as the width grows: bisect by its negative, which rises.
    index = bisect_left(_PERCENTAGES, -least, key=lambda percentage: -count_lines(percentage))
    return full_width * (_PERCENTAGES.start + index) / 100


BALANCE_HEADLINES = Patch(
    name="balance_headlines",
    reason="WeasyPrint 70 has no `text-wrap`: the last line of a headline is often one word.",
    upstream=("https://github.com/Kozea/WeasyPrint/issues/2264",),
    replacements=(
        Replacement(
            (block,),
            "block_box_layout",
            has_parameters("context box bottom_space skip_stack containing_block"),
            _balancing,
        ),
    ),
)
