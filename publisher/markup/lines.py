"""Line numbers of tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


def line_of(token: Token) -> int | None:
    """Return the line where a token begins, from 1, or None if it is unknown."""
    return token.map[0] + 1 if token.map else None
