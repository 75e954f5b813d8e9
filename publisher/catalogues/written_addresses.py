"""Addresses as they are written in sources and translations, up to the next space or bracket.

To be compared with those of an earlier source: a mark in the path of an address is a part of it,
not typography. `base.addresses` ends them at such marks, after which a sentence may continue.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from publisher.base.addresses import MAIL, MARKS, may_hold_address, web_address

if TYPE_CHECKING:
    from collections.abc import Callable

# The destination of a Markdown link, which may be relative.
_DESTINATION = r"(?<=\]\()[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*"
# A person's name may have an apostrophe.
_NAME = r"(?<![\w'’])(?:\w+['’])+(?=[\w.%+-]+@)"


@cache
def _address() -> re.Pattern[str]:
    """Return the pattern of an address, which is slow to compile."""
    return re.compile(rf"{_DESTINATION}|{web_address(f'[{MARKS}]')}|(?:{_NAME})?{MAIL}")


def find_written_addresses(text: str) -> list[str]:
    """Return the addresses in a text, in order."""
    return _address().findall(text) if _may_hold_address(text) else []


def replace_written_addresses(text: str, replace: Callable[[str], str]) -> str:
    """Return a text with `replace(address)` in place of each address."""
    if not _may_hold_address(text):
        return text
    return _address().sub(lambda found: replace(found[0]), text)


def _may_hold_address(text: str) -> bool:
    return "](" in text or may_hold_address(text)
