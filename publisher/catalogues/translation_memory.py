"""Translation memory: fuzzy lookup of the known text nearest to a new one.

An index of words limits each lookup to a few candidates. Among equally near texts, one of
the same context is preferred.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz, process

from publisher.catalogues.word_index import hash_of_word, indexed_words, word_hashes

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Sequence

    from publisher.catalogues.key import Key
    from publisher.catalogues.word_index import IndexedTexts

# Scorers and their thresholds in percent, below which a new translation is quicker than
# fixing the old one: similarity of the letters in order, and of the words in any order.
_SCORERS = ((fuzz.ratio, 60.0), (fuzz.token_sort_ratio, 75.0))
_MAX_CANDIDATES = 40
_COMMON_WORD = 400  # texts; a word in more of them does not distinguish candidates


class Match(NamedTuple):
    """Position of a known text among all, and its similarity in percent."""

    position: int
    score: float


class _Positions:
    """Positions of the texts that have a word; those of common words are seldom needed."""

    def __init__(self) -> None:
        self._runs: list[tuple[int, Sequence[int]]] = []
        self._length = 0

    def add(self, start: int, numbers: Sequence[int]) -> None:
        """Add positions as numbers after a `start`."""
        self._runs.append((start, numbers))
        self._length += len(numbers)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[int]:
        return (start + number for start, numbers in self._runs for number in numbers)


class TranslationMemory:
    """Known texts with their contexts, indexed by their words.

    After those in memory come `others`, which need not be, for these `lookups` alone.
    """

    def __init__(
        self,
        known: Iterable[Key],
        others: IndexedTexts | None = None,
        lookups: Iterable[Key] = (),
    ) -> None:
        self._keys = dict(enumerate(known))
        self._own, self._others = len(self._keys), others
        self._texts_with: dict[int, _Positions] = defaultdict(_Positions)
        for position, (_, text) in self._keys.items():
            for word in word_hashes(text):
                self._texts_with[word].add(position, (0,))
        if others is not None:
            wanted = set(chain.from_iterable(word_hashes(text) for _, text in lookups))
            for word, start, numbers in others.occurrences(wanted):
                self._texts_with[word].add(self._own + start, numbers)

    def _read_keys(self, positions: Collection[int]) -> None:
        """Read the others among some texts."""
        missing = {position - self._own for position in positions if position not in self._keys}
        if missing and self._others is not None:
            keys = self._others.keys_at(missing)
            self._keys |= {self._own + position: key for position, key in keys.items()}

    def nearest(self, key: Key, taken: Container[int] = ()) -> Match | None:
        """Return the nearest known text that is not `taken`; None if all are below a threshold."""
        return self._nearest(key, self.candidates(key[1], taken))

    def _nearest(self, key: Key, positions: Collection[int]) -> Match | None:
        context, text = key
        self._read_keys(positions)
        candidates = {position: self._keys[position][1] for position in positions}
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
        candidates = [self.candidates(text, taken) for _, text in keys]
        self._read_keys(set(chain.from_iterable(candidates)))  # together, which is quicker
        heap = [
            (-match.score, number, match)
            for number, (key, positions) in enumerate(zip(keys, candidates, strict=True))
            if (match := self._nearest(key, positions))
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
        """Return the positions of the texts that share most with `text`, by weighted words."""
        # Sorted, so that equal texts give equal candidates in every process.
        hashes = dict.fromkeys(map(hash_of_word, sorted(indexed_words(text))))
        scores: dict[int, float] = defaultdict(float)
        found = (self._texts_with[word] for word in hashes if word in self._texts_with)
        for positions in sorted(found, key=len):
            if len(positions) > _COMMON_WORD and len(scores) >= _MAX_CANDIDATES:
                break
            # The rarer a word, the more it weighs.
            weight = 1 / len(positions)
            for position in positions:
                if position not in taken:
                    scores[position] += weight
        return heapq.nlargest(_MAX_CANDIDATES, scores, key=scores.__getitem__)
