"""Other catalogues of a language and its memories, with which an article is compared."""

from __future__ import annotations

from functools import cached_property
from itertools import chain, groupby
from typing import TYPE_CHECKING, TypeVar

from publisher.catalogues.elsewhere import best_of, by_key
from publisher.catalogues.key import key_of
from publisher.catalogues.known import KnownTranslation
from publisher.catalogues.suggestions import is_reusable
from publisher.catalogues.word_index import WordIndex
from publisher.project.known_catalogues import hash_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from publisher.catalogues.key import Key
    from publisher.catalogues.known import KnownEntry
    from publisher.catalogues.word_index import Occurrences
    from publisher.project.language_index import LanguageIndex

T = TypeVar("T")

_BITS = 32  # of a position for the number of an entry in its catalogue
_LAST = (1 << _BITS) - 1


class Memories:
    """Reusable entries of the translation memories of a language pair."""

    def __init__(self, entries: Iterable[KnownEntry]) -> None:
        self.by_key: Mapping[Key, Sequence[KnownEntry]] = by_key(
            known for known in entries if is_reusable(known.entry)
        )

    def __iter__(self) -> Iterator[KnownEntry]:
        """Yield the entries."""
        return chain.from_iterable(self.by_key.values())

    @cached_property
    def finished(self) -> Sequence[KnownEntry]:
        """The finished ones among the entries."""
        return [known for known in self if not known.entry.fuzzy]

    @cached_property
    def words(self) -> WordIndex:
        """Index of the words of the finished ones."""
        return WordIndex.of([key_of(known.entry) for known in self.finished])

    @cached_property
    def best(self) -> Mapping[Key, KnownEntry]:
        """Best entry for each key."""
        return {key: best_of(entries) for key, entries in self.by_key.items()}


class EntriesElsewhere:
    """Entries outside of the catalogue `own`: in the others, then in memories.

    `asked` are the keys that were looked up. `is_scanned` is whether the answers can depend on
    all entries.
    """

    def __init__(self, own: Path, index: LanguageIndex, memories: Memories) -> None:
        self._own, self._index, self._memories = own, index, memories
        self.asked: set[Key] = set()
        self.is_scanned = False

    def __iter__(self) -> Iterator[KnownEntry]:
        """Yield all entries."""
        self.is_scanned = True
        for number, _ in self._others:
            yield from self._index.entries(number)
        yield from self._memories

    @property
    def _others(self) -> Iterator[tuple[int, Path]]:
        return ((i, path) for i, path in enumerate(self._index.paths) if path != self._own)

    def occurrences(self, words: set[int]) -> Iterator[Occurrences]:
        """Yield where the finished entries have some words.

        A position has the number of a catalogue in its first bits.
        """
        self.is_scanned = True
        for number, path in self._others:
            yield from self._index.known.words(path).occurrences(words, number << _BITS)
        end = len(self._index.paths) << _BITS
        yield from self._memories.words.occurrences(words, end)

    def keys_at(self, positions: Collection[int]) -> Mapping[int, Key]:
        """Return the keys of the finished entries at some positions."""
        return self._at(positions, self._finished_keys)

    def finished_at(self, positions: Collection[int]) -> Mapping[int, KnownEntry]:
        """Return the finished entries at some positions."""
        return self._at(positions, self._finished)

    def _at(self, positions: Iterable[int], read: Callable[[int], Sequence[T]]) -> dict[int, T]:
        """Return items at some positions; `read` returns those of a catalogue."""
        found: dict[int, T] = {}
        for number, some in groupby(sorted(positions), lambda position: position >> _BITS):
            items = read(number)
            found |= {position: items[position & _LAST] for position in some}
        return found

    def _finished_keys(self, number: int) -> Sequence[Key]:
        if number < len(self._index.paths):
            return self._index.known.finished_keys(self._index.paths[number])
        return [key_of(known.entry) for known in self._memories.finished]

    def _finished(self, number: int) -> Sequence[KnownEntry]:
        if number < len(self._index.paths):
            return [known for known in self._index.entries(number) if not known.entry.fuzzy]
        return self._memories.finished

    @property
    def hashes(self) -> set[int]:
        """Hashes of the keys that were looked up."""
        return set(map(hash_of, self.asked))

    def find(self, key: Key) -> Sequence[KnownEntry]:
        """Return the entries with a key."""
        return [*self._found(key), *self._memories.by_key.get(key, ())]

    def translation(self, text: str) -> KnownTranslation | None:
        """Return the first finished translation of a text without context."""
        key = (None, text)
        for known in chain(self._found(key), self._memories.by_key.get(key, ())):
            if not known.entry.fuzzy and not known.entry.obsolete:
                return KnownTranslation(known.entry.msgstr, known.domain)
        return None

    def _found(self, key: Key) -> Iterator[KnownEntry]:
        """Yield the entries of other catalogues with a key."""
        self.asked.add(key)
        found = self._index.find(hash_of(key), self._own)
        return (known for known in found if key_of(known.entry) == key)

    @property
    def in_memories(self) -> Mapping[Key, KnownEntry]:
        """Best entry of the memories for each key."""
        return self._memories.best
