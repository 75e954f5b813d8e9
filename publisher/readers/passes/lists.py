"""Lists: show paragraphs of tight lists where two meet, and number lists from their start."""

from __future__ import annotations

from dataclasses import replace
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


def number_from_start(tokens: Iterable[Token]) -> list[Token]:
    """Give each list that starts with another number than 1 its counter, also as a style.

    WeasyPrint reads no `start` attribute; browsers derive the same style from it (CSS Lists 3).
    """
    return [
        replace(token, attrs={**token.attrs, "style": f"counter-reset:list-item {start - 1}"})
        if token.type == "ordered_list_open" and (start := int(token.attrs.get("start", 1))) != 1
        else token
        for token in tokens
    ]


def _show_partners(tokens: Iterable[Token], first: str, second: str) -> None:
    """Show the `second` token of each pair whose `first` one is shown."""
    is_shown = False
    for token in tokens:
        if token.type == first:
            is_shown = not token.hidden
        elif token.type == second and is_shown:
            token.hidden = False
