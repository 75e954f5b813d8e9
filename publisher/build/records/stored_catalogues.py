"""Stored catalogues: parsed once for each content of their files.

Parsing takes two of gettext's programs, and most of the time of a task that reads many catalogues.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.project_folder import files_below
from publisher.build.incremental.disposable_database import DisposableDatabase
from publisher.build.incremental.fingerprints import digest, file_digest
from publisher.catalogues import pofile
from publisher.catalogues.key import key_of
from publisher.catalogues.po_data import data_of, entries_from, from_data
from publisher.catalogues.suggestions import is_reusable
from publisher.project.other_catalogues import KnownCatalogues, hash_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import polib

    from publisher.catalogues.catalogue_file import CatalogueFile
    from publisher.project.config import Config
    from publisher.project.locales import Locales

_TABLES = ("CREATE TABLE catalogue1 (name PRIMARY KEY, hashes, parsed, digest)",)
_FIND = "SELECT * FROM catalogue1 WHERE name = ?"
_INSERT = "INSERT OR REPLACE INTO catalogue1 VALUES (?, ?, ?, ?)"
_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, RecursionError)


class StoredCatalogues(KnownCatalogues):
    """Parsed catalogues of a project, in `build/catalogues.sqlite`.

    A row has the digest of a file's content as its name. So it is never out of date, and those
    of the content before this run are still there when a file has been written.
    """

    def __init__(self, config: Config, locales: Locales) -> None:
        super().__init__(locales.read_once)
        self._locales = config.locales
        self._database = DisposableDatabase(config.build / "catalogues.sqlite", _TABLES)
        self._names: dict[Path, str] = {}  # digests before this run
        self._unsaved: dict[str, list[bytes]] = {}  # rows of a database that cannot be used
        self._unreadable: set[Path] = set()
        self._is_changed = False

    def parse(self, raw: bytes, path: Path) -> polib.POFile:
        """Parse the bytes of a catalogue. Raises the errors of `pofile.parse`."""
        name = _name(raw)
        for parsed in self._found(name, 2):
            return from_data(json.loads(parsed))
        po = pofile.parse(raw, path)
        self._save(name, po)
        return po

    def entries(self, path: Path) -> Sequence[polib.POEntry]:
        """Return the reusable entries of a catalogue."""
        for parsed in self._rows_of(path, 2):
            return list(filter(is_reusable, entries_from(json.loads(parsed))))
        return ()

    def hashes(self, path: Path) -> Iterable[int]:
        """Return the hash of the key of each reusable entry."""
        found = array("Q")
        for hashes in self._rows_of(path, 1):
            found.frombytes(hashes)
        return found

    def keep(self, path: Path) -> None:
        """Keep the entries of a catalogue that is about to be written."""
        self._rows_of(path, 1)

    def add(self, file: CatalogueFile) -> None:
        """Store a catalogue that was written, for the next run."""
        if file.raw is not None and not self._found(_name(file.raw), 0):
            self._save(_name(file.raw), file.po)

    def _rows_of(self, path: Path, column: int) -> list[bytes]:
        """Return a column of the row of a catalogue as it was before this run, if it has one."""
        if path not in self._names:
            self._names[path] = file_digest(path)
        found = self._found(self._names[path], column)
        if not found and path not in self._unreadable:
            self._read_again(path)
            found = self._found(self._names[path], column)
        return found

    def _read_again(self, path: Path) -> None:
        """Read and store a catalogue."""
        try:
            file = self._read(path)
            self.add(file)
        except PublisherError:
            self._unreadable.add(path)
        else:
            self._names[path] = _name(file.raw or b"")

    def _found(self, name: str, column: int) -> list[bytes]:
        if name in self._unsaved:
            return [self._unsaved[name][column]]
        for *parts, found in self._database.execute(_FIND, (name.encode(),)):
            try:
                if digest(*parts).encode() == found:
                    return [parts[column]]
            except _UNREADABLE:
                pass
        return []

    def _save(self, name: str, po: polib.POFile) -> None:
        hashes = array("Q", (hash_of(key_of(entry)) for entry in po if is_reusable(entry)))
        text = json.dumps(data_of(po), ensure_ascii=False)
        parts = [name.encode(), hashes.tobytes(), text.encode("utf-8", "surrogatepass")]
        self._database.execute(_INSERT, [*parts, digest(*parts).encode()])
        self._is_changed = True
        if self._database.is_lost:
            self._unsaved[name] = parts

    def close(self) -> None:
        """Close the file; delete rows of former contents when they are more than the others."""
        if self._is_changed:
            (rows,) = self._database.execute("SELECT count(*) FROM catalogue1") or [(0,)]
            files = files_below(self._locales, ".po")
            if rows[0] > 2 * len(files):
                self._prune({file_digest(file).encode() for file in files})
        self._database.close()

    def _prune(self, names: set[bytes]) -> None:
        for (name,) in self._database.execute("SELECT name FROM catalogue1"):
            if name not in names:
                self._database.execute("DELETE FROM catalogue1 WHERE name = ?", (name,))


def _name(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()  # as file_digest
