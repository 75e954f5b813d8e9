"""The size of a headline, which layouts set smaller the longer it is."""

from __future__ import annotations

import unicodedata

_MOST_OF_SHORT, _MOST_OF_MEDIUM = 28, 75  # letters


def headline_length(title: str) -> str:
    """Return the class of a header by the length of its title: `short`, `medium` or `long`.

    A wide character, such as a Chinese one, is as long as two letters (UAX 11).
    """
    length = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in title)
    if length <= _MOST_OF_SHORT:
        return "short"
    return "medium" if length <= _MOST_OF_MEDIUM else "long"
