"""Web and mail addresses in texts, to be compared with those of another text.

Other patterns differ for a reason, which their modules state: `markup` marks what runs from left
to right and leaves out a document's untranslatable texts, and `translation.masking` hides dots.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from publisher.base.characters import HANGUL, UNSPACED

if TYPE_CHECKING:
    from collections.abc import Callable

# Letters of the scripts that separate words by spaces (RFC 3987), with their vowel signs: in
# others, such as Chinese, the sentence continues after an address without a space, and Korean
# particles follow it.
LETTER = rf"(?:[^\W{UNSPACED}{HANGUL}]|[\u0300-\u036f\u0900-\u0963\u0966-\u0dff])"
# A suffix may follow the last part of a mail address, with or without a hyphen: `a@b.org-ում`.
_LAST = rf"(?:xn--[A-Za-z0-9-]+|[A-Za-z0-9\u00c0-\u024f]+|{LETTER}+)"
_DOMAIN = rf"(?:{LETTER}|-)+(?:\.(?:{LETTER}|-)+)*\.{_LAST}"
MAIL = rf"(?<![^\W{UNSPACED}{HANGUL}])(?<![.%+-])(?:{LETTER}|[.%+-])+@{_DOMAIN}"
# Brackets, quotation marks and stops end an address; brackets in it are in pairs.
_END = r"\s<>()\[\]{}«»‹›“”„‟\"、。，．；：！？）」』】》،؛؟։।"
# Marks that also occur in the path of an address; a host has none: `https://a.org's`.
MARKS = "'‘’–—…"
_APOSTROPHE = r"['’](?=[^\W\d_])"


@cache
def _address() -> re.Pattern[str]:
    """Return the pattern of an address, which is slow to compile."""
    return re.compile(rf"{web_address(_APOSTROPHE)}|{MAIL}")


def web_address(mark: str) -> str:
    """Return the pattern of a web address; `mark` matches what its path has of `MARKS`."""
    host, path = rf"[^{_END}{MARKS}/?#]+", rf"(?:[^{_END}{MARKS}]|{mark})"
    return (
        rf"(?i:https?://|ftp://|www\.){host}(?:[/?#](?:{path}|\({path}*\))*)?"
        rf"(?<![.,;:!?*_{MARKS}])"
    )


def may_hold_address(text: str) -> bool:
    """Return False for most texts without an address, faster than the pattern."""
    return "@" in text or "://" in text or "www." in text.lower()


def find_addresses(text: str) -> list[str]:
    """Return the addresses in a text, in order."""
    return _address().findall(text) if may_hold_address(text) else []


def replace_addresses(text: str, replace: Callable[[str], str]) -> str:
    """Return a text with `replace(address)` in place of each address."""
    if not may_hold_address(text):
        return text
    return _address().sub(lambda found: replace(found[0]), text)
