"""Update of catalogues, except those that it would not change; `project.sync` does it.

A record says that another update of a file would change nothing, and with which report.
"""

from __future__ import annotations

import hashlib
from contextlib import closing, suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.base.errors import PublisherError
from publisher.base.progress import silent
from publisher.build.incremental.fingerprints import catalogue_inputs, file_digest
from publisher.build.incremental.ledger import catalogue_path
from publisher.build.incremental.rows import UNREADABLE
from publisher.build.records.ledger import Inputs, Task
from publisher.build.records.run import Run
from publisher.build.records.store import Name
from publisher.catalogues.language_pair import LanguagePair
from publisher.catalogues.update import UpdateReport
from publisher.language.locale import Language
from publisher.project import sync
from publisher.project.domains import article_domain, translations_of
from publisher.project.ignored_keys import IgnoredKey, count_ignored
from publisher.project.results import EditionKey
from publisher.project.sync import Written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from publisher.base.progress import Progress
    from publisher.build.chosen import Chosen
    from publisher.project.config import Config
    from publisher.readers.discovery import Seeds

_TASK = Task("update", catalogue_inputs)


def update(
    config: Config,
    chosen: Chosen,
    progress: Progress = silent,
    *,
    seeds: Seeds | None = None,
    write: bool = True,
) -> Update:
    """Update the chosen catalogues; see `sync.update`.

    Give the `seeds` if they have been found already.
    """
    with closing(Run(config, _TASK, chosen, progress, seeds)) as run:
        written = list(sync.move_renamed(run.project, write=write))
        written += [Written(error=error) for error in run.seed_errors]
        articles = [
            _recorded(run, slug) or _updated(run, slug, write=write) for slug in run.in_progress()
        ]
        written += [item for article in articles for item in article.written]
        pairs = [pair for article in articles for pair in article.pairs]
        sources = [article.source for article in articles if article.source is not None]
        written += sync.update_layouts(run.project, sources, write=write)
        written += [Written(error=error) for error in run.left_out(pairs)]
        ignored = count_ignored(article.ignored_keys for article in articles)
        return Update(sync.each_once(written), ignored)


class Update(NamedTuple):
    """Outcomes for the files, and keys of front matter that mean nothing."""

    written: list[Written]
    ignored_keys: list[IgnoredKey]


class _Article(NamedTuple):
    """Outcomes for an article's .pot file and catalogues.

    If it can be read, it has a language, others that it is translated into, and ignored keys.
    """

    written: list[Written]
    source: Language | None = None
    languages: Sequence[Language] = ()
    ignored_keys: Sequence[str] = ()

    @property
    def pairs(self) -> list[LanguagePair]:
        source = self.source
        return [LanguagePair(source, language) for language in self.languages if source]


def _recorded(run: Run, slug: str) -> _Article | None:
    """Return the outcomes for an article of which no file would change, if that is recorded."""
    records = run.current(slug)
    try:
        source, *others = map(Language.parse, records[""].value["languages"])
        languages = list(filter(run.is_chosen, others))
        reports = [_report(records[language.code].value) for language in languages]
        ignored = list(map(str, records[""].value["ignored_keys"]))
    except UNREADABLE:  # most often, a record is missing
        return None
    files = [catalogue_path(run.config, slug, language.code) for language in languages]
    pot = Written(run.config.locales / f"{slug}.pot")
    outcomes = (Written(file, report=found) for file, found in zip(files, reports, strict=True))
    return _Article([pot, *outcomes], source, languages, ignored)


def _updated(run: Run, slug: str, *, write: bool) -> _Article:
    """Update the files of an article that are not recorded, and record those that are settled."""
    project, records = run.project, run.current(slug)
    pot = run.config.locales / f"{slug}.pot"
    try:
        domain = article_domain(project, slug)
        ignored = project.document(slug).ignored_keys
        every = [domain.source, *translations_of(project, slug)]
    except PublisherError as error:
        return _Article([Written(error=error)])
    run.digest_inputs(slug, every)
    written = [sync.update_pot(project, domain, write=write)]
    if write and written[0].error is None:
        files = (*sorted(project.files_of(slug)), pot)
        value = {"languages": [language.code for language in every], "ignored_keys": ignored}
        inputs = Inputs(files=files, written={pot: file_digest(pot)})
        run.ledger.record(Name(slug), inputs, value)
    for language in domain.languages:
        if record := records.get(language.code):
            with suppress(*UNREADABLE):
                file = catalogue_path(run.config, slug, language.code)
                written.append(Written(file, report=_report(record.value)))
                continue
        updated = sync.update_catalogue(project, domain, language, write=write)
        _record(run, EditionKey(slug, language), updated)
        written.append(updated.written)
    project.forget()
    return _Article(written, domain.source, domain.languages, ignored)


def _record(run: Run, key: EditionKey, updated: sync.Updated) -> None:
    """Record that another update of a catalogue would change nothing."""
    if updated.settled is not None and updated.file is not None and updated.file.raw is not None:
        written = hashlib.sha256(updated.file.raw).hexdigest()
        value = {"report": _counts(updated.settled)}
        run.record(key, value, others=updated.others, written=written)


def _counts(report: UpdateReport) -> dict[str, int]:
    """Return the counts of a report on a file that does not change."""
    return {name: n for name, n in asdict(report).items() if name not in {"changed", "outdated"}}


def _report(value: Mapping[str, Any]) -> UpdateReport:
    """Return the report of a record. Raises one of UNREADABLE for another value."""
    counts: dict[str, Any] = {name: int(count) for name, count in value["report"].items()}
    return UpdateReport(**counts)
