"""Tasks for editions: pdf, html; and doctor, for the machine that builds them."""

from __future__ import annotations

import datetime as dt
import itertools
from contextlib import ExitStack, nullcontext
from functools import partial
from typing import TYPE_CHECKING

from invoke.exceptions import Exit

from publisher.base.errors import PublisherError
from publisher.build.execution.choose import ALL_CORES
from publisher.cli import formatting, gate_lines, problem_lines
from publisher.cli.place import place_of
from publisher.cli.progress import with_progress
from publisher.cli.step_summary import publication_summary, write_step_summary
from publisher.cli.summary import Timer, editions_summary
from publisher.cli.task import FILTERS, config_of, editions_task, orphans_hint, project_root
from publisher.cli.terminal import BAD_INPUT, complain, finish, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from invoke.context import Context

    from publisher.base.limits import Limits
    from publisher.build.chosen import Chosen
    from publisher.build.publish import Published, Start
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
        "watch": "publish again after each save, until Ctrl-C",
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
    watch: bool = False,
) -> None:
    """Publish editions to build/pdf/, or drafts to build/draft/.

    Only editions whose inputs changed are rendered. Drafts are stamped.
    """
    from publisher.build.chosen import Chosen
    from publisher.build.execution.choose import executor_factory
    from publisher.build.publish import publish
    from publisher.outputs import OUTPUTS

    def start_for(config: Config) -> Start:
        start = executor_factory(config, executor, address, jobs)

        def start_rendering() -> Executor:
            from publisher.cli.requirements import require_for_pdf

            require_for_pdf(config)
            return start()

        return start_rendering

    def publish_once(config: Config, start: Start) -> None:
        timer = Timer()
        published = publish(config, OUTPUTS["pdf"], chosen, start, with_progress)
        say(problem_lines.word_breaks_lines(published.results))
        _print_published(published, config, chosen, timer, why=why, release=release)

    config, chosen = config_of(context), Chosen(slug, language)
    start = start_for(config)
    if watch:
        _publish_after_saves(context, start_for, publish_once)
    else:
        publish_once(config, start)


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
    from publisher.build.chosen import Chosen
    from publisher.build.publish import publish
    from publisher.catalogues.gettext_tools import require_tools
    from publisher.outputs import OUTPUTS

    require_tools()
    config, timer = config_of(context), Timer()
    chosen = Chosen(slug, language)
    published = publish(config, OUTPUTS["html"], chosen, InlineExecutor, with_progress)
    _print_published(published, config, chosen, timer, why=why, release=release)


def _publish_after_saves(
    context: Context,
    start_for: Callable[[Config], Start],
    publish_once: Callable[[Config, Start], None],
) -> None:
    """Publish now and after each save, with workers that stay warm, until Ctrl-C."""
    from publisher.build.watch import saves

    kept: dict[Limits, Executor] = {}
    with ExitStack() as stack:

        def start(config: Config) -> AbstractContextManager[Executor]:
            if config.limits not in kept:
                stack.close()
                kept.clear()
                kept[config.limits] = stack.enter_context(start_for(config)())
            return nullcontext(kept[config.limits])

        for _ in saves(project_root(context)):
            try:
                config = config_of(context)
                publish_once(config, partial(start, config))
            except PublisherError as error:
                complain(problem_lines.error_lines([error]))
            except Exit:
                pass  # its reasons are printed; the next save may remove them
            say(["waiting for a save; Ctrl-C ends"])


def _print_published(
    published: Published,
    config: Config,
    chosen: Chosen,
    timer: Timer,
    *,
    why: bool,
    release: bool,
) -> None:
    """Print the results of a publication; raise Exit after errors, and for a refused release."""
    say(_published_lines(published, config, why=why, release=release))
    results = published.results
    is_newer = any(result.freshness and result.freshness.missing for result in results)
    say(orphans_hint(config, published.seeds, chosen.slugs, update_first=is_newer))
    summary = tuple(editions_summary(results, timer))
    write_step_summary(publication_summary(results, config.locales, summary))
    finish(
        summary,
        errors=(result.error for result in results),
        complaints=_complaints(results, config, release=release),
    )


def _published_lines(
    published: Published, config: Config, *, why: bool, release: bool
) -> Iterator[str]:
    results = published.results
    built = [result for result in results if result.changes]
    yield from formatting.why_lines(built) if why else formatting.built_lines(built)
    yield from formatting.unchanged_lines([x for x in results if not x.changes and not x.error])
    today = dt.datetime.now(tz=dt.UTC).date()
    yield from formatting.stale_lines(published.stale, today)
    yield from problem_lines.remark_lines(results, config.locales, published.problems)
    # A release names each edition that is held, as a reason.
    yield from gate_lines.held_lines(results, are_named=not release)


def _complaints(results: Sequence[Result], config: Config, *, release: bool) -> list[str]:
    """Return the reasons against a release, or the number of editions that findings block."""
    if release and (reasons := list(gate_lines.reasons_against_release(results, config.locales))):
        return reasons
    blocked = [result for result in results if result.findings]
    return [gate_lines.blocked_line(blocked)] if blocked else []


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
    say([f"{sum(item.present for item in found)} of {len(found)} found"])
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
