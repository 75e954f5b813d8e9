"""Run of a task over articles: recorded results are taken, the others are made and recorded.

An article is read only if one of its results is out of date, and is forgotten after that: the
memory that a run takes does not grow with the articles.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from publisher.base.errors import PublisherError
from publisher.base.progress import silent
from publisher.build.incremental.ledger import catalogue_path
from publisher.build.incremental.rows import UNREADABLE
from publisher.build.incremental.snapshot import Snapshot
from publisher.build.records.elsewhere import Elsewhere
from publisher.build.records.known_findings import KnownFindings
from publisher.build.records.ledger import Inputs, Ledger
from publisher.build.records.links import RecordedLinks
from publisher.build.records.store import Name
from publisher.language.locale import Language
from publisher.project.git_history import History
from publisher.project.results import EditionKey
from publisher.readers.article_addresses import ArticleAddresses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from publisher.base.progress import Progress
    from publisher.build.chosen import Chosen
    from publisher.build.records.ledger import Task
    from publisher.build.records.store import Record
    from publisher.build.records.stored_catalogues import StoredCatalogues
    from publisher.catalogues.language_pair import LanguagePair
    from publisher.project.config import Config
    from publisher.project.other_catalogues import EntriesElsewhere
    from publisher.project.project import Project
    from publisher.readers.discovery import Seeds

T = TypeVar("T")


class Made(NamedTuple, Generic[T]):
    """Result that was made, and the data to record: none without a `value`.

    - `dated`: groups of files whose dates of change the result contains
    - `others`: entries of other catalogues that it was compared with
    """

    result: T
    value: Mapping[str, Any] | None = None
    dated: tuple[Sequence[Path], ...] = ()
    others: EntriesElsewhere | None = None


class Failed(NamedTuple):
    """Article that cannot be read."""

    slug: str
    error: PublisherError


class Run:
    """Run of a task over the chosen articles and languages; empty means all.

    The articles go through `progress`. Give the `seeds` if they have been found already. Raises
    PublisherError for articles and languages that the project does not have.
    """

    def __init__(
        self,
        config: Config,
        task: Task,
        chosen: Chosen,
        progress: Progress = silent,
        seeds: Seeds | None = None,
    ) -> None:
        self.config, self.progress = config, progress
        self.history = History(config.root)
        self.seeds = seeds or config.find_seeds()
        snapshot = Snapshot(config, self.history, task.shared)
        self.ledger = Ledger(config, task.name, snapshot)
        self._other = Ledger(config, task.findings_of, snapshot) if task.findings_of else None
        self._slugs, self._names = chosen
        self._codes: dict[str, frozenset[str]] = {}  # all of each article that was read
        self._chosen = [config.language(name) for name in chosen.languages]
        self._catalogues: StoredCatalogues | None = None
        addresses = ArticleAddresses(self.seeds, config.base_url)
        self._links = RecordedLinks(self.ledger, addresses, lambda: self.project)
        self._elsewhere = Elsewhere(config, snapshot, lambda: self.project)
        own = {config.source_language, *config.languages}
        is_known = set(self._slugs) <= set(self.seeds.files) and set(self._chosen) <= own
        if not (is_known and self.seeds.files):
            _ = self.project  # which reports the problem

    @cached_property
    def project(self) -> Project:
        """The project, narrowed to the chosen articles and languages."""
        # Slow imports, not needed for a run without changes.
        from publisher.build.records.stored_catalogues import (  # noqa: PLC0415
            StoredCatalogues,
        )
        from publisher.project.project import open_project  # noqa: PLC0415

        project = open_project(
            self.config, self._slugs, self._names, seeds=self.seeds, history=self.history
        )
        self._catalogues = StoredCatalogues(self.config, project.locales, self.ledger.digest_of)
        project.locales.use(self._catalogues)
        project.before_use = self.ledger.digest_file
        if self._other is not None:
            project.checker.use(KnownFindings(self._other, self._links, self.config.root).of)
        return project

    @property
    def chosen_slugs(self) -> list[str]:
        """Slugs that were chosen, in order."""
        return [slug for slug in self.seeds.files if not self._slugs or slug in self._slugs]

    def in_progress(self) -> Iterator[str]:
        """Yield the chosen slugs as the work on them goes on."""
        slugs = self.chosen_slugs
        return self.progress(slugs, len(slugs), "Articles")

    @property
    def seed_errors(self) -> list[PublisherError]:
        """Errors of files that cannot be articles; if some were chosen, of theirs."""
        return self.seeds.errors_of(self._slugs)

    def is_chosen(self, language: Language) -> bool:
        """Return whether a language was chosen."""
        return not self._chosen or language in self._chosen

    def editions(
        self,
        read: Callable[[EditionKey, Mapping[str, Any]], T],
        make: Callable[[Project, EditionKey], Made[T]],
    ) -> Iterator[T | Failed]:
        """Yield the result of each chosen edition; `read` one from its record, or `make` it."""
        for slug in self.in_progress():
            recorded, codes = self._recorded(slug, read)
            wanted = [code for code in codes if self.is_chosen(Language(code))]
            if codes and recorded.keys() >= set(wanted):
                yield from (recorded[code] for code in wanted)
            else:
                yield from self._make(slug, recorded, make)

    def _recorded(
        self, slug: str, read: Callable[[EditionKey, Mapping[str, Any]], T]
    ) -> tuple[dict[str, T], list[str]]:
        """Return the results of an article that are up to date by language code, and all codes."""
        found: dict[str, T] = {}
        codes: list[str] = []
        for code, record in self.current(slug).items():
            with suppress(*UNREADABLE):  # made again
                if not self._links.lead_alike(slug, record.value["links"]):
                    continue
                codes = list(map(str, record.value["languages"]))
                found[code] = read(EditionKey(slug, Language.parse(code)), record.value)
        return found, codes

    def _make(
        self,
        slug: str,
        recorded: Mapping[str, T],
        make: Callable[[Project, EditionKey], Made[T]],
    ) -> Iterator[T | Failed]:
        """Yield the results of an article's chosen editions, and record those that are made."""
        try:
            languages = self.project.all_languages(self.project.document(slug))
        except PublisherError as error:
            yield Failed(slug, error)
            return
        self.digest_inputs(slug, languages)
        for language in filter(self.is_chosen, languages):
            key = EditionKey(slug, language)
            if language.code in recorded:
                yield recorded[language.code]
                continue
            made = make(self.project, key)
            if made.value is not None:
                value = {
                    "languages": [each.code for each in languages],
                    "links": self._links.of(slug),
                    "anchors": sorted(self.project.document(slug).scope.anchors),
                    **made.value,
                }
                self.record(key, value, dated=made.dated, others=made.others)
            yield made.result
        self.project.forget()

    def left_out(self, pairs: Iterable[LanguagePair]) -> list[PublisherError]:
        """Return the errors of the pairs' glossaries and memories; see `Locales.left_out`."""
        # No slug begins with a slash.
        unique = {pair: Name(f"/{pair.source.code}", pair.target.code) for pair in pairs}
        if all(name.language in self.ledger.up_to_date(name.slug) for name in unique.values()):
            return []
        locales = self.project.locales
        for name in unique.values():
            self.ledger.snapshot.shared_in(name.language)
        for pair, name in unique.items():
            if not locales.left_out([pair]):
                self.ledger.record(name, Inputs(files=()), {})
        return locales.left_out(unique)

    def digest_inputs(self, slug: str, languages: Iterable[Language]) -> None:
        """Take the digests of an article's inputs in all its languages before they are read.

        Those of the article itself are taken while it is read.
        """
        self._codes[slug] = frozenset(["", *(language.code for language in languages)])
        for language in languages:
            self.ledger.snapshot.shared_in(language.code)
            self.ledger.digest_files([catalogue_path(self.config, slug, language.code)])

    def record(
        self,
        key: EditionKey,
        value: Mapping[str, Any],
        *,
        dated: tuple[Sequence[Path], ...] = (),
        others: EntriesElsewhere | None = None,
        written: str = "",
    ) -> None:
        """Record a result; `written` is the digest of the catalogue if the task has written it."""
        slug, language = key
        catalogue = catalogue_path(self.config, slug, language.code)
        lookups = self._elsewhere.lookups(others, slug, language.code)
        if lookups is not None and self._is_mixed:
            lookups = replace(lookups, state="")
        inputs = Inputs(
            files=(*sorted(self.project.files_of(slug)), catalogue),
            dated=dated,
            lookups=lookups,
            written={catalogue: written} if written else None,
        )
        self.ledger.record(Name(slug, language.code), inputs, value)

    def current(self, slug: str) -> dict[str, Record]:
        """Return the records of an article that are up to date, by language code."""
        return {
            code: record
            for code, record in self.ledger.up_to_date(slug).items()
            if self._elsewhere.gives_same(Name(slug, code), record)
        }

    def close(self) -> None:
        """Save proofs, remove records of articles and languages that are gone, and close."""
        if not self._is_mixed:
            self.ledger.save_states(self._elsewhere.proofs)
        if self.seeds.is_complete:
            self.ledger.remove(self._is_gone)
        self.ledger.close()
        if self._other is not None:
            self._other.close()
        if self._catalogues is not None:
            self._catalogues.close()

    @property
    def _is_mixed(self) -> bool:
        """Whether answers may be of other catalogues than their state."""
        return self._catalogues is not None and self._catalogues.is_mixed

    def _is_gone(self, name: Name) -> bool:
        """Return whether the project no longer has the article or language of a record."""
        slug, code = name
        if slug.startswith("/"):  # of glossaries and memories
            languages = (self.config.source_language, *self.config.languages)
            return code not in {language.code for language in languages}
        return slug not in self.seeds.files or code not in self._codes.get(slug, {code})
