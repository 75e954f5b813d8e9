"""Characters: which can be seen, which cannot be printed, and spaces."""

from __future__ import annotations

import re
import unicodedata

# C0 without tab and line feed, DEL, and C1 (Unicode 16.0, section 23.1).
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def is_visible(text: str) -> bool:
    """Say whether there is anything to see: neither spaces nor zero-width characters only."""
    return any(unicodedata.category(character)[0] in "LMNPS" for character in text)


def single_spaced(text: str) -> str:
    """Make one space of several; no-break and other special spaces stay as they were set."""
    return re.sub(r"[ \t]+", " ", text).strip()
