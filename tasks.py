"""The tasks; `invoke --list` shows them. Each loads the configuration, makes one call, prints."""

from __future__ import annotations

import functools
import json as json_format
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from invoke.exceptions import Exit
from invoke.tasks import task
from rich.console import Console
from rich.progress import track
from rich.table import Table

from publisher.config import load_config
from publisher.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from invoke.context import Context

    from publisher.build import Output, Result
    from publisher.project import Project
    from publisher.sync import Written

ROOT = Path(__file__).resolve().parent
FINDINGS, BAD_INPUT = 1, 2

_WIDE = 10_000  # columns in a pipe, where a row is a line however long
_FILTERS = {
    "slug": "only this article: its file in seeds/ without the ending (repeatable)",
    "language": "only this language, such as hy (repeatable)",
}


def _task(**options: Any) -> Callable[[Callable[..., None]], Any]:  # noqa: ANN401 - Invoke's own
    """Make an Invoke task whose PublisherErrors become one line and exit status 2."""

    def decorate(body: Callable[..., None]) -> Any:  # noqa: ANN401 - an Invoke task
        @functools.wraps(body)
        def run(context: Context, *args: object, **kwargs: object) -> None:
            try:
                body(context, *args, **kwargs)
            except PublisherError as error:
                raise Exit(f"error: {error}", code=BAD_INPUT) from error
            except OSError as error:
                raise Exit(f"error: {error}", code=BAD_INPUT) from error

        return task(**options)(run)

    return decorate


_editions = functools.partial(_task, iterable=["slug", "language"])


@_editions(help=_FILTERS)
def extract(_: Context, slug: list[str], language: list[str]) -> None:
    """Write locales/<slug>.pot: what there is to translate."""
    from publisher.sync import extract as extract_all

    _report_written(extract_all(_open(slug, language)))


@_editions(help=_FILTERS)
def update(_: Context, slug: list[str], language: list[str]) -> None:
    """Bring every catalogue (.po) in step with the articles; nothing translated is lost."""
    from publisher.sync import update as update_all

    _report_written(update_all(_open(slug, language)))


