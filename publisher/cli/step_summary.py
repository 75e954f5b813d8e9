"""Summary of a step on GitHub: Markdown in the file that GITHUB_STEP_SUMMARY names."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.cli.lines import unfolded
from publisher.cli.markdown import editions_table, escaped, table
from publisher.cli.summary import is_finished
from publisher.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from publisher.cli.finding_formats import Report
    from publisher.project.results import Result

_VARIABLE = "GITHUB_STEP_SUMMARY"
_MOST = 100  # rows: GitHub takes 1 MiB a step


def write_step_summary(lines: Iterable[str]) -> None:
    """Append lines to the summary; a file that cannot be written is a warning."""
    name = os.environ.get(_VARIABLE)
    if not name:
        return
    try:
        with Path(name).open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        say([f"warning: cannot write the summary that {_VARIABLE} names: {reason}"], sys.stderr)


def check_summary(report: Report, summary: Iterable[str]) -> Iterator[str]:
    """Yield the summary of a check and its findings, errors first."""
    yield from _heading("Checks", summary)
    findings = report.by_severity
    rows = [
        *(("error", "", _place(report, x.file, x.line), x.message) for x in report.errors),
        *((x.severity, x.check, _place(report, x.file, x.line), x.message) for x in findings),
    ]
    if rows:
        yield from table(("Severity", "Check", "Place", "Problem"), rows[:_MOST])
        yield from _rest(len(rows), "publisher check")


def _place(report: Report, file: Path | None, line: int | None) -> str:
    if file is None:
        return ""
    return report.path(file) if line is None else f"{report.path(file)}:{line}"


def publication_summary(
    results: Sequence[Result], locales: Path, summary: Iterable[str]
) -> Iterator[str]:
    """Yield the summary of a publication and its editions; of many, the unfinished ones."""
    yield from _heading("Editions", summary)
    shown = list(results)
    if len(shown) > _MOST:
        shown = [result for result in shown if not is_finished(result)]
    yield from editions_table(shown[:_MOST], locales)
    yield from _rest(len(shown), "publisher status --unfinished")


def _heading(title: str, summary: Iterable[str]) -> Iterator[str]:
    yield from (f"### {title}", "")
    for line in summary:
        yield from (escaped(unfolded(line)), "")


def _rest(rows: int, command: str) -> Iterator[str]:
    yield ""
    if rows > _MOST:
        yield from (f"… and {rows - _MOST:,} more; run: `{command}`", "")
