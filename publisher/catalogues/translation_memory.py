"""Translation memory: which known text is nearest to a new one, found without comparing all."""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

# Likeness in percent, below which a new translation is quicker than mending the old: of
# the letters as they stand, and of the words in whichever order.
_SCORERS = ((fuzz.ratio, 60.0), (fuzz.token_sort_ratio, 75.0))
_SHORT = 3  # words: in a text of no more, one misspelt is much
_CANDIDATES = 40  # texts that share the rarest words with the new one
_LOOKED_AT = 400  # of one word: what stands in more texts tells nothing
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2,}")


class Match(NamedTuple):
    """A known text, by its place among all, and how near it is, in percent."""

    place: int
    score: float


class TranslationMemory:
    """Known texts, indexed by their words."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._places: dict[str, list[int]] = defaultdict(list)
        for index, text in enumerate(texts):
            for word in indexed_words(text):
                self._places[word].append(index)

    def nearest(self, text: str, taken: Container[int] = ()) -> Match | None:
        """Return the nearest known text that is not `taken`, or None if none is near enough."""
        wanted = {i: self._texts[i] for i in self.candidates(text) if i not in taken}
        found = [
            process.extractOne(text, wanted, scorer=scorer, score_cutoff=enough)
            for scorer, enough in _SCORERS
        ]
        matches = [Match(place, score) for _, score, place in filter(None, found)]
        return max(matches, key=lambda match: match.score, default=None)

    def candidates(self, text: str) -> list[int]:
        """Return the places of the texts that share most with `text`, rare words first."""
        known = [self._places[word] for word in indexed_words(text) if word in self._places]
        shared: dict[int, float] = defaultdict(float)
        for places in sorted(known, key=len):
            if len(places) > _LOOKED_AT and len(shared) >= _CANDIDATES:
                break
            # A word that few texts have says much of each of them.
            weight = 1 / len(places)
            for place in places:
                shared[place] += weight
        return heapq.nlargest(_CANDIDATES, shared, key=shared.__getitem__)


def indexed_words(text: str) -> set[str]:
    """Return the words of a text; of a short one also their parts of three letters.

    Where no space divides words, pairs of letters stand for them.
    """
    found = set(_WORD.findall(text.lower()))
    if len(found) <= _SHORT:
        found |= {word[i : i + 3] + "…" for word in found for i in range(len(word) - 2)}
    for run in _UNSPACED.findall(text):
        found.update(run[i : i + 2] for i in range(len(run) - 1))
    return found
