"""Store of build records under `build/`; safe to delete.

It is a SQLite file, which survives concurrent builds. Each row has a digest of its content: a
row that bad luck or a stranger changed is dropped, and its edition is built again.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publisher.build.incremental.disposable_database import DisposableDatabase
from publisher.build.incremental.link_state import LinkState
from publisher.build.incremental.rows import UNREADABLE, encoded, text_in, texts_in, verified
from publisher.catalogues.freshness import Freshness
from publisher.language.locale import Language
from publisher.project.results import EditionKey, result_of

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from publisher.base.errors import PublisherError

# The names of the tables have the version of their rows' content. A row ends with its digest.
_TABLES = (
    "CREATE TABLE edition4 (slug, language, record, digest, PRIMARY KEY (slug, language))",
    "CREATE TABLE shared3 (name PRIMARY KEY, inputs, digest)",
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
    - `anchors`: anchors of the article, sorted
    - `links`: states of the links that stay on the site, by address
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
    anchors: tuple[str, ...]
    links: Mapping[str, LinkState]
    content: str
    summary: Mapping[str, Any]

    @property
    def file(self) -> str:
        """Name of the written file."""
        return str(self.summary["file"])

    @property
    def is_publishable(self) -> bool:
        """Whether readers may have the edition, according to its review."""
        freshness = self.summary["freshness"]
        return freshness is not None and Freshness(**freshness).fresh and not self.summary["held"]


class Store:
    """Build records of one output, in the SQLite file at `file`."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._database = DisposableDatabase(file, _TABLES)

    @property
    def problem(self) -> PublisherError | None:
        """Reason why editions are built again without need, now or next time."""
        return self._database.problem

    def editions(self) -> dict[str, dict[str, BuildRecord]]:
        """Return all records by slug, then by language code. Damaged ones are deleted."""
        found: dict[str, dict[str, BuildRecord]] = {}
        for number, *row in self._database.execute("SELECT rowid, * FROM edition4"):
            try:
                key, record = _decoded(*verified(row))
            except UNREADABLE:
                self._database.report("had damaged records; their editions are built again")
                self._database.execute("DELETE FROM edition4 WHERE rowid = ?", (number,))
            else:
                found.setdefault(key.slug, {})[key.language.code] = record
        return found

    def shared(self, name: str) -> dict[str, str]:
        """Return the shared inputs with the digest `name`; empty if they are not recorded."""
        query = "SELECT * FROM shared3 WHERE name = ?"
        for row in self._database.execute(query, (name.encode(),)):
            with contextlib.suppress(*UNREADABLE):
                _, inputs = verified(row)
                return dict(json.loads(inputs))
        return {}

    def save(self, key: EditionKey, record: BuildRecord, shared: Mapping[str, str]) -> None:
        """Save the record of an edition, in place of an earlier one."""
        inputs = encoded(record.shared, json.dumps(shared))
        edition = encoded(key.slug, key.language.code, json.dumps(asdict(record)))
        self._database.execute("INSERT OR REPLACE INTO shared3 VALUES (?, ?, ?)", inputs)
        self._database.execute("INSERT OR REPLACE INTO edition4 VALUES (?, ?, ?, ?)", edition)

    def remove(self, key: EditionKey) -> None:
        """Remove the record of an edition."""
        name = (key.slug.encode("utf-8", "surrogateescape"), key.language.code.encode())
        self._database.execute("DELETE FROM edition4 WHERE slug = ? AND language = ?", name)

    def keep_shared(self, names: Container[str]) -> None:
        """Remove the shared inputs with other digests than these."""
        for number, name in self._database.execute("SELECT rowid, name FROM shared3"):
            if not isinstance(name, bytes) or name.decode("utf-8", "replace") not in names:
                self._database.execute("DELETE FROM shared3 WHERE rowid = ?", (number,))

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _decoded(slug: bytes, language: bytes, record: bytes) -> tuple[EditionKey, BuildRecord]:
    """Return a record and its key. Raises one of UNREADABLE for values of other types."""
    key = EditionKey(slug.decode(), Language.parse(language.decode()))
    values = json.loads(record)
    result_of(key, values["summary"], Path())
    texts = {name: text_in(values[name]) for name in ("shared", "history", "page", "content")}
    return key, BuildRecord(
        languages=texts_in(values["languages"]),
        anchors=texts_in(values["anchors"]),
        inputs={name: text_in(was) for name, was in values["inputs"].items()},
        dated=tuple(map(texts_in, values["dated"])),
        dates=texts_in(values["dates"]),
        links={href: LinkState(*texts_in(state)) for href, state in values["links"].items()},
        summary=values["summary"],
        **texts,
    )
