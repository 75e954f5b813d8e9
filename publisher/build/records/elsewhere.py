"""Elsewhere: today's answers of other catalogues, compared with those that were recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.build.incremental.fingerprints import digest
from publisher.build.incremental.ledger import catalogue_path
from publisher.build.records.store import Lookups
from publisher.language.locale import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from publisher.build.incremental.snapshot import Snapshot
    from publisher.project.config import Config
    from publisher.project.other_catalogues import EntriesElsewhere
    from publisher.project.project import Project


class Elsewhere:
    """Answers of the other catalogues; they are read only if one of the language has changed."""

    def __init__(
        self, config: Config, snapshot: Snapshot, open_project: Callable[[], Project]
    ) -> None:
        self._config, self._snapshot, self._open_project = config, snapshot, open_project

    def gives_same(self, lookups: Lookups, slug: str, code: str) -> bool:
        """Return whether lookups for an article's catalogue have the same answers today."""
        if lookups.state == self._snapshot.state(code):
            return True
        return lookups.answers == self._answers(lookups.hashes, slug, code)

    def lookups(self, others: EntriesElsewhere | None, slug: str, code: str) -> Lookups | None:
        """Return the lookups for an article's catalogue, to be recorded."""
        if others is None or not others.asked:
            return None
        hashes = tuple(sorted(others.hashes))
        answers = self._answers(hashes, slug, code)
        return Lookups(hashes=hashes, answers=answers, state=self._snapshot.state(code))

    def _answers(self, hashes: Iterable[int], slug: str, code: str) -> str:
        index = self._open_project().locales.index(Language(code))
        own = catalogue_path(self._config, slug, code)
        elsewhere = index.found_elsewhere(hashes, own)
        found = (known for each in elsewhere for known in index.find(each, own))
        return digest(*(part for known in found for part in (known.domain, str(known.entry))))
