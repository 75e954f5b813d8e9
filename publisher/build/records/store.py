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
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

# The names of the tables have the version of their rows' content. A record ends with its digest.
# A state is that of the record with a digest: it is true for ever, and damage makes it match none.
_TABLES = (
    "CREATE TABLE record2 (slug, language, record, digest, PRIMARY KEY (slug, language))",
    "CREATE TABLE state1 (slug, language, digest, state, PRIMARY KEY (slug, language))",
)
_FIND = """SELECT record2.rowid, state, record2.* FROM record2
    LEFT JOIN state1 USING (slug, language, digest) WHERE slug = ?"""


class Name(NamedTuple):
    """Name of a record: an article, and the code of a language or nothing."""

    slug: str
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class Lookups:
    """Messages that were looked up in the other catalogues of a language.

    - `hashes`: hashes of their keys
    - `answers`: digest of the answers
    - `state`: digest of all catalogues of the language when the answers were the same last time:
      an equal one gives equal answers
    """

    hashes: tuple[int, ...]
    answers: str
    state: str = ""


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
    - `digest`: digest of the record in its store
    """

    inputs: Mapping[str, str]
    shared: str
    dated: tuple[tuple[str, ...], ...] = ()
    dates: tuple[str, ...] = ()
    history: str = ""
    lookups: Lookups | None = None
    value: Mapping[str, Any]
    digest: str = ""


class Proof(NamedTuple):
    """Lookups of the record with a digest have the recorded answers in a state."""

    name: Name
    digest: str
    state: str


class Store:
    """Records of one task, in the SQLite file at `file`."""

    def __init__(self, file: Path) -> None:
        self._database = DisposableDatabase(file, _TABLES)

    def records(self, slug: str) -> dict[str, Record]:
        """Return the records of an article by language code. Damaged ones are deleted."""
        found: dict[str, Record] = {}
        for number, state, *row in self._database.execute(_FIND, encoded(slug)[:1]):
            try:
                language, record = _decoded(row, state)
            except UNREADABLE:
                self._database.execute("DELETE FROM record2 WHERE rowid = ?", (number,))
            else:
                found[language] = record
        return found

    def save(self, name: Name, record: Record) -> None:
        """Save a record in place of an earlier one of its name."""
        values = asdict(record)
        state = values["lookups"].pop("state") if record.lookups else ""
        del values["digest"]
        row = encoded(*name, json.dumps(values))
        self._database.execute("INSERT OR REPLACE INTO record2 VALUES (?, ?, ?, ?)", row)
        if state:
            self.save_states([Proof(name, row[-1].decode(), state)])

    def save_states(self, proofs: Iterable[Proof]) -> None:
        """Save today's states of records."""
        rows = [encoded(*proof.name, proof.digest, proof.state)[:-1] for proof in proofs]
        self._database.execute_all("INSERT OR REPLACE INTO state1 VALUES (?, ?, ?, ?)", rows)

    def remove(self, is_gone: Callable[[Name], bool]) -> None:
        """Remove the records with some names."""
        names = self._database.execute("SELECT slug, language FROM record2")
        gone = [name for name in names if is_gone(Name(*map(_text, name)))]
        for table in ("record2", "state1"):
            statement = f"DELETE FROM {table} WHERE slug = ? AND language = ?"  # noqa: S608 - our own
            self._database.execute_all(statement, gone)

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _decoded(row: Sequence[object], state: object) -> tuple[str, Record]:
    """Return a language code and its record. Raises one of UNREADABLE for other values."""
    _slug, language, text = verified(row)
    values = json.loads(text)
    lookups = values["lookups"]
    record = Record(
        inputs={name: text_in(was) for name, was in values["inputs"].items()},
        shared=text_in(values["shared"]),
        dated=tuple(map(texts_in, values["dated"])),
        dates=texts_in(values["dates"]),
        history=text_in(values["history"]),
        lookups=None if lookups is None else _lookups(state=_text(state), **lookups),
        value=values["value"],
        digest=_text(row[-1]),
    )
    return language.decode(), record


def _lookups(hashes: Iterable[int], answers: str, state: str) -> Lookups:
    return Lookups(hashes=tuple(map(int, hashes)), answers=text_in(answers), state=state)


def _text(value: object) -> str:
    """Return the text in a column; any text for another value."""
    return value.decode("utf-8", "surrogateescape") if isinstance(value, bytes) else ""
