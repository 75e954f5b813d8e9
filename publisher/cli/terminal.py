"""Output of the tasks, and their exit statuses."""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING

from invoke.exceptions import Exit

from publisher.cli import formatting, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console

    from publisher.base.errors import PublisherError
    from publisher.project.project import Project
    from publisher.project.results import Result
    from publisher.project.sync import Written

FINDINGS, BAD_INPUT = 1, 2  # exit statuses

_PIPE_WIDTH = 10_000  # columns: in a pipe, each row is one line


def with_progress(results: Iterable[Result], total: int) -> Iterator[Result]:
    """Show a progress bar on a terminal while editions are built."""
    if sys.stderr.isatty():
        from rich.console import Console  # noqa: PLC0415 - slow, and only for terminals
        from rich.progress import track  # noqa: PLC0415 - likewise

        shown = Console(stderr=True)
        results = track(
            results, description="Building editions", total=total, console=shown, transient=True
        )
    for result in results:
        # Needed for the results, and imported while workers are busy.
        import rich.table  # noqa: F401, PLC0415

        yield result


def print_written(written: Iterable[Written], *, write: bool = True) -> None:
    """Print each file that was written, or would be; raise Exit after errors."""
    errors = []
    for item in written:
        if item.error is not None:
            errors.append(item.error)
        elif item.file is not None:
            print(formatting.written_line(item.file, item, write=write))
    exit_with_errors(errors)


def print_outdated(written: Iterable[Written]) -> None:
    """Print each file that is not up to date; raise Exit after errors, and if there is one."""
    outdated = [item for item in written if item.outdated or item.error is not None]
    print_written(outdated, write=False)
    if outdated:
        raise Exit(formatting.outdated_line(len(outdated)), code=FINDINGS)


def print_orphans(project: Project) -> None:
    """Print the former articles that still have catalogues, and how to retire these."""
    from publisher.project.orphans import find_orphans  # noqa: PLC0415 - slow

    if orphans := find_orphans(project.config, project.seeds):
        print(formatting.orphans_line([orphan.slug for orphan in orphans]))


def print_results(results: Sequence[Result]) -> None:
    """Print a table of editions, and their warnings."""
    console().print(tables.results_table(results))
    print_remarks(results)


def print_remarks(results: Sequence[Result]) -> None:
    """Print untranslated layout messages and warnings."""
    for line in [
        *formatting.missing_messages_lines(results),
        *formatting.warning_lines(results),
    ]:
        print(line)


def exit_after(results: Sequence[Result], *, release: bool = False) -> None:
    """Raise Exit for an edition with an error, and for a `release` if one is incomplete."""
    exit_with_errors(result.error for result in results if result.error)
    if release and (reasons := list(formatting.reasons_against_release(results))):
        raise Exit(f"not released: {'; '.join(reasons)}", code=FINDINGS)


def exit_with_errors(errors: Iterable[PublisherError]) -> None:
    """Raise Exit with each error once; return without errors."""
    every = (one for error in errors for one in (error, *error.others))
    lines = list(dict.fromkeys(f"error: {error}" for error in every))
    if lines:
        raise Exit("\n".join(lines), code=BAD_INPUT)


def console() -> Console:
    """Return a console for tables, as wide as the terminal, or very wide for a pipe."""
    from rich.console import Console  # noqa: PLC0415 - likewise

    make = functools.partial(Console, highlight=False, markup=False, emoji=False)
    own = make()
    return own if own.is_terminal else make(width=_PIPE_WIDTH)
