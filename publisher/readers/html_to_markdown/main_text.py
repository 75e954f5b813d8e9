"""Main text: readability's choice of a page's article, to compare its elements with.

It lacks footnotes, captions and most tables, so it only chooses: the converter keeps all it is
given. `publisher/README.md` has the measurements of this choice.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from lxml import html as lxml_html
from readability import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LENGTH = 4  # words of the sequences that are compared
# It logs the traceback of a page that it cannot read.
logging.getLogger("readability").addHandler(logging.NullHandler())
logging.getLogger("readability").propagate = False


class MainText:
    """The main text of a page, empty if readability finds none."""

    def __init__(self, page: str) -> None:
        lines = [words_of(line) for line in _lines(page)]
        self._lines = {tuple(line) for line in lines}
        self._sequences = {words for line in lines for words in _sequences(line)}

    def share(self, text: str) -> float:
        """Return how much of a text, from 0 to 1, is part of the main text."""
        words = words_of(text)
        if len(words) < _LENGTH:
            return float(tuple(words) in self._lines)
        sequences = list(_sequences(words))
        return sum(words in self._sequences for words in sequences) / len(sequences)


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"\w+", text.lower())


def _sequences(words: list[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(words[i : i + _LENGTH]) for i in range(len(words) - _LENGTH + 1))


def _lines(page: str) -> Iterator[str]:
    try:
        root = lxml_html.fromstring(Document(page).summary())
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - libxml2 and readability raise many types, without meaning
        return
    for element in root.iter("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "pre", "div"):
        yield element.text_content()
