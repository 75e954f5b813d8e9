"""Other catalogues of a language, with which an update and the checks compare an article.

An index of hashes finds the catalogues that have a message, so that their entries need not be
in memory.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.read_cache import ReadCache
from publisher.catalogues.elsewhere import best_of, by_key
from publisher.catalogues.key import key_of
from publisher.catalogues.known import KnownEntry, KnownTranslation
from publisher.catalogues.suggestions import is_reusable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from polib import POEntry, POFile

    from publisher.catalogues.catalogue_file import CatalogueFile
    from publisher.catalogues.key import Key

_BITS = 32  # of the number of a catalogue


class KnownCatalogues:
    """Reusable entries of catalogues, as they were before this run wrote any.

    `read` returns the file of a catalogue. One that cannot be read has no entries.
    """

    def __init__(self, read: Callable[[Path], CatalogueFile]) -> None:
        self._read = read
        self._entries: ReadCache[Path, Sequence[POEntry]] = ReadCache()

    @property
    def parse(self) -> Callable[[bytes, Path], POFile] | None:
        """Parser of catalogues; None for the usual one."""
        return None

    def entries(self, path: Path) -> Sequence[POEntry]:
        """Return the reusable entries of a catalogue."""
        try:
            return self._entries.get(path, lambda: list(filter(is_reusable, self._read(path).po)))
        except PublisherError:
            return ()

    def finished_keys(self, path: Path) -> Sequence[Key]:
        """Return the keys of the finished ones among the entries of a catalogue."""
        return [key_of(entry) for entry in self.entries(path) if not entry.fuzzy]

    def hashes(self, path: Path) -> Iterable[int]:
        """Return the hash of the key of each reusable entry."""
        return (hash_of(key_of(entry)) for entry in self.entries(path))

    def keep(self, path: Path) -> None:
        """Keep the entries of a catalogue that is about to be written."""
        self.entries(path)

    def add(self, file: CatalogueFile) -> None:
        """Take note of a catalogue that was written."""


class LanguageIndex:
    """Which catalogues of a language have a message; `domains` are their names by path."""

    def __init__(self, domains: Mapping[Path, str], known: KnownCatalogues) -> None:
        self._domains, self._places = domains, tuple(domains.items())
        self.known = known

    @cached_property
    def _sorted(self) -> tuple[array[int], array[int]]:
        """Hashes in order, and the number of the catalogue for each."""
        # A hash and a number as one integer: tuples take thrice the time.
        pairs = sorted(
            found << _BITS | number
            for number, (path, _) in enumerate(self._places)
            for found in self.known.hashes(path)
        )
        numbers = array("L", (pair & (1 << _BITS) - 1 for pair in pairs))
        return array("Q", (pair >> _BITS for pair in pairs)), numbers

    def find(self, key_hash: int, without: Path) -> Iterator[KnownEntry]:
        """Yield the entries whose key has a hash, but none of the catalogue `without`."""
        hashes, numbers = self._sorted
        previous = None
        for place in range(bisect_left(hashes, key_hash), len(hashes)):
            if hashes[place] != key_hash:
                return
            path, domain = self._places[numbers[place]]
            if path not in {without, previous}:
                for entry in self.known.entries(path):
                    if hash_of(key_of(entry)) == key_hash:
                        yield KnownEntry(entry, domain)
            previous = path

    @cached_property
    def _repeated(self) -> frozenset[int]:
        """Hashes that more than one catalogue has."""
        return frozenset(one for one, other in pairwise(self._sorted[0]) if one == other)

    def found_elsewhere(self, hashes: Iterable[int], without: Path) -> Iterator[int]:
        """Yield some hashes, but none that only the catalogue `without` has.

        For a search for all messages of a catalogue, this is much quicker than `find` for each.
        """
        own = set(self.known.hashes(without)) if without in self._domains else set[int]()
        return (each for each in hashes if each not in own or each in self._repeated)

    def domains(self, without: Path) -> Iterator[tuple[Path, str]]:
        """Yield the paths and domains of the catalogues, but not of the one `without`."""
        return ((path, domain) for path, domain in self._places if path != without)

    def entries(self, path: Path, domain: str) -> Iterator[KnownEntry]:
        """Yield the entries of a catalogue."""
        return (KnownEntry(entry, domain) for entry in self.known.entries(path))


class EntriesElsewhere:
    """Entries outside of the catalogue `own`: in the others, then in memories.

    `asked` has the entries of other catalogues for the keys that were looked up. `is_scanned`
    is whether all entries were read.
    """

    def __init__(
        self, own: Path, index: LanguageIndex, memories: Mapping[Key, Sequence[KnownEntry]]
    ) -> None:
        self._own, self._index, self._memories = own, index, memories
        self.asked: dict[Key, Sequence[KnownEntry]] = {}
        self.is_scanned = False

    def __iter__(self) -> Iterator[KnownEntry]:
        """Yield all entries."""
        self.is_scanned = True
        for path, domain in self._index.domains(self._own):
            yield from self._index.entries(path, domain)
        yield from chain.from_iterable(self._memories.values())

    def finished_keys(self) -> Iterator[Key]:
        """Yield the keys of the finished entries, in the same order."""
        self.is_scanned = True
        for path, _ in self._index.domains(self._own):
            yield from self._index.known.finished_keys(path)
        yield from (key_of(known.entry) for known in self._finished_in_memories())

    def finished_at(self, positions: Collection[int]) -> dict[int, KnownEntry]:
        """Return the finished entries at some positions among these."""
        found: dict[int, KnownEntry] = {}
        start = 0
        for path, domain in self._index.domains(self._own) if positions else ():
            end = start + len(self._index.known.finished_keys(path))
            if any(start <= position < end for position in positions):
                entries = self._index.entries(path, domain)
                finished = (known for known in entries if not known.entry.fuzzy)
                found |= {i: x for i, x in enumerate(finished, start) if i in positions}
            start = end
        in_memories = enumerate(self._finished_in_memories(), start)
        return found | {i: known for i, known in in_memories if i in positions}

    def _finished_in_memories(self) -> Iterator[KnownEntry]:
        entries = chain.from_iterable(self._memories.values())
        return (known for known in entries if not known.entry.fuzzy)

    @property
    def hashes(self) -> set[int]:
        """Hashes of the keys that were looked up."""
        return set(map(hash_of, self.asked))

    def find(self, key: Key) -> Sequence[KnownEntry]:
        """Return the entries with a key."""
        if key not in self.asked:
            found = self._index.find(hash_of(key), self._own)
            self.asked[key] = [known for known in found if key_of(known.entry) == key]
        return [*self.asked[key], *self._memories.get(key, ())]

    def translation(self, text: str) -> KnownTranslation | None:
        """Return the first finished translation of a text without context."""
        for known in self.find((None, text)):
            if not known.entry.fuzzy and not known.entry.obsolete:
                return KnownTranslation(known.entry.msgstr, known.domain)
        return None

    @cached_property
    def in_memories(self) -> Mapping[Key, KnownEntry]:
        """Best entry of the memories for each key."""
        return {key: best_of(entries) for key, entries in self._memories.items()}


def memories_by_key(entries: Iterable[KnownEntry]) -> Mapping[Key, Sequence[KnownEntry]]:
    """Return the reusable entries of memories by key."""
    return by_key(known for known in entries if is_reusable(known.entry))


def hash_of(key: Key) -> int:
    """Return a hash of 64 bits that is the same in every process."""
    content = "\x04".join(filter(None, key)).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little")
