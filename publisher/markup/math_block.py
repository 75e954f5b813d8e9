"""Math blocks: the rule of mdit-py-plugins, called only where a block can end.

It looks for the end of each opening `$$` in the rest of the text, over empty lines too.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock

    _Rule = Callable[[StateBlock, int, int, bool], bool]

_MARK = "$$"


def bounded_math(rule: _Rule) -> _Rule:
    """Wrap the rule so that many openings without an end take linear time."""

    def wrapped(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        if not state.src.startswith(_MARK, state.bMarks[line] + state.tShift[line]):
            return False
        ends = _possible_ends(state)
        index = bisect_left(ends, line)
        if index == len(ends) or ends[index] >= end_line:
            return False
        return rule(state, line, end_line, silent)

    return wrapped


def _possible_ends(state: StateBlock) -> list[int]:
    """Return the lines, from 0, that end with the mark."""
    if "math_ends" not in state.env:
        lines = enumerate(state.src.split("\n"))
        state.env["math_ends"] = [
            number for number, line in lines if line.rstrip().endswith(_MARK)
        ]
    ends: list[int] = state.env["math_ends"]
    return ends
