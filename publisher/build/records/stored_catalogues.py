"""Stored catalogues: parsed once for each content of their files.

Parsing takes two of gettext's programs, and most of the time of a task that reads many catalogues.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from array import array
from typing import TYPE_CHECKING, Any

from publisher.base.errors import PublisherError
from publisher.base.project_folder import files_below
from publisher.build.incremental.disposable_database import DisposableDatabase
from publisher.build.incremental.fingerprints import digest, file_digest
from publisher.build.records.stored_places import StoredPlaces
from publisher.catalogues import pofile
from publisher.catalogues.key import key_of
from publisher.catalogues.po_data import data_of, entries_from, from_data
from publisher.catalogues.suggestions import is_reusable
from publisher.catalogues.word_index import WordIndex
from publisher.project.known_catalogues import KnownCatalogues, hash_of, mark_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping, Sequence
    from pathlib import Path

    import polib

    from publisher.catalogues.catalogue_file import CatalogueFile
    from publisher.catalogues.key import Key
    from publisher.project.config import Config
    from publisher.project.locales import Locales

_TABLES = ("CREATE TABLE catalogue3 (part, name, content, digest, PRIMARY KEY (part, name))",)
_FIND = "SELECT * FROM catalogue3 WHERE part = ? AND name = ?"
_DELETE = "DELETE FROM catalogue3 WHERE part = ? AND name = ?"
_INSERT = "INSERT OR REPLACE INTO catalogue3 VALUES (?, ?, ?, ?)"
_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
# Parts of a catalogue. A search among all reads hashes or words alone.
_HASHES, _WORDS, _KEYS, _PARSED = _PARTS = (b"hashes", b"words", b"keys", b"parsed")
_PLACES = b"places"  # part of the catalogues of a language, with its code as their name
_COMPRESSION = 1  # a sixth of the size; a higher level saves little more


class StoredCatalogues(KnownCatalogues):
    """Parsed catalogues of a project, in `build/catalogues.sqlite`.

    Rows have the digest of a file's content as their name. So they are never out of date, and
    those of the content before this run are still there when a file has been written. `digest_of`
    returns the digest of a file before this run.
    """

    def __init__(
        self, config: Config, locales: Locales, digest_of: Callable[[Path], str] = file_digest
    ) -> None:
        super().__init__(locales.read_once)
        self._locales, self._digest_of = config.locales, digest_of
        self._database = DisposableDatabase(config.build / "catalogues.sqlite", _TABLES)
        self._names: dict[Path, str] = {}  # digests before this run
        # Rows of a database that cannot be used.
        self._unsaved: dict[str, Mapping[bytes, bytes]] = {}
        self._unreadable: set[Path] = set()
        self._is_changed = False
        # Whether a catalogue was read that changed after its digest was taken.
        self.is_mixed = False

    def parse(self, raw: bytes, path: Path) -> polib.POFile:
        """Parse the bytes of a catalogue. Raises the errors of `pofile.parse`."""
        name = _name(raw)
        for parsed in self._found(name, _PARSED):
            return from_data(_unpacked(parsed))
        po = pofile.parse(raw, path)
        self._save(name, po)
        return po

    def entries(self, path: Path) -> Sequence[polib.POEntry]:
        """Return the reusable entries of a catalogue."""
        for parsed in self._rows_of(path, _PARSED):
            return list(filter(is_reusable, entries_from(_unpacked(parsed))))
        return ()

    def finished_keys(self, path: Path) -> Sequence[Key]:
        """Return the keys of the finished ones among the entries of a catalogue."""
        for keys in self._rows_of(path, _KEYS):
            return list(map(tuple, _unpacked(keys)))
        return ()

    def words(self, path: Path) -> WordIndex:
        """Return the index of the words of the finished keys."""
        for words in self._rows_of(path, _WORDS):
            return WordIndex.from_bytes(words)
        return WordIndex.of(())

    def hashes(self, path: Path) -> Sequence[int]:
        """Return the hash of the key of each reusable entry."""
        return self._integers(path)[::2]

    def marks(self, path: Path) -> Sequence[int]:
        """Return the hash of each reusable entry itself."""
        return self._integers(path)[1::2]

    def _integers(self, path: Path) -> array[int]:
        return array("Q", b"".join(self._rows_of(path, _HASHES)))

    def places(self, paths: Sequence[Path]) -> Sequence[int]:
        """Return the places of the hashes of all catalogues of a language, in order."""
        if not paths:
            return ()
        language = paths[0].relative_to(self._locales).parts[0]
        stored = StoredPlaces((), array("Q"))
        for content in self._found(language, _PLACES):
            stored = StoredPlaces.from_bytes(content)
        digests = list(map(self._name_of, paths))
        found = stored.with_digests(digests, lambda number: self.hashes(paths[number]))
        # A catalogue that could not be read may be readable next time.
        if found is not stored and self._unreadable.isdisjoint(paths):
            digests = list(map(self._name_of, paths))  # if one has changed, those that were read
            content = StoredPlaces(digests, found.places).to_bytes()
            self._insert(language, _PLACES, content)
        return found.places

    def keep(self, path: Path) -> None:
        """Keep the entries of a catalogue that is about to be written."""
        self._rows_of(path, _HASHES)

    def add(self, file: CatalogueFile) -> None:
        """Store a catalogue that was written, for the next run."""
        if file.raw is not None and not self._found(_name(file.raw), _PARSED):
            self._save(_name(file.raw), file.po)

    def _rows_of(self, path: Path, part: bytes) -> list[bytes]:
        """Return a part of a catalogue as it was before this run, if it could be read."""
        found = self._found(self._name_of(path), part)
        if not found and path not in self._unreadable:
            self._read_again(path)
            found = self._found(self._names[path], part)
        return found

    def _name_of(self, path: Path) -> str:
        if path not in self._names:
            self._names[path] = self._digest_of(path)
        return self._names[path]

    def _read_again(self, path: Path) -> None:
        """Read and store a catalogue."""
        try:
            file = self._read(path)
            if file.raw is not None:
                self._save(_name(file.raw), file.po)
        except PublisherError:
            self._unreadable.add(path)
        else:
            before, self._names[path] = self._names[path], _name(file.raw or b"")
            self.is_mixed |= before != self._names[path] and file.raw is not None

    def _found(self, name: str, part: bytes) -> list[bytes]:
        if name in self._unsaved:
            return [self._unsaved[name][part]]
        for *row, found in self._database.execute(_FIND, (part, name.encode())):
            try:
                if digest(*row).encode() == found:
                    return [row[-1]]
            except _UNREADABLE:
                pass
        return []

    def _save(self, name: str, po: polib.POFile) -> None:
        reusable = list(filter(is_reusable, po))
        finished = [key_of(entry) for entry in reusable if not entry.fuzzy]
        hashes = (each for entry in reusable for each in (hash_of(key_of(entry)), mark_of(entry)))
        parts = {
            _HASHES: array("Q", hashes).tobytes(),
            _WORDS: WordIndex.of(finished).to_bytes(),
            _KEYS: _packed(finished),
            _PARSED: _packed(data_of(po)),
        }
        for part, content in parts.items():
            self._insert(name, part, content)
        self._is_changed = True
        if self._database.is_lost:
            self._unsaved[name] = parts

    def _insert(self, name: str, part: bytes, content: bytes) -> None:
        row = (part, name.encode(), content)
        self._database.execute(_INSERT, [*row, digest(*row).encode()])

    def close(self) -> None:
        """Close the file; delete rows of former contents when they are more than the others."""
        if self._is_changed:
            (rows,) = self._database.execute("SELECT count(*) FROM catalogue3") or [(0,)]
            files = files_below(self._locales, ".po")
            if rows[0] > 2 * len(files) * len(_PARTS):
                languages = {file.relative_to(self._locales).parts[0] for file in files}
                self._prune({*map(file_digest, files), *languages})
        self._database.close()

    def _prune(self, names: Container[str]) -> None:
        for part, name in self._database.execute("SELECT part, name FROM catalogue3"):
            if not isinstance(name, bytes) or name.decode("utf-8", "replace") not in names:
                self._database.execute(
                    "DELETE FROM catalogue3 WHERE part = ? AND name = ?", (part, name)
                )


def _packed(data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _COMPRESSION)


def _unpacked(content: bytes) -> Any:  # noqa: ANN401 - JSON data
    return json.loads(zlib.decompress(content).decode("utf-8", "surrogatepass"))


def _name(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()  # as file_digest
