"""Task for findings: check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from invoke.exceptions import Exit

from publisher.base.errors import PublisherError
from publisher.base.git import repository_of
from publisher.checks.finding import in_order
from publisher.cli import formatting, problem_lines
from publisher.cli.finding_formats import FORMATS, Report
from publisher.cli.place import place_of
from publisher.cli.progress import with_progress
from publisher.cli.step_summary import check_summary, write_step_summary
from publisher.cli.summary import Timer, checked_summary
from publisher.cli.task import (
    FILTERS,
    JSON,
    config_for_catalogues,
    editions_task,
    format_of,
    orphans_hint,
)
from publisher.cli.terminal import FINDINGS, finish, say, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from invoke.context import Context

    from publisher.project.check_editions import Checked
    from publisher.project.config import Config
    from publisher.readers.discovery import Seeds

_READ_ALL = "to read all: publisher check | less"
_FOR_REPOSITORIES = ("github", "gitlab")  # formats with paths from a repository's top folder


@editions_task(
    files="file",
    help={
        **FILTERS,
        **JSON,
        "format": "text (default), github, gitlab (for CI) or json",
        "list": "show the checks, with bad and good examples",
        "file": "show the findings in this article or catalogue only (repeatable)",
    },
)
def check(
    context: Context,
    slug: list[str],
    language: list[str],
    json: bool = False,
    format: str = "text",
    list: bool = False,
    *,
    file: list[str],
) -> None:
    """Check articles and translations for errors and likely mistakes.

    Of many findings, a terminal shows the first of each check; a pipe gets all.
    Only editions that changed since the last run are checked again.
    The exit status is 1 if there are errors.
    """
    if list:
        from publisher.checks.registry import CHECKS

        say(formatting.checks_lines(CHECKS.values()))
        return
    timer = Timer()
    chosen = format_of(format, tuple(FORMATS), json=json)
    checked, hints = _checked(context, slug, language, file, is_caught=chosen == "github")
    report = _report(checked, _top(context) if chosen in _FOR_REPOSITORIES else None)
    summary = tuple(checked_summary(checked, timer))
    lines = FORMATS[chosen](report)
    if chosen == "text":
        if width_of() is not None:
            lines = problem_lines.first_finding_lines(report.by_severity, _READ_ALL)
        say(lines)
        say(hints)
    else:
        print("".join(f"{line}\n" for line in lines), end="")
    write_step_summary(check_summary(report, summary))
    finish(summary if chosen == "text" else (), errors=report.errors)
    if any(finding.severity == "error" for finding in report.findings):
        raise Exit(code=FINDINGS)


def _checked(
    context: Context,
    slugs: list[str],
    languages: list[str],
    names: list[str],
    *,
    is_caught: bool,
) -> tuple[Sequence[Checked], Iterable[str]]:
    """Return the outcome for each edition, and hints.

    If `is_caught`, an error that leaves no outcome is one.
    """
    from publisher.build.check import check as check_editions
    from publisher.build.chosen import Chosen
    from publisher.project.check_editions import Checked

    try:
        config = config_for_catalogues(context)
        seeds = config.find_seeds()
        if names:
            checked = _checked_in_files(config, seeds, slugs, languages, names)
        else:
            chosen = Chosen(slugs, languages)
            checked = check_editions(config, chosen, with_progress, seeds=seeds)
        return checked, _hints(config, seeds, checked, [*slugs, *names])
    except PublisherError as error:
        if not is_caught:
            raise
        return (Checked(error=error),), ()


def _checked_in_files(
    config: Config, seeds: Seeds, slugs: list[str], languages: list[str], names: list[str]
) -> Sequence[Checked]:
    """Return the outcome for the editions that files belong to, without findings elsewhere."""
    from publisher.build.check import check as check_editions
    from publisher.build.chosen import Chosen
    from publisher.project.chosen_files import choose_files

    if slugs:
        problem = "choose articles by files or by --slug: a file names its article"
        raise PublisherError(f"{problem}; leave one out")
    files = choose_files(config, seeds, map(Path, names))
    if others := set(files.languages) - set(languages or files.languages):
        problem = f"--language leaves out the catalogues in {', '.join(sorted(others))}"
        raise PublisherError(f"{problem} that you name; leave it out")
    chosen = Chosen(files.slugs, languages or files.languages)
    checked = check_editions(config, chosen, with_progress, seeds=seeds)
    return [item.only_in(files.files) for item in checked]


def _hints(
    config: Config, seeds: Seeds, checked: Sequence[Checked], chosen: Sequence[str]
) -> Iterator[str]:
    newer = [item.key.slug for item in checked if item.key and item.missing]
    yield from problem_lines.newer_articles_lines(newer)
    yield from orphans_hint(config, seeds, chosen, update_first=bool(newer))


def _top(context: Context) -> Path | None:
    """Return the top folder of the project's repository, or None."""
    return repository_of(place_of(context).root_or_none() or Path.cwd())


def _report(checked: Sequence[Checked], top: Path | None) -> Report:
    findings = in_order(finding for item in checked for finding in item.findings)
    errors = problem_lines.every_error(item.error for item in checked if item.error)
    return Report(findings, errors, top)
