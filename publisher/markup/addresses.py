"""Web and e-mail addresses in running text."""

from __future__ import annotations

from markdown_it.common.utils import escapeHtml

from publisher.base.addresses import LETTER, MAIL, AddressPattern

_ADDRESSES = AddressPattern(
    # An address does not end with punctuation; the sentence may.
    rf"(?<![A-Za-z0-9])(?i:https?://|www\.)(?:{LETTER}|[!#-;=?-~])*(?:{LETTER}|[/=&#~%+-])|{MAIL}"
)


def mark_addresses(text: str) -> str:
    """Return text as HTML, with its web and e-mail addresses as elements of class `address`.

    They run from left to right in any text, and style sheets must not hyphenate them.
    """
    pieces = map(escapeHtml, split_addresses(text))
    return "".join(
        f'<bdi class="address">{piece}</bdi>' if number % 2 else piece
        for number, piece in enumerate(pieces)
    )


def split_addresses(text: str) -> list[str]:
    """Return the parts of a text in order; those with odd indexes are its addresses."""
    return _ADDRESSES.split(text)
