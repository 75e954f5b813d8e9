"""Tasks for the review of translations: status, approve, proof."""

from __future__ import annotations

import json as json_format
from itertools import product, starmap
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.cli import formatting, problem_lines
from publisher.cli.progress import with_progress
from publisher.cli.status_lines import SORTS, list_lines, matrix_lines
from publisher.cli.summary import Timer, editions_summary, proofs_summary
from publisher.cli.task import (
    FILTERS,
    JSON,
    config_for_catalogues,
    editions_task,
    format_of,
    one_of,
    orphans_hint,
    project_of,
)
from publisher.cli.terminal import exit_with_errors, finish, say, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from invoke.context import Context

    from publisher.build.chosen import Chosen
    from publisher.project.config import Config
    from publisher.readers.discovery import Seeds

_STATUS_FORMATS = ("text", "markdown", "json")


@editions_task(
    help={
        **FILTERS,
        **JSON,
        "format": "text (default), markdown (a table with findings and files) or json",
        "list": "show a row for each edition, with its messages",
        "unfinished": "show only what is not finished",
        "sort": "slug (default), left (most words to translate first) or stale (oldest first)",
    }
)
def status(
    context: Context,
    slug: list[str],
    language: list[str],
    json: bool = False,
    format: str = "text",
    list: bool = False,
    unfinished: bool = False,
    sort: str = "slug",
) -> None:
    """Show how much of each edition is translated from today's text.

    A complete edition is also checked: it is held if findings block it.
    Only editions that changed since the last run are read again.
    """
    from publisher.build.chosen import Chosen
    from publisher.build.status import status as status_of

    timer = Timer()
    chosen_format = format_of(format, _STATUS_FORMATS, json=json)
    order = one_of("--sort", sort, tuple(SORTS))
    config, chosen = config_for_catalogues(context), Chosen(slug, language)
    seeds = config.find_seeds()
    if chosen_format == "markdown":
        _print_overview(config, chosen, seeds)
        return
    results = status_of(config, chosen, with_progress, seeds=seeds)
    errors = [result.error for result in results]
    if chosen_format == "json":
        _print_json(formatting.status_rows(results))
        finish((), errors=errors)
        return
    rows_of = list_lines if list else matrix_lines
    say(rows_of(results, width_of(), sort=order, unfinished=unfinished))
    say(problem_lines.remark_lines(results, config.locales))
    is_newer = any(result.freshness and result.freshness.missing for result in results)
    say(orphans_hint(config, seeds, slug, update_first=is_newer))
    finish(editions_summary(results, timer), errors=errors)


def _print_json(rows: Sequence[object]) -> None:
    print(json_format.dumps(rows, ensure_ascii=False, indent=2))


def _print_overview(config: Config, chosen: Chosen, seeds: Seeds) -> None:
    from publisher.build.overview import overview
    from publisher.cli.markdown import editions_table
    from publisher.outputs import OUTPUTS

    results = overview(config, chosen, OUTPUTS["pdf"], seeds, with_progress)
    for line in editions_table(results, config.locales):
        print(line)
    finish((), errors=(result.error for result in results))


@editions_task(
    help={
        "slug": "the article (repeatable)",
        "language": "the translation's language (repeatable)",
        "name": "the approver's name, such as 'Ann Example'",
    }
)
def approve(context: Context, slug: list[str], language: list[str], name: str = "") -> None:
    """Record an approval in catalogues; a later edit invalidates it."""
    from publisher.language.locale import Language
    from publisher.project.approve import approve_all
    from publisher.project.results import EditionKey

    if not slug or not language:
        raise PublisherError("choose the edition to approve: --slug ARTICLE --language CODE")
    project = project_of(context, slug, language)
    editions = starmap(EditionKey, product(slug, map(Language.parse, language)))
    errors = []
    for result in approve_all(project, editions, name):
        if isinstance(result, PublisherError):
            errors.append(result)
        else:
            say([f"approved: {formatting.path(result)}"])
    exit_with_errors(errors)


@editions_task(help=FILTERS)
def proof(context: Context, slug: list[str], language: list[str]) -> None:
    """Write each translation beside its source, to build/proof/."""
    from publisher.base.workers import make_executor
    from publisher.build.proofs import make_proof, select_proofs
    from publisher.cli.requirements import require_for_pdf
    from publisher.outputs import OUTPUTS

    timer = Timer()
    project = project_of(context, slug, language)
    require_for_pdf(project.config)
    selection = select_proofs(project)
    with make_executor(OUTPUTS["pdf"].preload, project.config.limits, 1) as worker:
        chosen = with_progress(selection.editions, len(selection.editions), "Building proofs")
        made = [make_proof(project, key, worker) for key in chosen]
    results = selection.in_order([*selection.failures, *made])
    remarks = problem_lines.remark_lines(results, project.config.locales)
    say([*formatting.built_lines(results), *remarks])
    finish(proofs_summary(results, timer), errors=(result.error for result in results))
