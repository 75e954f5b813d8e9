"""Web and mail addresses in texts, to be compared with those of another text.

Other patterns differ for a reason, which their modules state: `markup` marks what runs from left
to right and leaves out a document's untranslatable texts, and `translation.masking` hides dots.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# In other scripts, a sentence continues after an address without a space.
MAIL = r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
# Brackets, quotation marks, dashes and stops end an address; brackets in it are in pairs.
_END = r"\s<>()\[\]{}«»“”„‘’\"'–—…、。，．；：！？）」』】》،؛؟։।"


@cache
def _address() -> re.Pattern[str]:
    """Return the pattern of an address, which is slow to compile."""
    return re.compile(
        rf"(?i:https?://|ftp://|www\.)(?:[^{_END}]|\([^{_END}]*\))+(?<![.,;:!?*_])|{MAIL}"
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
