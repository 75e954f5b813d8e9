"""Publishing: what changed is made anew, what did not is left, what is stale is taken back.

What is not needed is not imported: where nothing changed, no seed is read, and where
nothing is rendered, WeasyPrint is not loaded.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.build.incremental.ledger import Ledger, input_files
from publisher.build.withdraw import finished_files, withdraw_stale
from publisher.language.locale import Language
from publisher.outputs import OUTPUTS
from publisher.project.results import Job, Result, result_of
from publisher.readers.discovery import find_seeds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from publisher.project.config import Config
    from publisher.project.results import Stale
    from publisher.readers.discovery import Seeds

    # Is given the results as they come, and how many there will be.
    Watch = Callable[[Iterator[Result], int], Iterable[Result]]

_OUTPUT = OUTPUTS["pdf"]


@dataclass(frozen=True)
class Published:
    """What became of the editions that were asked for, and of files that were stale."""

    results: list[Result]
    stale: list[Stale]


def publish(
    config: Config,
    slugs: Sequence[str],
    languages: Sequence[str],
    start: Callable[[], Executor],
    watch: Watch,
) -> Published:
    """Publish the editions that were asked for; empty `slugs` and `languages` mean all.

    `start` starts what renders them, if anything is to be. Raises PublisherError for
    articles and languages that the project does not have.
    """
    seeds = find_seeds(config.seeds)
    with closing(Ledger(config, _OUTPUT)) as ledger:
        plan = _Plan(config, seeds, ledger, slugs, [Language.parse(name) for name in languages])
        if plan.is_done:
            return Published(plan.results, withdraw_stale(config, _OUTPUT, *plan.places()))
        return _publish(plan, ledger, start, watch)


class _Plan:
    """What is as it was made, and what is left to do."""

    def __init__(
        self,
        config: Config,
        seeds: Seeds,
        ledger: Ledger,
        slugs: Sequence[str],
        languages: Sequence[Language],
    ) -> None:
        self.config, self.seeds, self.slugs, self.languages = config, seeds, slugs, languages
        self._current = {slug: ledger.current(slug) for slug in seeds.files}
        wanted = [slug for slug in seeds.files if not slugs or slug in slugs]
        self._done = {slug: self._results(slug) for slug in wanted}
        self.left = [slug for slug, results in self._done.items() if not results]
        # Articles of which a file may have to be taken back; the others' are all known.
        stray = self._stray()
        self.unknown = [slug for slug in seeds.files if slug in stray]

    @property
    def is_done(self) -> bool:
        """Whether no seed has to be read; what was asked for wrongly is told by who reads them."""
        is_known = bool(self.seeds.files) and set(self.slugs) <= set(self.seeds.files)
        return is_known and not self.left and not self.unknown

    @property
    def results(self) -> list[Result]:
        """The editions that are as they were made."""
        errors = [] if self.slugs else [Result(Job(error=e), error=e) for e in self.seeds.errors]
        return errors + [result for results in self._done.values() for result in results]

    def _results(self, slug: str) -> list[Result]:
        """Return an article's editions if none of those that were asked for is to be made."""
        made = self._current[slug]
        everyone = next((one.languages for one in made.values()), ())
        chosen = {language.code for language in self.languages}
        wanted = [code for code in everyone if not chosen or code in chosen]
        if not set(wanted) <= set(made):
            return []
        root = self.config.root
        return [result_of(Job(slug, Language(code)), made[code].summary, root) for code in wanted]

    def _stray(self) -> set[str]:
        """Return the articles of which there is a file that no current edition accounts for."""
        ending, found = f".{_OUTPUT.ending}", set[str]()
        current = self._current.items()
        known = {f"{slug}.{code}{ending}" for slug, editions in current for code in editions}
        for name in (_OUTPUT.folder, _OUTPUT.draft_folder):
            folder = self.config.build / name
            found.update(f.relative_to(folder).as_posix() for f in folder.rglob(f"*{ending}"))
        return {name.removesuffix(ending).rpartition(".")[0] for name in found - known}

    def _place(self, slug: str, code: str) -> Path:
        return _OUTPUT.place(self.config.build, slug, code)

    def places(self) -> tuple[set[Path], set[Path]]:
        """Return the places of finished editions, and of unfinished ones, as far as known."""
        fresh, old = set[Path](), set[Path]()
        for slug, editions in self._current.items():
            for code, made in editions.items():
                place = self._place(slug, code)
                (fresh if self.config.root / made.file == place else old).add(place)
        return fresh, old


def _publish(
    plan: _Plan, ledger: Ledger, start: Callable[[], Executor], watch: Watch
) -> Published:
    """Make what is left to be made, in the order of the project."""
    # They take a while to import, and are needed only now.
    from publisher.base.workers import InlineExecutor  # noqa: PLC0415

    # What renders gets ready while the seeds are read.
    with start() if plan.left else InlineExecutor() as executor:
        for slug in plan.left:
            ledger.look(input_files(plan.config, slug, plan.seeds.files[slug]))
        from publisher.build.make import make  # noqa: PLC0415
        from publisher.project.project import open_project  # noqa: PLC0415
        from publisher.project.status import jobs  # noqa: PLC0415

        names = [language.code for language in plan.languages]
        project = open_project(plan.config, plan.slugs, names, ledger.history)
        places = zip(plan.places(), finished_files(project, _OUTPUT, plan.unknown), strict=True)
        fresh, old = (known | found for known, found in places)
        stale = withdraw_stale(plan.config, _OUTPUT, fresh, old - fresh)
        left = jobs(replace(project, slugs=tuple(plan.left))) if plan.left else []
        order = {job: number for number, job in enumerate(left)}
        made = watch(make(project, order, "pdf", executor, ledger), len(order))
        results = sorted(made, key=lambda result: order[result.job])
    slugs = {slug: number for number, slug in enumerate(plan.seeds.files)}
    everything = [*plan.results, *results]
    return Published(sorted(everything, key=lambda r: slugs.get(r.job.slug, -1)), stale)
