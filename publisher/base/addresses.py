"""Web and mail addresses in texts, to be compared with those of another text.

Other patterns differ for a reason, which their modules state: `markup` marks texts that run from
left to right and leaves out a document's untranslatable ones; `translation.masking` hides dots.
"""

from __future__ import annotations

import re
from functools import cached_property
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


def web_address(mark: str) -> str:
    """Return the pattern of a web address; `mark` matches those `MARKS` that its path may have."""
    host, path = rf"[^{_END}{MARKS}/?#]+", rf"(?:[^{_END}{MARKS}]|{mark})"
    return (
        rf"(?i:https?://|ftp://|www\.){host}(?:[/?#](?:{path}|\({path}*\))*)?"
        rf"(?<![.,;:!?*_{MARKS}])"
    )


class AddressPattern:
    """Pattern of addresses, compiled for the first text that may hold one: that is slow.

    Such a text contains `@`, `://`, `www.`, or one of the `hints` of a pattern that finds others.
    """

    def __init__(self, pattern: str, *hints: str) -> None:
        self._source = pattern
        self._hints = ("@", "://", *hints)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(f"({self._source})")

    def split(self, text: str) -> list[str]:
        """Return the parts of a text in order; those with odd indexes are its addresses."""
        if any(hint in text for hint in self._hints) or "www." in text.lower():
            return self._pattern.split(text)
        return [text]

    def find(self, text: str) -> list[str]:
        """Return the addresses in a text, in order."""
        return self.split(text)[1::2]

    def replace(self, text: str, replace: Callable[[str], str]) -> str:
        """Return a text with `replace(address)` in place of each address."""
        parts = self.split(text)
        parts[1::2] = map(replace, parts[1::2])
        return "".join(parts)


ADDRESSES = AddressPattern(rf"{web_address(_APOSTROPHE)}|{MAIL}")


def is_in_address(text: str, place: int) -> bool:
    """Return whether the characters beside a place are of the same address."""
    start = text.rfind(" ", 0, place) + 1
    end = (text + " ").index(" ", place)
    for number, part in enumerate(ADDRESSES.split(text[start:end])):
        if start < place < start + len(part):
            return bool(number % 2)
        start += len(part)
    return False
