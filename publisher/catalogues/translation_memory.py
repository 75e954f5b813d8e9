"""Translation memory: fuzzy lookup of the known text nearest to a new one.

An index of words limits each lookup to a few candidates. Among equally near texts, one of
the same context is preferred.
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from publisher.catalogues.key import Key

# Scorers and their thresholds in percent, below which a new translation is quicker than
# fixing the old one: similarity of the letters in order, and of the words in any order.
_SCORERS = ((fuzz.ratio, 60.0), (fuzz.token_sort_ratio, 75.0))
_SHORT_TEXT = 3  # words; up to this number, one misspelt word changes much of the text
_MAX_CANDIDATES = 40
_COMMON_WORD = 400  # texts; a word in more of them does not distinguish candidates
_WORD = re.compile(r"\w+")
# Thai, Lao, Burmese, Khmer, Japanese and Chinese, which have no spaces between words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2,}")


class Match(NamedTuple):
    """Position of a known text among all, and its similarity in percent."""

    position: int
    score: float


class TranslationMemory:
    """Known texts with their contexts, indexed by their words.

    Given its `lookups`, it keeps only the texts that share a word with one of these.
    """

    def __init__(self, known: Iterable[Key], lookups: Iterable[Key] | None = None) -> None:
        wanted = None if lookups is None else set(chain.from_iterable(map(_words, lookups)))
        self._keys: dict[int, Key] = {}
        self._texts_with: dict[str, list[int]] = defaultdict(list)
        for index, key in enumerate(known):
            for word in _words(key) if wanted is None else wanted & _words(key):
                self._texts_with[word].append(index)
                self._keys[index] = key

    def nearest(self, key: Key, taken: Container[int] = ()) -> Match | None:
        """Return the nearest known text that is not `taken`; None if all are below a threshold."""
        context, text = key
        candidates = {i: self._keys[i][1] for i in self.candidates(text, taken)}
        matches = [
            Match(position, score)
            for scorer, threshold in _SCORERS
            for _, score, position in process.extract(
                text, candidates, scorer=scorer, score_cutoff=threshold, limit=None
            )
        ]

        def rank(match: Match) -> tuple[float, bool]:
            return match.score, self._keys[match.position][0] == context

        return max(matches, key=rank, default=None)

    def match_all(
        self, keys: Sequence[Key], once: int, taken: Iterable[int] = ()
    ) -> dict[int, Match]:
        """Return the match of each key by its number; the best match takes precedence.

        The first `once` texts of the memory are matched once at most, those `taken` never.
        """
        matches: dict[int, Match] = {}
        taken = set(taken)
        heap = [
            (-match.score, number, match)
            for number, key in enumerate(keys)
            if (match := self.nearest(key, taken))
        ]
        heapq.heapify(heap)
        while heap:
            _, number, match = heapq.heappop(heap)
            if match.position not in taken:
                if match.position < once:
                    taken.add(match.position)
                matches[number] = match
            elif (other := self.nearest(keys[number], taken)) is not None:
                heapq.heappush(heap, (-other.score, number, other))
        return matches

    def candidates(self, text: str, taken: Container[int] = ()) -> list[int]:
        """Return the indexes of the texts that share most with `text`, by weighted words."""
        # Sorted, so that equal texts give equal candidates in every process.
        words = [word for word in sorted(indexed_words(text)) if word in self._texts_with]
        scores: dict[int, float] = defaultdict(float)
        for indexes in sorted((self._texts_with[word] for word in words), key=len):
            if len(indexes) > _COMMON_WORD and len(scores) >= _MAX_CANDIDATES:
                break
            # The rarer a word, the more it weighs.
            weight = 1 / len(indexes)
            for index in indexes:
                if index not in taken:
                    scores[index] += weight
        return heapq.nlargest(_MAX_CANDIDATES, scores, key=scores.__getitem__)


def _words(key: Key) -> set[str]:
    return indexed_words(key[1])


def indexed_words(text: str) -> set[str]:
    """Return the words of a text; for a short text, their trigrams too.

    Scripts without spaces between words are indexed by bigrams.
    """
    words = set(_WORD.findall(text.lower()))
    if len(words) <= _SHORT_TEXT:
        words |= {word[i : i + 3] + "…" for word in words for i in range(len(word) - 2)}
    for run in () if text.isascii() else _UNSPACED.findall(text):
        words.update(run[i : i + 2] for i in range(len(run) - 1))
    return words
