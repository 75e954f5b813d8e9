"""Store of build records under `build/`; safe to delete.

It is a SQLite file, which survives crashes and concurrent builds.
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

    from publisher.project.results import EditionKey

_TIMEOUT = 30.0  # seconds to wait for the lock of another build
_SCHEMA = 2  # version of the rows' content; a store of another version is recreated
_TABLES = (
    "CREATE TABLE made (slug, language, edition, PRIMARY KEY (slug, language)) WITHOUT ROWID",
    "CREATE TABLE shared (digest PRIMARY KEY, inputs) WITHOUT ROWID",
)


@dataclass(frozen=True, kw_only=True)
class BuildRecord:
    """Record of an edition's last build.

    - `languages`: codes of all languages of the article
    - `inputs`: digests of the edition's files, by name
    - `shared`: digest of the inputs shared by all editions
    - `dated`: groups of files whose dates of change the output contains
    - `dates`: these dates, one for each group
    - `history`: fingerprint of the git state that the dates depend on
    - `page`: fingerprint of the rendered page
    - `content`: digest of the written file
    - `summary`: the result, from `summary_of`
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
        """Name of the written file."""
        return str(self.summary["file"])


class Store:
    """Build records of one output, in the SQLite file at `file`."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._database = _open(file)

    def editions(self) -> dict[str, dict[str, BuildRecord]]:
        """Return all records by slug, then by language code."""
        found: dict[str, dict[str, BuildRecord]] = {}
        for slug, language, edition in self._database.execute("SELECT * FROM made"):
            found.setdefault(slug, {})[language] = _decoded(json.loads(edition))
        return found

    def shared(self, digest: str) -> dict[str, str]:
        """Return the shared inputs with a digest; empty if they are not recorded."""
        rows = self._database.execute("SELECT inputs FROM shared WHERE digest = ?", (digest,))
        found: dict[str, str] = next((json.loads(inputs) for (inputs,) in rows), {})
        return found

    def save(self, key: EditionKey, record: BuildRecord, shared: Mapping[str, str]) -> None:
        """Save the record of an edition, in place of an earlier one."""
        edition, inputs = (json.dumps(item) for item in (asdict(record), shared))
        execute = self._database.execute
        with self._database:
            row = (key.slug, key.language.code, edition)
            execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", row)
            execute("INSERT OR IGNORE INTO shared VALUES (?, ?)", (record.shared, inputs))

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _decoded(values: dict[str, Any]) -> BuildRecord:
    groups = tuple(tuple(group) for group in values["dated"])
    tuples = {"languages": tuple(values["languages"]), "dates": tuple(values["dates"])}
    return BuildRecord(**{**values, **tuples, "dated": groups})


def _open(file: Path) -> sqlite3.Connection:
    """Open the store; recreate one that is damaged or has another schema."""
    try:
        return _connect(file)
    except sqlite3.OperationalError as error:
        raise PublisherError(f"cannot be opened ({error}); delete it", file=file) from error
    except sqlite3.DatabaseError:
        for suffix in ("", "-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
        return _connect(file)


def _connect(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=_TIMEOUT)
    try:
        # A crash loses the last rows at most, and their editions are rebuilt.
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        if database.execute("PRAGMA user_version").fetchone()[0] != _SCHEMA:
            with database:
                for name in ("made", "shared"):
                    database.execute(f"DROP TABLE IF EXISTS {name}")
                for table in _TABLES:
                    database.execute(table)
                database.execute(f"PRAGMA user_version = {_SCHEMA}")
        database.execute("SELECT count(*) FROM made")
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database
