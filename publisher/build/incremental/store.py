"""The record of what was made, and of what: it lies under build/ and is safe to delete.

It is a SQLite file, so that it survives a crash and two builds at once.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PATIENCE = 30.0  # seconds, for another build to finish what it writes
_FORM = 1  # of what a row holds; a record of another form is begun anew
_TABLES = (
    "CREATE TABLE made (slug, language, edition, PRIMARY KEY (slug, language)) WITHOUT ROWID",
    "CREATE TABLE shared (digest PRIMARY KEY, inputs) WITHOUT ROWID",
)


@dataclass(frozen=True)
class BuildRecord:
    """An edition as it was made.

    `languages` are all of its article's. `inputs` are the digests of what it was made of,
    by name, `shared` that of what all editions have in common. `dated` are the names of the files
    whose dates it tells, in groups, `dates` these dates, and `history` the state of the
    files' history. `page` is the digest of the page that was rendered, `content` that of
    the file that came of it, and `summary` what was told of it.
    """

    languages: tuple[str, ...]
    inputs: Mapping[str, str]
    shared: str
    dated: tuple[tuple[str, ...], ...]
    dates: tuple[str, ...]
    history: str
    page: str
    content: str
    summary: Mapping[str, Any]

    @property
    def file(self) -> str:
        """The name of the file that came of it."""
        return str(self.summary["file"])


class Store:
    """What was made of the editions of one output."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._database = _opened(file)

    def editions(self) -> dict[str, dict[str, BuildRecord]]:
        """Return all editions by slug, then by language."""
        found: dict[str, dict[str, BuildRecord]] = {}
        for slug, language, edition in self._database.execute("SELECT * FROM made"):
            found.setdefault(slug, {})[language] = _decoded(json.loads(edition))
        return found

    def shared(self, digest: str) -> dict[str, str]:
        """Return what editions had in common, by its digest; nothing if that is forgotten."""
        rows = self._database.execute("SELECT inputs FROM shared WHERE digest = ?", (digest,))
        found: dict[str, str] = next((json.loads(inputs) for (inputs,) in rows), {})
        return found

    def keep(self, slug: str, language: str, made: BuildRecord, shared: Mapping[str, str]) -> None:
        """Record an edition, in the place of what was recorded of it."""
        edition, common = (json.dumps(item) for item in (asdict(made), shared))
        with self._database:
            execute = self._database.execute
            execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", (slug, language, edition))
            execute("INSERT OR IGNORE INTO shared VALUES (?, ?)", (made.shared, common))

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _decoded(values: dict[str, Any]) -> BuildRecord:
    groups = tuple(tuple(group) for group in values["dated"])
    tuples = {"languages": tuple(values["languages"]), "dates": tuple(values["dates"])}
    return BuildRecord(**{**values, **tuples, "dated": groups})


def _opened(file: Path) -> sqlite3.Connection:
    """Open the record; one that is damaged, or of another form, is begun anew."""
    try:
        return _connected(file)
    except sqlite3.OperationalError as error:
        raise PublisherError(f"cannot be opened ({error}); delete it", file=file) from error
    except sqlite3.DatabaseError:
        for ending in ("", "-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
        return _connected(file)


def _connected(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=_PATIENCE)
    try:
        # A crash loses the last rows at most, whose editions are then made again.
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        if database.execute("PRAGMA user_version").fetchone()[0] != _FORM:
            with database:
                for name in ("made", "shared"):
                    database.execute(f"DROP TABLE IF EXISTS {name}")
                for table in _TABLES:
                    database.execute(table)
                database.execute(f"PRAGMA user_version = {_FORM}")
        database.execute("SELECT count(*) FROM made")
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database
