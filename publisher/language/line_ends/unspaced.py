"""Line ends between the words of Khmer, Lao, Burmese and Thai, by how well they suit the sense.

Like typographers, prefer the end of a phrase: before a preposition or a conjunction, or after a
Burmese postposition. Many words are made up of others (ห้องสมุด, library: room, book), and ICU
divides them. Of Thai ones there is a list, which `update_compounds` makes.
"""

from __future__ import annotations

from enum import Enum
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.language.line_ends.binding_words import AFTER_PART, BEFORE_PART
from publisher.language.matching import base_code
from publisher.language.word_breaks import word_edges

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COMPOUNDS = Path(__file__).parent / "compounds-th.txt"
_MOST_PARTS = 6  # of a compound, as ICU divides it


class Between(Enum):
    """What meets at a line end between words."""

    PHRASES, WORDS, PARTS = range(3)


@lru_cache(maxsize=512)
def kinds_of_breaks(text: str, tag: str, breaks: tuple[int, ...]) -> Mapping[int, Between]:
    """Return what meets at each of the word `breaks` of a text in a language."""
    base = base_code(tag)
    starts = frozenset(BEFORE_PART.get(base, "").split())
    ends = frozenset(AFTER_PART.get(base, "").split())
    edges = word_edges(text, breaks)
    found = {}
    for (start, place), (_, end) in pairwise(pairwise(edges)):
        if place in breaks:
            is_end = text[start:place] in ends or text[place:end] in starts
            found[place] = Between.PHRASES if is_end else Between.WORDS
    inside = _inside_compounds(text, edges) if base == "th" else ()
    return found | dict.fromkeys(inside, Between.PARTS)


def _inside_compounds(text: str, edges: Sequence[int]) -> Iterator[int]:
    """Yield the edges of words within compounds, of which the first and longest ones count."""
    index = 0
    while index < len(edges) - 1:
        last = min(index + _MOST_PARTS, len(edges) - 1)
        ends = range(last, index, -1)
        end = next((n for n in ends if text[edges[index] : edges[n]] in _compounds()), index + 1)
        yield from edges[index + 1 : end]
        index = end


@cache
def _compounds() -> frozenset[str]:
    lines = COMPOUNDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
