"""Math in a line: the rule of mdit-py-plugins, but sums of money between dollars stay text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.base.characters import HANGUL, UNSPACED
from publisher.markup.checkpoint import Checkpoint

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_inline import StateInline

    _Rule = Callable[[StateInline, bool], bool]

# A letter that is written without a space before and after foreign words.
_ATTACHED = re.compile(f"[{UNSPACED}{HANGUL}]")


def without_sums_of_money(rule: _Rule) -> _Rule:
    """Wrap the rule: no letter or digit may touch the dollars of math from outside.

    Letters may do so that are written without a space before a foreign word, or after it; then
    there is none of them between the dollars.
    """

    def wrapped(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        before = Checkpoint.of(state)
        left = state.src[max(state.pos - 1, 0) : state.pos]
        if _touches(left) or not rule(state, silent):
            return False
        right = state.src[state.pos : state.pos + 1]
        is_attached = left.isalnum() or right.isalnum()
        if _touches(right) or (is_attached and _ATTACHED.search(state.src, before.pos, state.pos)):
            before.drop_tokens(state)
            state.pos = before.pos
            return False
        return True

    return wrapped


def _touches(outside: str) -> bool:
    """Return whether a character is a letter or digit that makes a dollar one of money."""
    return outside.isalnum() and not _ATTACHED.match(outside)
