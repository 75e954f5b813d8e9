"""Web and e-mail addresses in running text."""

from __future__ import annotations

import re

from markdown_it.common.utils import escapeHtml

from publisher.base.characters import HANGUL, UNSPACED

# Letters of the scripts that separate words by spaces (RFC 3987): in others, such as Chinese,
# the sentence continues after an address without one, and Korean particles follow it.
_LETTER = rf"[^\W{UNSPACED}{HANGUL}]"
_ADDRESS = re.compile(
    # An address does not end with punctuation; the sentence may.
    rf"((?<![a-z0-9])(?:https?://|www\.)(?:{_LETTER}|[!#-;=?-~])*(?:{_LETTER}|[/=&#~%+-])"
    r"|(?<![a-z0-9._%+-])[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+)",
    re.IGNORECASE,
)


def mark_addresses(text: str) -> str:
    """Return text as HTML, with its web and e-mail addresses as elements of class `address`.

    They run from left to right in any text, and style sheets must not hyphenate them.
    """
    pieces = map(escapeHtml, _ADDRESS.split(text))
    return "".join(
        f'<bdi class="address">{piece}</bdi>' if number % 2 else piece
        for number, piece in enumerate(pieces)
    )
