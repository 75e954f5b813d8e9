"""Output of the tasks, and their exit statuses."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from invoke.exceptions import Exit

from publisher.cli import problem_lines
from publisher.cli.lines import capped, folded, unfolded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publisher.base.errors import PublisherError

FINDINGS, BAD_INPUT = 1, 2  # exit statuses

_USUAL_WIDTH = 80  # columns of a terminal of unknown width


def say(lines: Iterable[str], stream: TextIO | None = None, *, indent: int = 2) -> None:
    """Print lines to standard output or another stream, folded to the width of a terminal.

    `indent` is the indentation of all but a line's first part.
    """
    stream = stream or sys.stdout
    width = width_of(stream)
    for line in lines:
        for part in (unfolded(line),) if width is None else folded(line, width, indent):
            print(part, file=stream)


def width_of(stream: TextIO | None = None) -> int | None:
    """Return the number of columns of a stream, by default standard output; None of a pipe."""
    stream = stream or sys.stdout
    # A stream may be missing, as after `>&-`.
    if stream is None or not stream.isatty():
        return None
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    return os.get_terminal_size(stream.fileno()).columns or _USUAL_WIDTH


def finish(
    summary: Iterable[str],
    *,
    errors: Iterable[PublisherError | None] = (),
    complaints: Iterable[str] = (),
) -> None:
    """Print errors, complaints and the summary of a task; raise Exit after any but a summary.

    Complaints are reasons for exit status 1. They are not printed beside errors.
    """
    problems = problem_lines.error_lines(filter(None, errors))
    status = BAD_INPUT if problems else FINDINGS
    problems = list(capped(problems, " errors; correct the first ones, and run it again"))
    problems = problems or list(complaints)
    complain(problems)
    say(summary)
    if problems:
        raise Exit(code=status)


def exit_with_errors(errors: Iterable[PublisherError]) -> None:
    """Raise Exit after each error was printed once; return without errors."""
    finish((), errors=errors)


def complain(lines: Sequence[str]) -> None:
    """Print lines to standard error, after all that was printed before."""
    if lines and sys.stdout is not None:
        sys.stdout.flush()
    say(lines, sys.stderr)
