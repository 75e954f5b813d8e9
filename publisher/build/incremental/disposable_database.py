"""SQLite database of data that can be computed again: it heals, and no failure stops the work."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from publisher.base.errors import PublisherError, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_TIMEOUT = 30.0  # seconds to wait for the lock of another process
_SETTINGS = (
    # Nothing has to survive a power cut.
    "PRAGMA synchronous = OFF",
    # Against files made to attack SQLite (sqlite.org, Defense Against The Dark Arts).
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
# Problems of the machine by result code (sqlite.org/rescode.html); any other is damage.
_REASONS = MappingProxyType(
    {
        sqlite3.SQLITE_FULL: "the disk is full; make room",
        sqlite3.SQLITE_READONLY: "it is read-only; allow writing",
        sqlite3.SQLITE_PERM: "access is denied; allow reading and writing",
        sqlite3.SQLITE_CANTOPEN: "it cannot be opened; allow reading and writing",
        sqlite3.SQLITE_BUSY: "it is locked; end the program that uses it",
        sqlite3.SQLITE_LOCKED: "it is locked; end the program that uses it",
        sqlite3.SQLITE_IOERR: "the disk reports an error; check it",
        sqlite3.SQLITE_NOMEM: "there is too little memory; end other programs",
    }
)
# sqlite3 fails to decode messages that quote a damaged file.
_FAILURES = (sqlite3.Error, UnicodeDecodeError)


class DisposableDatabase:
    """Database in a `file`, with exactly the `tables` that these CREATE statements make.

    A file with other tables, or a damaged one, is recreated. If the file cannot be used at all,
    it has no rows and keeps none. `problem` is the first of these failures.
    """

    def __init__(self, file: Path, tables: Sequence[str]) -> None:
        self._file = file
        self._tables = [table.encode() for table in sorted(tables)]
        self._connection: sqlite3.Connection | None = None
        self._is_recreated = self._is_lost = False
        self.problem: PublisherError | None = None

    def execute(self, statement: str, values: Sequence[bytes | int] = ()) -> list[tuple[Any, ...]]:
        """Run a statement in a transaction of its own, and return its rows, text as bytes."""
        return self._attempt(lambda connection: connection.execute(statement, values).fetchall())

    def execute_all(self, statement: str, rows: Sequence[Sequence[bytes | int]]) -> None:
        """Run a statement for each of some rows of values, in one transaction."""

        def run(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(statement, rows)
            return connection.execute("COMMIT").fetchall()

        if rows:
            self._attempt(run)

    def _attempt(
        self, work: Callable[[sqlite3.Connection], list[tuple[Any, ...]]]
    ) -> list[tuple[Any, ...]]:
        while not self._is_lost:
            try:
                self._connection = self._connection or self._connect()
                return work(self._connection)
            except _FAILURES as error:
                self.close()
                self._recover(error)
        return []

    @property
    def is_lost(self) -> bool:
        """Whether the file cannot be used at all."""
        return self._is_lost

    def report(self, problem: str) -> None:
        """Keep a problem with the file, unless there is an earlier one."""
        self.problem = self.problem or PublisherError(problem, file=self._file)

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _connect(self) -> sqlite3.Connection:
        with suppress(OSError):  # then it cannot be opened
            self._file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._file, timeout=_TIMEOUT, isolation_level=None)
        connection.text_factory = bytes
        try:
            for setting in _SETTINGS:
                connection.execute(setting)
            if not self._has_tables(connection):
                self._create_tables(connection)
        except _FAILURES:
            connection.close()
            raise
        return connection

    def _has_tables(self, connection: sqlite3.Connection) -> bool:
        """Return whether the tables exist; raise DatabaseError for damage or other tables."""
        schema = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY sql"
        found = [sql for (sql,) in connection.execute(schema)]
        damaged = connection.execute("PRAGMA quick_check(1)").fetchone() != (b"ok",)
        if damaged or found not in ([], self._tables):
            raise sqlite3.DatabaseError
        return bool(found)

    def _create_tables(self, connection: sqlite3.Connection) -> None:
        """Create the tables, unless another process has."""
        connection.execute("BEGIN IMMEDIATE")
        if not self._has_tables(connection):
            for table in self._tables:
                connection.execute(table.decode())
        connection.execute("COMMIT")

    def _recover(self, error: Exception) -> None:
        """Delete a damaged file, once, so that it is created again; otherwise give up."""
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        reason = _REASONS.get(code, str(error) if self._is_recreated else None)
        if reason is None:
            self._is_recreated = True
            self.report("was damaged or of another version; it is made again")
            reason = self._delete()
        if reason is not None:
            self._is_lost = True
            self.report(f"nothing is recorded: {reason}")

    def _delete(self) -> str | None:
        """Delete the file and SQLite's files beside it; return a reason why that failed."""
        try:
            for suffix in ("", "-journal", "-wal", "-shm"):
                self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
        except OSError as error:
            return reason_of(error)
        return None
