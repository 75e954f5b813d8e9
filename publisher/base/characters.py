"""Characters: which can be seen, which cannot be printed, and spaces."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# A translator's word for "the sentence before holds this one too".
JOIN_MARK = "^"

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# C0 without tab and line feed, DEL, and C1 (Unicode 16.0, section 23.1).
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# A line that was wrapped by hand; two spaces before its end break the line.
WRAPPED = re.compile(r"(?<! )[ \t]?\n[ \t]*")


def is_visible(text: str) -> bool:
    """Say whether there is anything to see: neither spaces nor zero-width characters only."""
    return any(unicodedata.category(character)[0] in "LMNPS" for character in text)


def unwrap_cjk(text: str) -> str:
    """Join lines within Chinese and Japanese, which have no spaces (CSS Text 3, 4.1.3)."""
    return WRAPPED.sub(lambda wrap: "" if _is_han(text, wrap) else wrap[0], text)


def _is_han(text: str, wrap: re.Match[str]) -> bool:
    around = text[wrap.start() - 1 : wrap.start()] + text[wrap.end() : wrap.end() + 1]
    return len(around) == 2 and all(is_han(character) for character in around)  # noqa: PLR2004 - one on each side


@lru_cache(maxsize=4096)
def is_han(character: str) -> bool:
    """Say whether a character is set wide, and no Hangul, which has spaces between words."""
    hangul = "HANGUL" in unicodedata.name(character, "")
    return unicodedata.east_asian_width(character) in {"W", "F"} and not hangul


def count_words(text: str) -> int:
    """Count words as translators are paid for them: where no space divides them, letters."""
    return sum(len(run) if is_han(run[0]) else 1 for run in _WORD.findall(text))


def single_spaced(text: str) -> str:
    """Make one space of several; no-break and other special spaces stay as they were set."""
    return re.sub(r"[ \t]+", " ", text).strip()
