"""Addresses as they are written in sources and translations, up to the next space or bracket.

To be compared with those of an earlier source: a mark in the path of an address is a part of it,
not typography. `base.addresses` ends them at such marks, after which a sentence may continue.

The mark of a footnote is an address within the article: a new note before it changes its number,
and no words.
"""

from __future__ import annotations

import re

from publisher.base.addresses import MAIL, MARKS, AddressPattern, web_address

# The destination of a Markdown link, which may be relative.
_DESTINATION = r"(?<=\]\()[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*"
# A person's name may have an apostrophe.
_NAME = r"(?<![\w'’])(?:\w+['’])+(?=[\w.%+-]+@)"
_NOTE = r"(?<!\\)\[\^[^\]\s]+\]"

WRITTEN_ADDRESSES = AddressPattern(
    rf"{_NOTE}|{_DESTINATION}|{web_address(f'[{MARKS}]')}|(?:{_NAME})?{MAIL}", "](", "[^"
)


def without_note_labels(text: str) -> str:
    """Return a text with the same label in all marks of footnotes."""
    return re.sub(_NOTE, "[^]", text) if "[^" in text else text
