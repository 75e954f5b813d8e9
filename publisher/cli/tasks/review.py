"""Tasks for the review of translations: status, check, approve, proof."""

from __future__ import annotations

import json as json_format
from itertools import product, starmap
from typing import TYPE_CHECKING

from invoke.exceptions import Exit

from publisher.base.errors import PublisherError
from publisher.cli import formatting, tables
from publisher.cli.task import FILTERS, editions_task, project_of
from publisher.cli.terminal import (
    FINDINGS,
    console,
    exit_after,
    exit_with_errors,
    print_remarks,
    print_results,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from invoke.context import Context

    from publisher.project.project import Project

_STATUS_FORMATS = ("text", "markdown", "json")


@editions_task(
    help={
        **FILTERS,
        "json": "print a list of objects for programs",
        "format": "text (default), markdown (a table with findings and files) or json",
    }
)
def status(
    context: Context,
    slug: list[str],
    language: list[str],
    json: bool = False,
    format: str = "text",  # noqa: A002 - the name of the option
) -> None:
    """Show how much of each edition is translated from today's text."""
    from publisher.project.status import status as status_of

    format = _known_format("json" if json else format, _STATUS_FORMATS)  # noqa: A001 - likewise
    project = project_of(context, slug, language)
    if format == "markdown":
        _print_overview(project)
        return
    results = status_of(project)
    rows = formatting.status_rows(results)
    if format == "json":
        print(json_format.dumps(rows, ensure_ascii=False, indent=2))
    else:
        console().print(tables.status_table(rows))
        print_remarks(results)
    exit_after(results)


def _print_overview(project: Project) -> None:
    from publisher.build.overview import overview
    from publisher.cli.markdown import editions_table
    from publisher.outputs import OUTPUTS

    results = overview(project, OUTPUTS["pdf"])
    for line in editions_table(results):
        print(line)
    exit_after(results)


def _known_format(name: str, formats: Sequence[str]) -> str:
    """Return the name of a format. Raises PublisherError for an unknown one."""
    if name not in formats:
        *others, last = formats
        raise PublisherError(f"--format must be {', '.join(others)} or {last}, not {name!r}")
    return name


@editions_task(
    help={
        **FILTERS,
        "json": "print a list of objects for programs",
        "format": "text (default), github, gitlab (for CI) or json",
        "list": "show the checks, with bad and good examples",
    }
)
def check(
    context: Context,
    slug: list[str],
    language: list[str],
    json: bool = False,
    format: str = "text",  # noqa: A002 - the name of the option
    list: bool = False,  # noqa: A002 - likewise
) -> None:
    """Check translations for errors and likely mistakes.

    The exit status is 1 if there are errors.
    """
    if list:
        from publisher.checks.registry import CHECKS

        for line in formatting.checks_lines(CHECKS.values()):
            print(line)
        return
    from publisher.cli.finding_formats import FORMATS
    from publisher.project.check_editions import check_editions

    format = _known_format("json" if json else format, tuple(FORMATS))  # noqa: A001 - likewise
    checked = tuple(check_editions(project_of(context, slug, language)))
    unique = {finding for item in checked for finding in item.findings}
    findings = sorted(unique, key=lambda finding: finding.order)
    for line in FORMATS[format](findings):
        print(line)
    exit_with_errors(item.error for item in checked if item.error)
    if any(finding.severity == "error" for finding in findings):
        raise Exit(code=FINDINGS)


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
            print(f"{formatting.path(result)} approved")
    exit_with_errors(errors)


@editions_task(help=FILTERS)
def proof(context: Context, slug: list[str], language: list[str]) -> None:
    """Write each translation beside its source, to build/proof/."""
    from publisher.base.workers import make_executor
    from publisher.build.proofs import make_proof, select_proofs
    from publisher.cli.requirements import require_for_pdf
    from publisher.outputs import OUTPUTS

    project = project_of(context, slug, language)
    require_for_pdf(project.config)
    selection = select_proofs(project)
    with make_executor(OUTPUTS["pdf"].preload, project.config.limits, 1) as worker:
        made = [make_proof(project, key, worker) for key in selection.editions]
    results = selection.in_order([*selection.failures, *made])
    print_results(results)
    exit_after(results)
