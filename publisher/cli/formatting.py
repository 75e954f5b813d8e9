"""What the tasks print: tables and lines, made of results. Nothing is printed here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rich.table import Table

    from publisher.bench.measured import Measured
    from publisher.checks.check import Check
    from publisher.checks.finding import Finding
    from publisher.cli.doctor import Diagnosis
    from publisher.project.results import Result, Stale
    from publisher.project.sync import Filled, Written


def path(file: Path) -> str:
    """Write a file's name as seen from the working folder."""
    return os.path.relpath(file)


# What GitHub wants escaped in the text and in the properties of a command.
_IN_TEXT = "%\r\n"
_IN_PROPERTY = _IN_TEXT + ":,"
_MANY = 30  # editions: more lines than anybody reads
# What became of messages, in the order of how much there is to do.
_FATES = ("kept", "returned", "moved", "carried", "fuzzied", "offered", "new", "retired")


def written_line(file: Path, item: Written, *, write: bool = True) -> str:
    """Say whether a .pot or catalogue changed, and what became of its messages."""
    changed = "written" if write else "would change"
    line = f"{path(file)} {changed if item.changed else 'unchanged'}"
    if (counts := item.report) is None:
        return line
    numbers = {fate: getattr(counts, fate) for fate in _FATES}
    always = {"kept", "new", "retired"}
    told = [f"{n} {fate}" for fate, n in numbers.items() if n or fate in always]
    return f"{line}: {', '.join(told)}"


def filled_line(filled: Filled) -> str:
    """Say what an alignment filled, and what is left to do."""
    left = filled.messages - filled.sure - filled.fuzzy
    return (
        f"{path(filled.file)}: {filled.sure} filled, {filled.fuzzy} filled as fuzzy,"
        f" {left} left as they were, of {filled.messages} messages"
    )


