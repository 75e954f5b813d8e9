"""Web and e-mail addresses in running text."""

from __future__ import annotations

import re
from functools import cache

from markdown_it.common.utils import escapeHtml

from publisher.base.characters import HANGUL, UNSPACED

# Letters of the scripts that separate words by spaces (RFC 3987): in others, such as Chinese,
# the sentence continues after an address without one, and Korean particles follow it.
_LETTER = rf"[^\W{UNSPACED}{HANGUL}]"
_MAIL = "A-Za-z0-9._%+-"
# Every address contains one of these. Few texts do, so that most need no larger pattern.
_HINT = re.compile(r"://|www\.|@", re.IGNORECASE)


@cache
def _address() -> re.Pattern[str]:
    """Return the pattern of an address; its large classes are slow to compile."""
    return re.compile(
        # An address does not end with punctuation; the sentence may.
        rf"((?<![A-Za-z0-9])(?i:https?://|www\.)(?:{_LETTER}|[!#-;=?-~])*(?:{_LETTER}|[/=&#~%+-])"
        rf"|(?<![{_MAIL}])[{_MAIL}]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    )


def mark_addresses(text: str) -> str:
    """Return text as HTML, with its web and e-mail addresses as elements of class `address`.

    They run from left to right in any text, and style sheets must not hyphenate them.
    """
    if not _HINT.search(text):
        return escapeHtml(text)
    pieces = map(escapeHtml, _address().split(text))
    return "".join(
        f'<bdi class="address">{piece}</bdi>' if number % 2 else piece
        for number, piece in enumerate(pieces)
    )
