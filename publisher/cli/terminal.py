"""What the tasks print, and with which status they end."""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING

from invoke.exceptions import Exit

from publisher.cli import formatting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from publisher.base.errors import PublisherError
    from publisher.project.results import Result
    from publisher.project.sync import Written

FINDINGS, BAD_INPUT = 1, 2  # exit statuses

_WIDE = 10_000  # columns in a pipe, where a row is a line however long


def with_progress(results: Iterable[Result], total: int) -> Iterator[Result]:
    """Show on a terminal how far the making of editions has come."""
    if sys.stderr.isatty():
        from rich.console import Console  # noqa: PLC0415 - it takes a while, and is seldom wanted
        from rich.progress import track  # noqa: PLC0415 - likewise

        shown = Console(stderr=True)
        results = track(
            results, description="Making editions", total=total, console=shown, transient=True
        )
    for result in results:
        # It will be needed, and others are still being made.
        import rich.table  # noqa: F401, PLC0415

        yield result


def print_written(written: Iterable[Written], *, write: bool = True) -> None:
    """Say of each file what was written, or would be; raises Exit where some could not be."""
    errors = []
    for item in written:
        if item.error is not None:
            errors.append(item.error)
        elif item.file is not None:
            print(formatting.written_line(item.file, item, write=write))
    exit_with_errors(errors)


def print_results(results: list[Result]) -> None:
    """Print editions as a table, and what is to be said of them."""
    console().print(formatting.results_table(results))
    print_remarks(results)


def print_remarks(results: list[Result]) -> None:
    """Say of editions what is no error."""
    for line in [*formatting.missing_words_lines(results), *formatting.warning_lines(results)]:
        print(line)


def exit_after(results: list[Result], *, release: bool = False) -> None:
    """Raise Exit where an edition has an error, or, for a `release`, is not complete."""
    exit_with_errors(result.error for result in results if result.error)
    if release and (reasons := list(formatting.reasons_against_release(results))):
        raise Exit(f"not released: {'; '.join(reasons)}", code=FINDINGS)


def exit_with_errors(errors: Iterable[PublisherError]) -> None:
    """Raise Exit with each error once; return where there is none."""
    lines = list(dict.fromkeys(f"error: {error}" for error in errors))
    if lines:
        raise Exit("\n".join(lines), code=BAD_INPUT)


def console() -> Console:
    """Return a console for tables: as wide as the terminal, or wide enough for a pipe."""
    from rich.console import Console  # noqa: PLC0415 - likewise

    make = functools.partial(Console, highlight=False, markup=False, emoji=False)
    own = make()
    return own if own.is_terminal else make(width=_WIDE)
