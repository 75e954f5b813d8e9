"""Headlines: how long they are, and how they are shortened to running titles."""

from __future__ import annotations

import unicodedata
from itertools import accumulate

_MOST_OF_SHORT, _MOST_OF_MEDIUM = 28, 75  # letters
_MOST_OF_RUNNING = 44  # letters: two lines beside the number of a page, on A5


def headline_length(title: str) -> str:
    """Return the class of a header by the length of its title: `short`, `medium` or `long`.

    A wide character, such as a Chinese one, is as long as two letters (UAX 11).
    """
    length = sum(map(_width, title))
    if length <= _MOST_OF_SHORT:
        return "short"
    return "medium" if length <= _MOST_OF_MEDIUM else "long"


def running_title(title: str) -> str:
    """Return a title for the head or foot of pages; a long one ends after a word with "…"."""
    if sum(map(_width, title)) <= _MOST_OF_RUNNING:
        return title
    end = sum(width < _MOST_OF_RUNNING for width in accumulate(map(_width, title)))
    while unicodedata.category(title[end]).startswith("M"):  # signs stay with their letter
        end -= 1
    words, _, part = title[:end].rpartition(" ")
    is_at_word = title[end].isspace() or len(part) > end / 2
    return f"{title[:end] if is_at_word else words}".rstrip(" ,;:–—-") + "…"


def _width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