@_editions(help={**_FILTERS, "json": "print a list of objects for programs"})
def status(_: Context, slug: list[str], language: list[str], json: bool = False) -> None:
    """Show how much of each edition is translated from today's text."""
    from publisher.build import assess, jobs

    project = _open(slug, language)
    results = [assess(project, job) for job in jobs(project)]
    rows = [_status_row(result) for result in results if result.error is None]
    if json:
        print(json_format.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _print_status(rows)
    _exit(results)


@_editions(help={**_FILTERS, "release": "exit 1 unless every edition is complete"})
def pdf(_: Context, slug: list[str], language: list[str], release: bool = False) -> None:
    """Publish: finished editions to build/pdf/, the others stamped to build/draft/."""
    results = _make(_open(slug, language), "pdf")
    _print_results(results)
    _exit(results, release=release)


@_editions(help=_FILTERS)
def html(_: Context, slug: list[str], language: list[str]) -> None:
    """Write each edition as one HTML file to build/html/."""
    results = _make(_open(slug, language), "html")
    _print_results(results)
    _exit(results)


@_task(
    iterable=["language"],
    help={"language": "look at this language instead, configured or not (repeatable)"},
)
def doctor(_: Context, language: list[str]) -> None:
    """Say what this machine has, what it lacks, and how to mend that."""
    from publisher.doctor import diagnose
    from publisher.language import Language

    config = load_config(ROOT)
    configured = [config.source_language, *config.languages]
    chosen = [Language.parse(code) for code in language] or configured
    table = Table("", "Needed", "Found", "To mend", box=None)
    lacking = []
    for found in diagnose(chosen):
        mark = "✓" if found.present else "✗" if found.required else "–"
        mend = "" if found.present or not found.required else found.mend
        table.add_row(mark, found.name, found.detail, mend)
        if found.required and not found.present:
            lacking.append(found.name)
    _console().print(table)
    if lacking:
        raise Exit(f"error: missing: {', '.join(lacking)}; see above", code=BAD_INPUT)


@task(help={"arguments": "more arguments for pytest, such as '-k catalog'"})
def test(context: Context, arguments: str = "") -> None:
    """Run the tests."""
    _run(context, f"pytest {arguments}")


@task
def lint(context: Context) -> None:
    """Check style, types and import floors."""
    for command in ("ruff check", "ruff format --check", "mypy"):
        _run(context, command)


@task
def picture(context: Context) -> None:
    """Make the README's picture of the first pages in build/pdf (needs pdftoppm)."""
    from PIL import Image, ImageOps

    pages = []
    with tempfile.TemporaryDirectory() as folder:
        for number, file in enumerate(sorted((ROOT / "build" / "pdf").glob("*.pdf"))):
            page = Path(folder) / str(number)
            context.run(f"pdftoppm -png -singlefile -r 56 '{file}' '{page}'")
            pages.append(ImageOps.expand(Image.open(page.with_suffix(".png")), 1, fill="#c8c8c8"))
    gap, width = 16, pages[0].width
    sheet = Image.new("RGB", ((width + gap) * len(pages) - gap, pages[0].height), "white")
    for number, image in enumerate(pages):
        sheet.paste(image, (number * (width + gap), 0))
    sheet.quantize(32).save(ROOT / ".github" / "first-pages.png", optimize=True)


@task
def clean(_: Context) -> None:
    """Delete build/ and the caches; nothing in them is lost for good."""
    for name in ("build", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"):
        shutil.rmtree(ROOT / name, ignore_errors=True)


def _open(slugs: list[str], languages: list[str]) -> Project:
    from publisher.project import open_project

    return open_project(load_config(ROOT), slugs, languages)


def _make(project: Project, output: Output) -> list[Result]:
    from publisher.build import jobs, make

    console = Console(stderr=True)
    work = track(
        jobs(project),
        description="Making editions",
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    return [make(project, job, output) for job in work]


def _report_written(written: Iterable[Written]) -> None:
    errors = []
    for item in written:
        if item.error is not None:
            errors.append(item.error)
            continue
        done = "written" if item.changed else "unchanged"
        counts = item.report
        said = (
            f": {counts.kept} kept, {counts.new} new, {counts.returned} returned,"
            f" {counts.retired} retired"
            if counts
            else ""
        )
        print(f"{_relative(item.file)} {done}{said}")
    _exit_with_errors(errors)


def _status_row(result: Result) -> dict[str, object]:
    freshness = result.freshness
    assert freshness is not None  # noqa: S101 - a result without an error has one
    return {
        "slug": result.job.slug,
        "language": str(result.job.language),
        "messages": freshness.messages,
        "translated": freshness.translated,
        "fuzzy": freshness.fuzzy,
        "untranslated": freshness.untranslated,
        "fresh": freshness.fresh,
    }


def _print_status(rows: list[dict[str, object]]) -> None:
    table = _table()
    for name in ("Messages", "Translated", "Fuzzy", "Untranslated"):
        table.add_column(name, justify="right")
    table.add_column("Fresh")
    for row in rows:
        *cells, fresh = row.values()
        table.add_row(*map(str, cells), "yes" if fresh else "no")
    _console().print(table)


def _print_results(results: list[Result]) -> None:
    table = _table()
    table.add_column("Translated", justify="right")
    table.add_column("Pages", justify="right")
    table.add_column("File", overflow="fold")
    for result in results:
        share = f"{int(result.freshness.ratio * 100)}%" if result.freshness else ""
        file = _relative(result.file) if result.file else "not made"
        pages = str(result.pages or "")
        table.add_row(result.job.slug, str(result.job.language or ""), share, pages, file)
    _console().print(table)
    for result in results:
        _print_notes(result)


def _print_notes(result: Result) -> None:
    if result.withdrawn:
        print(f"withdrawn: {_relative(result.withdrawn)}: this edition is no longer complete")
    if result.missing_words:
        print(
            f"{result.job.slug} {result.job.language}: {result.missing_words} of the layout's"
            f" own words stand in English; translate publisher.po"
        )


def _exit(results: list[Result], *, release: bool = False) -> None:
    _exit_with_errors(result.error for result in results if result.error)
    if release and (waiting := [result.job for result in results if not result.complete]):
        names = ", ".join(f"{job.slug} ({job.language})" for job in waiting)
        raise Exit(f"not released: {names}: not every message is translated", code=FINDINGS)


def _exit_with_errors(errors: Iterable[PublisherError]) -> None:
    lines = list(dict.fromkeys(f"error: {error}" for error in errors))
    if lines:
        raise Exit("\n".join(lines), code=BAD_INPUT)


def _table() -> Table:
    table = Table(box=None)
    table.add_column("Article", overflow="fold")
    table.add_column("Language")
    return table


def _console() -> Console:
    """Return a console for tables: as wide as the terminal, or wide enough for a pipe."""
    console = Console(highlight=False, markup=False)
    return console if console.is_terminal else Console(width=_WIDE, highlight=False, markup=False)


def _relative(file: Path) -> str:
    return os.path.relpath(file)


def _run(context: Context, command: str) -> None:
    """Run a tool of this environment from the project's root, in colour on a terminal."""
    tool, *arguments = command.split(" ", 1)
    program = Path(sys.executable).with_name(tool)
    with context.cd(str(ROOT)):
        context.run(f"'{program}' {' '.join(arguments)}", pty=sys.stdout.isatty())
