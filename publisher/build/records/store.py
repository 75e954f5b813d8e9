"""Store of records under `build/`; safe to delete.

It is a SQLite file, which survives concurrent runs. Each row has a digest of its content: a
row that bad luck or a stranger changed is dropped, and its work is done again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.build.incremental.disposable_database import DisposableDatabase
from publisher.build.incremental.rows import UNREADABLE, encoded, text_in, texts_in, verified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# The names of the tables have the version of their rows' content. A row ends with its digest.
_TABLES = ("CREATE TABLE record1 (slug, language, record, digest, PRIMARY KEY (slug, language))",)
_FIND = "SELECT rowid, * FROM record1 WHERE slug = ?"


class Name(NamedTuple):
    """Name of a record: an article, and the code of a language or nothing."""

    slug: str
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Lookups:
    """Messages that were looked up in the other catalogues of a language.

    - `hashes`: hashes of their keys
    - `answers`: digest of the answers
    - `state`: digest of all catalogues of the language, an equal one gives equal answers
    """

    hashes: tuple[int, ...]
    answers: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """Result of a task for an edition, and the inputs that it was made from.

    - `inputs`: digests of files, by name
    - `shared`: digest of the inputs that editions share
    - `dated`: groups of files whose dates of change the result contains
    - `dates`: these dates, one for each group
    - `history`: fingerprint of the git state that the dates depend on
    - `lookups`: lookups in other catalogues, if there were any
    - `value`: the result, as JSON data
    """

    inputs: Mapping[str, str]
    shared: str
    dated: tuple[tuple[str, ...], ...] = ()
    dates: tuple[str, ...] = ()
    history: str = ""
    lookups: Lookups | None = None
    value: Mapping[str, Any]


class Store:
    """Records of one task, in the SQLite file at `file`."""

    def __init__(self, file: Path) -> None:
        self._database = DisposableDatabase(file, _TABLES)

    def records(self, slug: str) -> dict[str, Record]:
        """Return the records of an article by language code. Damaged ones are deleted."""
        found: dict[str, Record] = {}
        for number, *row in self._database.execute(_FIND, encoded(slug)[:1]):
            try:
                language, record = _decoded(*verified(row))
            except UNREADABLE:
                self._database.execute("DELETE FROM record1 WHERE rowid = ?", (number,))
            else:
                found[language] = record
        return found

    def save(self, name: Name, record: Record) -> None:
        """Save a record in place of an earlier one of its name."""
        row = encoded(*name, json.dumps(asdict(record)))
        self._database.execute("INSERT OR REPLACE INTO record1 VALUES (?, ?, ?, ?)", row)

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _decoded(_slug: bytes, language: bytes, text: bytes) -> tuple[str, Record]:
    """Return a language code and its record. Raises one of UNREADABLE for other values."""
    values = json.loads(text)
    lookups = values["lookups"]
    record = Record(
        inputs={name: text_in(was) for name, was in values["inputs"].items()},
        shared=text_in(values["shared"]),
        dated=tuple(map(texts_in, values["dated"])),
        dates=texts_in(values["dates"]),
        history=text_in(values["history"]),
        lookups=None if lookups is None else _lookups(**lookups),
        value=values["value"],
    )
    return language.decode(), record


def _lookups(hashes: Iterable[int], answers: str, state: str) -> Lookups:
    return Lookups(hashes=tuple(map(int, hashes)), answers=text_in(answers), state=text_in(state))
