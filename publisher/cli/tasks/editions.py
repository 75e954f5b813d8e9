"""Tasks for editions: pdf, html; and doctor, for the machine that builds them."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

from invoke.exceptions import Exit

from publisher.base.errors import PublisherError
from publisher.build.execution.choose import ALL_CORES
from publisher.cli import formatting, tables
from publisher.cli.place import place_of
from publisher.cli.task import FILTERS, config_of, editions_task, project_of
from publisher.cli.terminal import (
    BAD_INPUT,
    FINDINGS,
    console,
    exit_after,
    print_remarks,
    print_results,
    with_progress,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Executor

    from invoke.context import Context

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
    from publisher.build.publish import publish

    config = config_of(context)
    start = executor_factory(config, executor, address, jobs)

    def start_rendering() -> Executor:
        from publisher.cli.requirements import require_for_pdf

        require_for_pdf(config)
        return start()

    published = publish(config, slug, language, start_rendering, with_progress)
    _print_published(published.results, why=why)
    for problem in published.problems:
        print(f"warning: {problem}")
    today = dt.datetime.now(tz=dt.UTC).date()
    for stale in published.stale:
        print(formatting.stale_line(stale, today))
    for line in formatting.held_lines(published.results):
        print(line)
    exit_after(published.results, release=release)
    if blocked := [result for result in published.results if result.findings]:
        raise Exit(formatting.blocked_line(blocked), code=FINDINGS)


def _print_published(results: Sequence[Result], *, why: bool) -> None:
    built = [result for result in results if result.changes or result.error]
    unchanged = [result for result in results if not result.changes and not result.error]
    if built:
        console().print(tables.results_table(built))
    for line in formatting.unchanged_lines(unchanged):
        print(line)
    print_remarks(results)
    for line in formatting.why_lines(built) if why else ():
        print(line)


@editions_task(help=FILTERS)
def html(context: Context, slug: list[str], language: list[str]) -> None:
    """Write each edition as one HTML file to build/html/."""
    from publisher.base.workers import InlineExecutor
    from publisher.build.make import make
    from publisher.outputs import OUTPUTS

    project = project_of(context, slug, language)
    selection = project.select()
    made = make(project, selection.editions, OUTPUTS["html"], InlineExecutor())
    built = with_progress(made, len(selection.editions))
    results = selection.in_order([*selection.failures, *built])
    print_results(results)
    exit_after(results)


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
            console().print(tables.diagnoses_table(found))
            raise
    console().print(tables.diagnoses_table(found))
    lacking = [item.name for item in found if item.required and not item.present]
    if lacking:
        raise Exit(f"error: missing: {', '.join(lacking)}; see above", code=BAD_INPUT)


def _languages(config: Config, slugs: list[str], codes: list[str]) -> list[Language]:
    from publisher.project.project import open_project

    chosen = [config.language(code) for code in codes]
    if slugs and not chosen:
        project = open_project(config, slugs)
        own = [project.all_languages(project.document(name)) for name in slugs]
        chosen = list(itertools.chain.from_iterable(own))
    return list(dict.fromkeys(chosen or [config.source_language, *config.languages]))
