"""Words of scripts that put no spaces between them, which only a dictionary knows.

ICU has one for each of these scripts. Lines of Khmer, Lao, Burmese and Thai may end between words
only (UAX #14, class SA); those of Chinese and Japanese anywhere, but not well within a word.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from publisher.language.clusters import CONSONANT, cluster_breaks, runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import ModuleType

# ICU counts UTF-16 code units, which are characters if none is beyond this plane.
_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")


@lru_cache(maxsize=512)  # a paragraph is laid out several times, to balance columns
def word_breaks(text: str, edges: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Return where a line may end between words of Khmer, Lao, Burmese or Thai.

    These are indices of the characters that may begin a line, in order. Places beside spaces,
    punctuation and other scripts are left to the general rules. No word has one of the `edges`
    within it, such as the end of an emphasis, unless that divides a cluster or leaves a consonant
    alone. Empty without ICU.
    """
    if not any(runs(text)):
        return ()
    edges = tuple(_edges_of_words(text, edges))
    # ICU's dictionaries also divide clusters, such as the Khmer sign of repetition from its word.
    found = icu_breaks(text, edges).intersection(cluster_breaks(text))
    # A consonant alone is no word, but a prefix or a rest of a word that they do not know.
    ends = found.union(edges, *runs(text))
    lone = {place for place in ends if place + 1 in ends and CONSONANT.match(text, place)}
    certain = found.intersection(edges)
    return tuple(p for p in sorted(found) if p in certain or lone.isdisjoint((p - 1, p)))


def _edges_of_words(text: str, edges: Sequence[int]) -> Iterator[int]:
    """Yield those edges between letters that can be edges of words too."""
    inside = [place for start, end in runs(text) for place in edges if start < place < end]
    clusters, ends = {*cluster_breaks(text)}, {*inside, *chain.from_iterable(runs(text))}
    for place in inside:
        around = (n for n in (place - 1, place) if CONSONANT.match(text, n))
        if place in clusters and not any({n, n + 1} <= ends for n in around):
            yield place


def word_edges(text: str, breaks: Iterable[int] | None = None) -> list[int]:
    """Return the first place and the end of each word, in order; of several runs, of all."""
    found = word_breaks(text) if breaks is None else breaks
    return sorted({*found, *chain.from_iterable(runs(text))})


@lru_cache(maxsize=512)
def icu_breaks(text: str, edges: tuple[int, ...] = ()) -> frozenset[int]:
    """Return all places where ICU lets a line end, and `edges`. Empty without ICU."""
    icu = _icu()
    if icu is None:
        return frozenset()
    iterator = icu.BreakIterator.createLineInstance(icu.Locale.getRoot())
    found: set[int] = set()
    for start, end in pairwise((0, *edges, len(text))):
        iterator.setText(_for_icu(text[start:end]))
        found.update(start + place for place in iterator)
    return frozenset(found)


def _for_icu(text: str) -> str:
    """Return a text of the same length, as ICU's dictionaries and positions need it."""
    in_normal_order = text.replace("\u103a\u1037", "\u1037\u103a")  # Burmese marks, as in NFC
    return _BEYOND_BMP.sub("\ufffd", in_normal_order)


@lru_cache(maxsize=512)
def icu_words(text: str) -> tuple[tuple[int, int], ...]:
    """Return the first place and the end of each word that ICU finds in a text. Empty without ICU.

    A character that belongs to no longer word, or a mark, is one by itself.
    """
    icu = _icu()
    if icu is None:
        return ()
    iterator = icu.BreakIterator.createWordInstance(icu.Locale.getRoot())
    iterator.setText(_for_icu(text))
    return tuple(pairwise([0, *iterator]))


def icu_version() -> str | None:
    """Return the version of the installed ICU, or None."""
    icu = _icu()
    return None if icu is None else str(icu.ICU_VERSION)


@cache
def _icu() -> ModuleType | None:
    try:
        import icu  # noqa: PLC0415 - an extra, large
    except ImportError:
        return None
    module: ModuleType = icu
    return module
