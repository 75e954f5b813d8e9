"""Known catalogues: the entries that others can take from each, as before this run."""

from __future__ import annotations

import hashlib
from itertools import chain
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.read_cache import ReadCache
from publisher.catalogues.key import key_of
from publisher.catalogues.suggestions import is_reusable
from publisher.catalogues.word_index import WordIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from polib import POEntry, POFile

    from publisher.catalogues.catalogue_file import CatalogueFile
    from publisher.catalogues.key import Key

# The place of a hash is the hash with the number of its catalogue in the last 24 bits.
NUMBERS = 1 << 24


class KnownCatalogues:
    """Reusable entries of catalogues, as they were before this run wrote any.

    `read` returns the file of a catalogue. One that cannot be read has no entries.
    """

    def __init__(self, read: Callable[[Path], CatalogueFile]) -> None:
        self._read = read
        self._entries: ReadCache[Path, Sequence[POEntry]] = ReadCache()
        self._words: ReadCache[Path, WordIndex] = ReadCache()

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

    def words(self, path: Path) -> WordIndex:
        """Return the index of the words of the finished keys."""
        return self._words.get(path, lambda: WordIndex.of(self.finished_keys(path)))

    def hashes(self, path: Path) -> Sequence[int]:
        """Return the hash of the key of each reusable entry."""
        return [hash_of(key_of(entry)) for entry in self.entries(path)]

    def marks(self, path: Path) -> Sequence[int]:
        """Return the hash of each reusable entry itself."""
        return [mark_of(entry) for entry in self.entries(path)]

    def places(self, paths: Sequence[Path]) -> Sequence[int]:
        """Return the places of the hashes of all catalogues, in order."""
        hashes = map(self.hashes, paths)
        return sorted(chain.from_iterable(map(places_of, hashes, range(len(paths)))))

    def keep(self, path: Path) -> None:
        """Keep the entries of a catalogue that is about to be written."""
        self.entries(path)

    def add(self, file: CatalogueFile) -> None:
        """Take note of a catalogue that was written."""


def places_of(hashes: Iterable[int], number: int) -> list[int]:
    """Return the places of a catalogue's hashes."""
    return [each - each % NUMBERS + number for each in hashes]


def hash_of(key: Key) -> int:
    """Return a hash of 64 bits that is the same in every process."""
    return _hash("\x04".join(filter(None, key)))


def mark_of(entry: POEntry) -> int:
    """Return a hash of 64 bits of all that an entry says."""
    return _hash(str(entry))


def _hash(text: str) -> int:
    content = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little")
