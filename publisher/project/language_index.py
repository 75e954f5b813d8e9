"""Index of a language: which catalogues have a message.

It holds hashes, so that the entries of catalogues need not be in memory.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from publisher.catalogues.key import key_of
from publisher.catalogues.known import KnownEntry
from publisher.project.known_catalogues import hash_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from publisher.project.known_catalogues import KnownCatalogues

# The index is a list of integers: a hash, whose last bits the number of a catalogue replaces.
# Hashes that differ in these bits alone are told apart by the entries.
_BITS = 24
_NUMBER = (1 << _BITS) - 1


class LanguageIndex:
    """Which catalogues of a language have a message; `domains` are their names by path.

    `paths` has the paths in order: the place of one is its number.
    """

    def __init__(self, domains: Mapping[Path, str], known: KnownCatalogues) -> None:
        self.paths, self._domains, self.known = tuple(domains), tuple(domains.values()), known
        self._numbers = {path: number for number, path in enumerate(domains)}
        self._marked: dict[int, list[tuple[int, bytes]]] = {}

    @cached_property
    def _sorted(self) -> array[int]:
        return array(
            "Q",
            sorted(
                found >> _BITS << _BITS | number
                for number, path in enumerate(self.paths)
                for found in self.known.hashes(path)
            ),
        )

    def _numbers_with(self, key_hash: int) -> Iterator[int]:
        """Yield the numbers of catalogues that may have a hash, each once and in order."""
        found, first, previous = self._sorted, key_hash >> _BITS << _BITS, None
        for place in range(bisect_left(found, first), len(found)):
            if found[place] >> _BITS != key_hash >> _BITS:
                return
            if found[place] != previous:
                yield found[place] & _NUMBER
            previous = found[place]

    def find(self, key_hash: int, without: Path) -> Iterator[KnownEntry]:
        """Yield the entries whose key has a hash, but none of the catalogue `without`."""
        for number in self._numbers_with(key_hash):
            if self.paths[number] != without:
                for known in self.entries(number):
                    if hash_of(key_of(known.entry)) == key_hash:
                        yield known

    def marks(self, hashes: Iterable[int], without: Path) -> Iterator[bytes]:
        """Yield what `find` depends on for some hashes: equal marks, equal entries.

        This takes no entries, and is quick for hashes that only the catalogue `without` has.
        """
        places, own, end = self._sorted, self._numbers.get(without, -1), len(self._sorted)
        for each in hashes:
            first = each >> _BITS << _BITS
            place = bisect_left(places, first)
            while place < end and places[place] - first <= _NUMBER:
                if places[place] - first != own:
                    yield from self._marks_of(each, own)
                    break
                place += 1

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
