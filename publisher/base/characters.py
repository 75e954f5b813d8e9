"""Character classes: visible, control and wide characters, and white space."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# A translation that is only this mark: the previous sentence's translation covers it too.
JOIN_MARK = "^"

_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# C0 without tab and line feed, DEL, and C1 (Unicode 16.0, section 23.1).
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

# Scripts without spaces between words, for a class of a regular expression: Thai, Lao, Tibetan,
# Burmese, Khmer, Tai and Javanese ones, Chinese and Japanese.
UNSPACED = (
    "\u0e00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f"
    "\u2e80-\ua4cf\ua980-\ua9df\uaa00-\uaa5f\uf900-\ufaff\uff00-\uffef\U00016fe0-\U0003ffff"
)
HANGUL = "\uac00-\ud7ff"  # likewise; it has spaces, but words may be divided at any letter

# A soft line break; two trailing spaces would make it a hard one.
WRAPPED = re.compile(r"(?<! )[ \t]?\n[ \t]*")


def is_visible(text: str) -> bool:
    """Return whether text has more than spaces and zero-width characters."""
    return any(unicodedata.category(character)[0] in "LMNPS" for character in text)


def code_point(character: str) -> str:
    """Return the code point and Unicode name of a character."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}"


def ascii_digits(text: str) -> str:
    """Return a text with all decimal digits in ASCII."""
    return _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)


def unwrap_cjk(text: str) -> str:
    """Join lines within Chinese and Japanese, which have no spaces (CSS Text 3, 4.1.3)."""
    return WRAPPED.sub(lambda wrap: "" if _is_within_han(text, wrap) else wrap[0], text)


def _is_within_han(text: str, wrap: re.Match[str]) -> bool:
    neighbours = text[wrap.start() - 1 : wrap.start()] + text[wrap.end() : wrap.end() + 1]
    return len(neighbours) == 2 and all(map(is_han, neighbours))  # noqa: PLR2004 - one on each side


@lru_cache(maxsize=4096)
def is_han(character: str) -> bool:
    """Return whether a character is wide, Hangul excepted: it has spaces between words."""
    hangul = "HANGUL" in unicodedata.name(character, "")
    return unicodedata.east_asian_width(character) in {"W", "F"} and not hangul


def count_words(text: str) -> int:
    """Count words for a translator's invoice; Chinese and Japanese count by character."""
    return sum(len(run) if is_han(run[0]) else 1 for run in _WORD.findall(text))


def single_spaced(text: str) -> str:
    """Collapse runs of spaces and tabs; no-break and other special spaces are kept."""
    return re.sub(r"[ \t]+", " ", text).strip()
