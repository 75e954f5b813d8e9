"""Publication: rebuild editions whose inputs changed, leave the others, withdraw stale files.

Imports are as lazy as the work: without changes no seed is read, and without rendering
WeasyPrint is not loaded.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from publisher.base.progress import silent
from publisher.build.incremental.ledger import Ledger, input_files
from publisher.build.incremental.links import RecordedFacts
from publisher.build.withdraw import EditionPaths, edition_paths, withdraw_stale
from publisher.language.locale import Language
from publisher.outputs import DRAFTS
from publisher.project.git_history import History
from publisher.project.results import EditionKey, Result, result_of
from publisher.readers.article_addresses import ArticleAddresses

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from publisher.base.errors import PublisherError
    from publisher.base.progress import Progress
    from publisher.build.chosen import Chosen
    from publisher.outputs import Output
    from publisher.project.config import Config
    from publisher.project.links import ProjectFacts
    from publisher.project.project import Project
    from publisher.project.results import StaleFile
    from publisher.readers.discovery import Seeds

    # Starts an executor for the pages, which the end of the block may stop.
    Start = Callable[[], AbstractContextManager[Executor]]


@dataclass(frozen=True)
class Published:
    """Results of the chosen editions, stale files, and problems with record and history.

    The `seeds` are those of all articles.
    """

    results: list[Result]
    stale: list[StaleFile]
    seeds: Seeds
    problems: tuple[PublisherError, ...] = ()


def publish(
    config: Config,
    output: Output,
    chosen: Chosen,
    start: Start,
    progress: Progress = silent,
) -> Published:
    """Publish the chosen editions in an output.

    `start` starts the executor, which is needed only if an edition has to be rebuilt. Raises
    PublisherError for articles and languages that the project does not have.
    """
    seeds = config.find_seeds()
    history = History(config.root)
    with closing(Ledger(config, output, history)) as ledger:
        reader = _Reader(config, seeds, ledger, history, chosen)
        plan = _Plan(config, output, seeds, reader.records, chosen)
        if plan.is_done:
            stale, failures = withdraw_stale(config, output, plan.paths())
            results = [*plan.results, *failures]
        else:
            results, stale = _publish(plan, reader, start, progress)
        if seeds.is_complete:
            ledger.keep_articles(seeds.files)
        problems = tuple(filter(None, (ledger.problem, history.problem)))
        return Published(results, stale, seeds, problems)


@dataclass(frozen=True)
class _Reader:
    """Records of the last build, and the project, which is opened if they do not suffice."""

    config: Config
    seeds: Seeds
    ledger: Ledger
    history: History
    chosen: Chosen

    @cached_property
    def records(self) -> RecordedFacts:
        """Records of editions, compared with today's files and links."""
        addresses = ArticleAddresses(self.seeds, self.config.base_url)
        return RecordedFacts(self.ledger, addresses, lambda: self._today)

    @cached_property
    def _today(self) -> ProjectFacts:
        from publisher.project.links import ProjectFacts  # noqa: PLC0415 - likewise

        return ProjectFacts(self.project)

    @cached_property
    def project(self) -> Project:
        """The project. Files that it reads have digests before; see `Ledger.digest_files`."""
        from publisher.project.project import open_project  # noqa: PLC0415 - a slow import

        for slug, file in self.seeds.files.items():
            if not self.records.unchanged(slug):
                self.ledger.digest_files(input_files(self.config, slug, file))
        project = open_project(self.config, *self.chosen, seeds=self.seeds, history=self.history)
        project.before_use = self.ledger.digest_file
        # A changed article does not make all be read that it links to.
        project.links.facts = self.records
        return project


class _Plan:
    """Editions that are up to date, and articles that have to be read.

    - `left`: articles with editions to rebuild
    - `unknown`: articles with files that no up-to-date edition accounts for
    """

    def __init__(
        self,
        config: Config,
        output: Output,
        seeds: Seeds,
        records: RecordedFacts,
        chosen: Chosen,
    ) -> None:
        self.config, self.output, self.seeds = config, output, seeds
        self.slugs = slugs = chosen.slugs
        self.languages = [config.language(name) for name in chosen.languages]
        self._current = {slug: records.up_to_date(slug) for slug in seeds.files}
        wanted = [slug for slug in seeds.files if not slugs or slug in slugs]
        self._done = {slug: self._results(slug) for slug in wanted}
        self.left = [slug for slug, results in self._done.items() if not results]
        stray = self._stray()
        self.unknown = [slug for slug in seeds.files if slug in stray]

    @property
    def is_done(self) -> bool:
        """Whether no seed has to be read. Reading reports slugs that do not exist."""
        is_known = bool(self.seeds.files) and set(self.slugs) <= set(self.seeds.files)
        return is_known and not self.left and not self.unknown

    @property
    def results(self) -> list[Result]:
        """Results of the editions that are up to date, and errors of seeds."""
        errors = [Result(error=error) for error in self.seeds.errors_of(self.slugs)]
        return errors + [result for results in self._done.values() for result in results]

    def _results(self, slug: str) -> list[Result]:
        """Return the results of an article's chosen editions; none if one has to be rebuilt."""
        records = self._current[slug]
        every_code = next((record.languages for record in records.values()), ())
        chosen = {language.code for language in self.languages}
        wanted = [code for code in every_code if not chosen or code in chosen]
        if not set(wanted) <= set(records):
            return []
        keys = {code: EditionKey(slug, Language(code)) for code in wanted}
        root = self.config.root
        return [result_of(key, records[code].summary, root) for code, key in keys.items()]

    def _stray(self) -> set[str]:
        """Return the slugs of files that no up-to-date edition accounts for."""
        suffix, found = f".{self.output.ending}", set[str]()
        current = self._current.items()
        known = {f"{slug}.{code}{suffix}" for slug, records in current for code in records}
        for name in (self.output.folder, DRAFTS):
            folder = self.config.build / name
            found.update(f.relative_to(folder).as_posix() for f in folder.rglob(f"*{suffix}"))
        return {name.removesuffix(suffix).rpartition(".")[0] for name in found - known}

    def paths(self) -> EditionPaths:
        """Return the paths of the up-to-date editions."""
        paths = EditionPaths(others_stay=not self.seeds.is_complete)
        for slug, records in self._current.items():
            for code, record in records.items():
                place = self.output.path_of(self.config.build, slug, code)
                paths.add(place, fresh=self.config.root / record.file == place)
        return paths


def _publish(
    plan: _Plan, reader: _Reader, start: Start, progress: Progress
) -> tuple[list[Result], list[StaleFile]]:
    """Rebuild the editions that are left, and withdraw stale files. Return both."""
    # Slow imports, needed only here.
    from publisher.base.workers import InlineExecutor  # noqa: PLC0415

    ledger = reader.ledger
    # The executor starts while the seeds are read.
    with start() if plan.left else InlineExecutor() as executor:
        for slug in plan.left:
            ledger.digest_files(input_files(plan.config, slug, plan.seeds.files[slug]))
        from publisher.build.make import make  # noqa: PLC0415

        project = reader.project
        project.progress = progress
        paths = plan.paths().union(edition_paths(project, plan.output, plan.unknown))
        stale, failures = withdraw_stale(plan.config, plan.output, paths)
        selection = project.select(plan.left)
        built = make(project, selection.editions, plan.output, executor, ledger)
        results = [
            *selection.failures,
            *progress(built, len(selection.editions), "Building editions"),
        ]
    ordered = selection.in_order([*plan.results, *results])
    return [*ordered, *failures], stale
