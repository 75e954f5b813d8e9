"""Addresses as they are written in sources and translations, up to the next space or bracket.

To be compared with those of an earlier source: a mark in the path of an address is a part of it,
not typography. `base.addresses` ends them at such marks, after which a sentence may continue.
"""

from __future__ import annotations

from publisher.base.addresses import MAIL, MARKS, AddressPattern, web_address

# The destination of a Markdown link, which may be relative.
_DESTINATION = r"(?<=\]\()[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*"
# A person's name may have an apostrophe.
_NAME = r"(?<![\w'’])(?:\w+['’])+(?=[\w.%+-]+@)"

WRITTEN_ADDRESSES = AddressPattern(
    rf"{_DESTINATION}|{web_address(f'[{MARKS}]')}|(?:{_NAME})?{MAIL}", hint="]("
)
