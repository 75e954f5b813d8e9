"""Lines: the line of a token, and the characters that may precede a block in its line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

# The marks of the quotations and lists around a block.
BLOCK_PREFIX = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*+")


def line_of(token: Token) -> int | None:
    """Return the line where a token begins, from 1, or None if it is unknown."""
    return token.map[0] + 1 if token.map else None
