"""Tasks for editions: pdf, html; and doctor, for the machine that builds them."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

from invoke.exceptions import Exit

from publisher.base.errors import PublisherError
from publisher.build.execution.choose import ALL_CORES
from publisher.cli import formatting
from publisher.cli.place import place_of
from publisher.cli.progress import with_progress
from publisher.cli.step_summary import publication_summary, write_step_summary
from publisher.cli.summary import Timer, editions_summary
from publisher.cli.task import FILTERS, config_of, editions_task
from publisher.cli.terminal import BAD_INPUT, complain, finish, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor

    from invoke.context import Context

    from publisher.build.publish import Published
    from publisher.language.locale import Language
    from publisher.project.config import Config
    from publisher.project.results import Result


@editions_task(
    help={
        **FILTERS,
        "release": "exit with status 1 unless every edition is complete",
        "jobs": "number of editions rendered in parallel (default: all cores)",
        "why": "show the changes that made each rebuild necessary",
        "executor": "workers (processes on this machine, the default) or dask (a cluster)",
        "address": "address of the Dask scheduler, such as tcp://host:8786",
    }
)
def pdf(
    context: Context,
    slug: list[str],
    language: list[str],
    release: bool = False,
    jobs: int = ALL_CORES,
    why: bool = False,
    executor: str = "workers",
    address: str = "",
) -> None:
    """Publish editions to build/pdf/, or drafts to build/draft/.

    Only editions whose inputs changed are rendered. Drafts are stamped.
    """
    from publisher.build.execution.choose import executor_factory
    from publisher.build.publish import Chosen, publish
    from publisher.outputs import OUTPUTS

    timer = Timer()
    config = config_of(context)
    start = executor_factory(config, executor, address, jobs)

    def start_rendering() -> Executor:
        from publisher.cli.requirements import require_for_pdf

        require_for_pdf(config)
        return start()

    chosen = Chosen(slug, language)
    published = publish(config, OUTPUTS["pdf"], chosen, start_rendering, with_progress)
    say(_published_lines(published, config, why=why))
    _finish(published.results, config, timer, release=release)


@editions_task(
    help={
        **FILTERS,
        "release": "exit with status 1 unless every edition is complete",
        "why": "show the changes that made each rebuild necessary",
    }
)
def html(
    context: Context,
    slug: list[str],
    language: list[str],
    release: bool = False,
    why: bool = False,
) -> None:
    """Publish editions as one HTML file each, to build/html/.

    Drafts are stamped, and written to build/draft/.
    """
    from publisher.base.workers import InlineExecutor
    from publisher.build.publish import Chosen, publish
    from publisher.catalogues.gettext_tools import require_tools
    from publisher.outputs import OUTPUTS

    require_tools()
    timer = Timer()
    config = config_of(context)
    chosen = Chosen(slug, language)
    published = publish(config, OUTPUTS["html"], chosen, InlineExecutor, with_progress)
    say(_published_lines(published, config, why=why))
    _finish(published.results, config, timer, release=release)


def _finish(results: Sequence[Result], config: Config, timer: Timer, *, release: bool) -> None:
    summary = tuple(editions_summary(results, timer))
    write_step_summary(publication_summary(results, config.locales, summary))
    finish(
        summary,
        errors=(result.error for result in results),
        complaints=_complaints(results, config, release=release),
    )


def _published_lines(published: Published, config: Config, *, why: bool) -> Iterator[str]:
    results = published.results
    built = [result for result in results if result.changes]
    yield from formatting.why_lines(built) if why else formatting.built_lines(built)
    yield from formatting.unchanged_lines([x for x in results if not x.changes and not x.error])
    today = dt.datetime.now(tz=dt.UTC).date()
    yield from (formatting.stale_line(stale, today) for stale in published.stale)
    yield from formatting.remark_lines(results, config.locales, published.problems)
    yield from formatting.held_lines(results)


def _complaints(results: Sequence[Result], config: Config, *, release: bool) -> list[str]:
    """Return the reasons against a release, or the number of editions that findings block."""
    if release and (reasons := list(formatting.reasons_against_release(results, config.locales))):
        return reasons
    blocked = [result for result in results if result.findings]
    return [formatting.blocked_line(blocked)] if blocked else []


@editions_task(
    help={
        "slug": "the languages of this article (repeatable)",
        "language": "this language, configured or not (repeatable)",
    }
)
def doctor(context: Context, slug: list[str], language: list[str]) -> None:
    """Show what this machine lacks, and what the project replaces."""
    from publisher.cli.doctor import diagnose, diagnose_overrides
    from publisher.language.locale import Language

    place = place_of(context)
    if not (place.project or slug or place.root_or_none()):
        found = list(diagnose(map(Language.parse, language or ["en"])))
    else:
        config = config_of(context)
        found = list(diagnose(_languages(config, slug, language), config.fonts))
        try:
            found += diagnose_overrides(config)
        except PublisherError:
            say(map(formatting.diagnosis_line, found))
            raise
    say(map(formatting.diagnosis_line, found))
    lacking = [item.name for item in found if item.required and not item.present]
    if lacking:
        complain([f"error: missing: {', '.join(lacking)}; see above"])
        raise Exit(code=BAD_INPUT)


def _languages(config: Config, slugs: list[str], codes: list[str]) -> list[Language]:
    from publisher.project.project import open_project

    chosen = [config.language(code) for code in codes]
    if slugs and not chosen:
        project = open_project(config, slugs)
        own = [project.all_languages(project.document(name)) for name in slugs]
        chosen = list(itertools.chain.from_iterable(own))
    return list(dict.fromkeys(chosen or [config.source_language, *config.languages]))
