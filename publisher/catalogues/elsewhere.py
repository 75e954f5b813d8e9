"""Entries elsewhere: those that a catalogue can take from the others and from memories."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from publisher.catalogues.key import key_of
from publisher.catalogues.suggestions import is_reusable
from publisher.catalogues.word_index import WordIndex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from publisher.catalogues.key import Key
    from publisher.catalogues.known import KnownEntry
    from publisher.catalogues.word_index import Occurrences


class Elsewhere(Protocol):
    """Reusable entries outside of a catalogue, in a fixed order; they need not be in memory."""

    def __iter__(self) -> Iterator[KnownEntry]:
        """Yield all entries; those of memories come last."""

    def occurrences(self, words: set[int]) -> Iterator[Occurrences]:
        """Yield where the finished entries have some words."""

    def keys_at(self, positions: Collection[int]) -> Mapping[int, Key]:
        """Return the keys of the finished entries at some positions among these."""

    def finished_at(self, positions: Collection[int]) -> Mapping[int, KnownEntry]:
        """Return the finished entries at some positions among these."""

    def find(self, key: Key) -> Sequence[KnownEntry]:
        """Return the entries with a key, in the same order."""

    @property
    def in_memories(self) -> Mapping[Key, KnownEntry]:
        """Best entry of the memories for each key."""


class KnownEntries:
    """Entries in memory, of which the reusable ones count."""

    def __init__(self, entries: Iterable[KnownEntry] = ()) -> None:
        self._entries = [known for known in entries if is_reusable(known.entry)]

    def __iter__(self) -> Iterator[KnownEntry]:
        """Yield the entries."""
        return iter(self._entries)

    def occurrences(self, words: set[int]) -> Iterator[Occurrences]:
        """Yield where the finished entries have some words."""
        return self._words.occurrences(words, 0)

    def keys_at(self, positions: Collection[int]) -> Mapping[int, Key]:
        """Return the keys of the finished entries at some positions among these."""
        return {position: key_of(self._finished[position].entry) for position in positions}

    def finished_at(self, positions: Collection[int]) -> Mapping[int, KnownEntry]:
        """Return the finished entries at some positions among these."""
        return {position: self._finished[position] for position in positions}

    @cached_property
    def _finished(self) -> Sequence[KnownEntry]:
        return [known for known in self._entries if not known.entry.fuzzy]

    @cached_property
    def _words(self) -> WordIndex:
        return WordIndex.of([key_of(known.entry) for known in self._finished])

    def find(self, key: Key) -> Sequence[KnownEntry]:
        """Return the entries with a key."""
        return self._by_key.get(key, ())

    @cached_property
    def _by_key(self) -> Mapping[Key, Sequence[KnownEntry]]:
        return by_key(self._entries)

    @cached_property
    def in_memories(self) -> Mapping[Key, KnownEntry]:
        """Best entry of the memories for each key."""
        in_memories = by_key(known for known in self._entries if known.is_memory)
        return {key: best_of(entries) for key, entries in in_memories.items()}


def by_key(entries: Iterable[KnownEntry]) -> dict[Key, list[KnownEntry]]:
    """Return entries by key, in their order."""
    found: dict[Key, list[KnownEntry]] = {}
    for known in entries:
        found.setdefault(key_of(known.entry), []).append(known)
    return found


def best_of(entries: Iterable[KnownEntry]) -> KnownEntry:
    """Return the first of the best entries: a finished one before a fuzzy or an obsolete one."""
    return min(entries, key=lambda known: (known.entry.fuzzy, known.entry.obsolete))