def findings_json(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return an object of `check --json` for each finding."""
    return [
        {
            "file": found.place,
            "line": found.line,
            "severity": found.severity,
            "check": found.check,
            "message": found.message,
        }
        for found in findings
    ]


def github_line(found: Finding) -> str:
    """Write a finding as a command that GitHub shows beside the line (workflow commands)."""

    def escaped(text: str, marks: str) -> str:
        return "".join(f"%{ord(c):02X}" if c in marks else c for c in text)

    place = f"file={escaped(found.place, _IN_PROPERTY)},line={found.line or 1}"
    title = escaped(found.check, _IN_PROPERTY)
    return f"::{found.severity} {place},title={title}::{escaped(found.message, _IN_TEXT)}"


def checks_lines(checks: Iterable[Check[Any]]) -> Iterator[str]:
    """Say of each check what is bad and what is good."""
    for check in checks:
        off = "" if check.on else ", off by default"
        yield f"{check.name} ({check.severity}{off})"
        yield from (f"    {line}".rstrip() for line in check.help.splitlines())
        yield ""


def stale_line(stale: Stale, today: dt.date) -> str:
    """Say of a file that is not what today's text makes whether it is still there."""
    reason = "not what today's text and catalogues say"
    if stale.kept_since is None:
        return f"withdrawn: {path(stale.file)}: {reason}"
    age = (today - stale.kept_since).days
    return f"kept: {path(stale.file)}: {reason}; made {age} days ago ({stale.kept_since})"


def status_rows(results: Iterable[Result]) -> list[dict[str, object]]:
    """Return a row of `status --json` for each edition that can be read."""
    return [
        {
            "slug": result.job.slug,
            "language": str(result.job.language),
            "messages": result.freshness.messages,
            "translated": result.freshness.translated,
            "fuzzy": result.freshness.fuzzy,
            "untranslated": result.freshness.untranslated,
            "fresh": result.freshness.fresh,
            "words": result.freshness.words,
            "words_left": result.freshness.words_left,
            "stale_since": result.stale_since.isoformat() if result.stale_since else None,
        }
        for result in results
        if result.freshness is not None
    ]


def status_table(rows: Iterable[dict[str, object]]) -> Table:
    """Show the rows of `status_rows` to people."""
    table = _edition_table("Messages", "Translated", "Fuzzy", "Untranslated")
    for name in ("Fresh", "Words left", "Stale since"):
        table.add_column(name)
    for row in rows:
        *cells, fresh, words, left, since = row.values()
        words_left = f"{left} of {words}" if left else ""
        table.add_row(*map(str, cells), "yes" if fresh else "no", words_left, str(since or ""))
    return table


def unchanged_lines(results: Sequence[Result]) -> Iterator[str]:
    """Name the editions that are as they were; of many, say only how many."""
    if len(results) > _MANY:
        yield f"{len(results)} editions are as they were"
        return
    for result in results:
        if result.file is not None:
            yield f"as it was: {path(result.file)}"


def why_lines(results: Iterable[Result]) -> Iterator[str]:
    """Say what each edition was made anew for."""
    for result in results:
        if result.file is not None and result.changed:
            yield f"{path(result.file)}: made because of {', '.join(result.changed)}"


def results_table(results: Iterable[Result]) -> Table:
    """Show what was made: article, language, translated share, pages, file."""
    table = _edition_table("Translated", "Pages")
    table.add_column("File", overflow="fold")
    for result in results:
        share = f"{result.freshness.percent}%" if result.freshness else ""
        file = path(result.file) if result.file else "not made"
        language = str(result.job.language or "")
        table.add_row(result.job.slug, language, share, str(result.pages or ""), file)
    return table


def bench_table(measured: Sequence[Measured]) -> Table:
    """Show what was measured as multiples of something else, and the goals for these."""
    table = _table("Work", "Median", "Ratio", "To", "Goal", "Met", "Note", box=None)
    for one in measured:
        value = "" if one.value is None else f"{one.value:.3f} {one.unit}"
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        goal = "" if one.goal is None else f"≤ {one.goal:g}"
        met = {True: "yes", False: "NO", None: ""}[one.is_met]
        table.add_row(one.work, value, ratio, one.to, goal, met, one.note)
    return table


def diagnoses_table(diagnoses: Iterable[Diagnosis]) -> Table:
    """Show what editions need: whether it is there, and how to mend that."""
    table = _table("", "Needed", "Found", "To mend", box=None)
    for found in diagnoses:
        mark = "yes" if found.present else "NO" if found.required else "no"
        table.add_row(mark, found.name, found.detail, "" if found.present else found.mend)
    return table


def missing_words_lines(results: Iterable[Result]) -> Iterator[str]:
    """Say in which editions words of the layout are not translated."""
    return (
        f"{_edition(result)}: {_missing_words(result)}"
        for result in results
        if result.missing_words
    )


def warning_lines(results: Iterable[Result]) -> list[str]:
    """Say each thing that an editor or translator should know, once."""
    lines = [f"warning: {warning}" for result in results for warning in result.warnings]
    return list(dict.fromkeys(lines))


def reasons_against_release(results: Iterable[Result]) -> Iterator[str]:
    """Say why each edition that is not complete may not be released."""
    for result in results:
        freshness = result.freshness
        if freshness is not None and not freshness.fresh:
            yield f"{_edition(result)}: {freshness.translated} of {freshness.messages} translated"
        elif result.held:
            yield f"{_edition(result)}: {result.held}"
        elif result.missing_words:
            yield f"{_edition(result)}: {_missing_words(result)}"


def held_lines(results: Iterable[Result]) -> Iterator[str]:
    """Say which editions the gate kept back, and why."""
    for result in results:
        yield from map(str, result.findings)
        if result.held:
            yield f"kept back: {_edition(result)}: {result.held}"


def _edition(result: Result) -> str:
    return f"{result.job.slug} ({result.job.language})"


def _missing_words(result: Result) -> str:
    return f"{result.missing_words} of the layout's own words are English; see publisher.po"


def _edition_table(*numbers: str) -> Table:
    table = _table(box=None)
    table.add_column("Article", overflow="fold")
    table.add_column("Language")
    for name in numbers:
        table.add_column(name, justify="right")
    return table


def _table(*headings: str, **options: Any) -> Table:  # noqa: ANN401 - rich's own
    from rich.table import Table  # noqa: PLC0415 - only where one is printed

    return Table(*headings, **options)
