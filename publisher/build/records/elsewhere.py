"""Elsewhere: today's answers of other catalogues, compared with those that were recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.build.incremental.fingerprints import digest
from publisher.build.incremental.ledger import catalogue_path
from publisher.build.records.store import Lookups, Proof
from publisher.language.locale import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from publisher.build.incremental.snapshot import Snapshot
    from publisher.build.records.store import Name, Record
    from publisher.project.config import Config
    from publisher.project.language_index import LanguageIndex
    from publisher.project.other_catalogues import EntriesElsewhere
    from publisher.project.project import Project


class Elsewhere:
    """Answers of the other catalogues; they are read only if one of the language has changed.

    `proofs` are of the records whose answers were read and are the same: saved, they spare the
    next run the reading.
    """

    def __init__(
        self, config: Config, snapshot: Snapshot, open_project: Callable[[], Project]
    ) -> None:
        self._config, self._snapshot, self._open_project = config, snapshot, open_project
        self.proofs: list[Proof] = []
        self._indexes: dict[str, LanguageIndex] = {}

    def gives_same(self, name: Name, record: Record) -> bool:
        """Return whether the lookups for an article's catalogue have the same answers today."""
        lookups = record.lookups
        if lookups is None:
            return True
        state = self._snapshot.state(name.language)
        if lookups.state != state:
            if lookups.answers != self._answers(lookups.hashes, *name):
                return False
            self.proofs.append(Proof(name, record.digest, state))
        return True

    def lookups(self, others: EntriesElsewhere | None, slug: str, code: str) -> Lookups | None:
        """Return the lookups for an article's catalogue, to be recorded."""
        if others is None or not others.asked:
            return None
        hashes = tuple(sorted(others.hashes))
        answers = self._answers(hashes, slug, code)
        return Lookups(hashes=hashes, answers=answers, state=self._snapshot.state(code))

    def _answers(self, hashes: Iterable[int], slug: str, code: str) -> str:
        if code not in self._indexes:
            self._indexes[code] = self._open_project().locales.index(Language(code))
        index = self._indexes[code]
        return digest(*index.marks(hashes, catalogue_path(self._config, slug, code)))
