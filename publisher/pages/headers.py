"""Headers: classes by the length of title and lead, and running titles."""

from __future__ import annotations

import unicodedata
from itertools import accumulate
from typing import TYPE_CHECKING

from publisher.markup.document import plain_text

if TYPE_CHECKING:
    from publisher.markup.document import Document

_MOST_OF_SHORT, _MOST_OF_MEDIUM = 28, 75  # letters
_MOST_OF_LEAD = 320  # letters: some eight lines
_MOST_OF_RUNNING = 44  # letters: two lines beside the number of a page, on A5


def header_classes(title: str, lead: str) -> str:
    """Return the classes of a header, by which style sheets choose sizes.

    - `short-title`, `medium-title` or `long-title`, by its length
    - `lead` if the text begins with a short paragraph, `lead`, which can be set larger
    """
    length = _length(title)
    sizes = {"short-title": _MOST_OF_SHORT, "medium-title": _MOST_OF_MEDIUM}
    size = next((size for size, most in sizes.items() if length <= most), "long-title")
    return f"{size} lead" if 0 < _length(lead) <= _MOST_OF_LEAD else size


def lead_of(document: Document) -> str:
    """Return the paragraph that a text without standfirst begins with, or nothing."""
    body = document.body
    if document.metadata.standfirst or not body or body[0].type != "paragraph_open":
        return ""
    return plain_text(body[1])


def running_title(title: str) -> str:
    """Return a title for the head or foot of pages; a long one ends after a word with "…"."""
    if _length(title) <= _MOST_OF_RUNNING:
        return title
    end = sum(width < _MOST_OF_RUNNING for width in accumulate(map(_width, title)))
    while unicodedata.category(title[end]).startswith("M"):  # signs stay with their letter
        end -= 1
    words, _, part = title[:end].rpartition(" ")
    is_at_word = title[end].isspace() or len(part) > end / 2
    return f"{title[:end] if is_at_word else words}".rstrip(" ,;:–—-") + "…"


def _length(text: str) -> int:
    """Return the length in letters; a wide one, such as a Chinese one, is two (UAX 11)."""
    return sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
