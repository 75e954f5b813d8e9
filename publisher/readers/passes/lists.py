"""Lists: show paragraphs of tight lists where two meet."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token


def show_adjacent_paragraphs(tokens: list[Token]) -> list[Token]:
    """Show adjacent paragraphs of a tight list item, which a removed comment kept apart.

    A tight list hides its paragraphs (CommonMark 0.31.2, section 5.3).
    """
    for closing, opening in pairwise(tokens):
        if closing.hidden and opening.hidden and closing.nesting == -1 and opening.nesting == 1:
            closing.hidden = opening.hidden = False
    _show_partners(tokens, "paragraph_open", "paragraph_close")
    _show_partners(reversed(tokens), "paragraph_close", "paragraph_open")
    return tokens


def _show_partners(tokens: Iterable[Token], first: str, second: str) -> None:
    """Show the `second` token of each pair whose `first` one is shown."""
    is_shown = False
    for token in tokens:
        if token.type == first:
            is_shown = not token.hidden
        elif token.type == second and is_shown:
            token.hidden = False
