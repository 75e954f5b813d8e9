"""Index of a language: which catalogues have a message.

It is a list of places of hashes in order, so that the entries of catalogues need not be in memory.
Hashes that differ in their last bits alone have the same place, and are told apart by the entries.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from publisher.catalogues.key import key_of
from publisher.catalogues.known import KnownEntry
from publisher.project.known_catalogues import NUMBERS, hash_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from publisher.project.known_catalogues import KnownCatalogues


class LanguageIndex:
    """Which catalogues of a language have a message; `domains` are their names by path.

    `paths` has the paths in order: the place of one is its number.
    """

    def __init__(self, domains: Mapping[Path, str], known: KnownCatalogues) -> None:
        self.paths, self._domains, self.known = tuple(domains), tuple(domains.values()), known
        self._numbers = {path: number for number, path in enumerate(domains)}
        self._marked: dict[int, list[tuple[int, bytes]]] = {}

    @cached_property
    def _places(self) -> Sequence[int]:
        return self.known.places(self.paths)

    def _numbers_with(self, key_hash: int) -> Iterator[int]:
        """Yield the numbers of catalogues that may have a hash, each once and in order."""
        places, first, previous = self._places, key_hash - key_hash % NUMBERS, None
        for i in range(bisect_left(places, first), len(places)):
            number = places[i] - first
            if number >= NUMBERS:
                return
            if number != previous:
                yield number
            previous = number

    def find(self, key_hash: int, without: Path) -> Iterator[KnownEntry]:
        """Yield the entries whose key has a hash, but none of the catalogue `without`."""
        for number in self._numbers_with(key_hash):
            if self.paths[number] != without:
                for known in self.entries(number):
                    if hash_of(key_of(known.entry)) == key_hash:
                        yield known

    def marks(self, hashes: Iterable[int], without: Path) -> Iterator[bytes]:
        """Yield marks of the entries that `find` would yield: equal marks, equal entries.

        This takes no entries, and is quick for hashes that only the catalogue `without` has.
        """
        own = self._numbers.get(without, -1)
        places, end = self._places, len(self._places)
        for each in hashes:
            first = each - each % NUMBERS
            i = bisect_left(places, first)
            while i < end and (number := places[i] - first) < NUMBERS:
                if number != own:
                    yield from self._marks_of(each, own)
                    break
                i += 1

    def _marks_of(self, key_hash: int, own: int) -> Iterator[bytes]:
        if key_hash not in self._marked:
            self._marked[key_hash] = list(self._new_marks(key_hash))
        return (mark for number, mark in self._marked[key_hash] if number != own)

    def _new_marks(self, key_hash: int) -> Iterator[tuple[int, bytes]]:
        for number in self._numbers_with(key_hash):
            path, domain = self.paths[number], self._domains[number]
            for found, mark in zip(self.known.hashes(path), self.known.marks(path), strict=True):
                if found == key_hash:
                    yield number, f"{domain}\0{mark:016x}".encode("utf-8", "surrogateescape")

    def entries(self, number: int) -> Iterator[KnownEntry]:
        """Yield the entries of a catalogue."""
        domain = self._domains[number]
        return (KnownEntry(entry, domain) for entry in self.known.entries(self.paths[number]))
