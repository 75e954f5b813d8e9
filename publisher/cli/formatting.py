"""Lines and tables of the tasks' output, formatted from results; nothing is printed here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rich.table import Table

    from publisher.bench.measured import Measurement
    from publisher.checks.check import Check
    from publisher.checks.finding import Finding
    from publisher.cli.doctor import Diagnosis
    from publisher.project.exchange import Filled
    from publisher.project.results import Result, StaleFile
    from publisher.project.sync import Written


def path(file: Path) -> str:
    """Return a file's path relative to the working directory."""
    return os.path.relpath(file)


# Characters that GitHub requires to be escaped in the text and properties of a command.
_IN_TEXT = "%\r\n"
_IN_PROPERTY = _IN_TEXT + ":,"
_MANY = 30  # editions: a longer list is not read
# Outcomes of messages in an update, by the translator's effort.
_OUTCOMES = ("kept", "returned", "moved", "carried", "fuzzied", "offered", "new", "retired")


def written_line(file: Path, item: Written, *, write: bool = True) -> str:
    """Return whether a .pot file or catalogue changed, and the outcomes of its messages."""
    changed = "written" if write else "would change"
    line = f"{path(file)} {changed if item.changed else 'unchanged'}"
    if item.report is None:
        return line
    counts = {outcome: getattr(item.report, outcome) for outcome in _OUTCOMES}
    always = {"kept", "new", "retired"}
    shown = [f"{n} {outcome}" for outcome, n in counts.items() if n or outcome in always]
    return f"{line}: {', '.join(shown)}"


def filled_line(filled: Filled) -> str:
    """Return the numbers of messages that an alignment filled and left."""
    left = filled.messages - filled.sure - filled.fuzzy
    return (
        f"{path(filled.file)}: {filled.sure} filled, {filled.fuzzy} filled as fuzzy,"
        f" {left} left unchanged, of {filled.messages} messages"
    )


def findings_json(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return the objects of `check --json`, one for each finding."""
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
    """Return a finding as a GitHub workflow command, shown beside the line."""

    def escaped(text: str, marks: str) -> str:
        return "".join(f"%{ord(c):02X}" if c in marks else c for c in text)

    place = f"file={escaped(found.place, _IN_PROPERTY)},line={found.line or 1}"
    title = escaped(found.check, _IN_PROPERTY)
    return f"::{found.severity} {place},title={title}::{escaped(found.message, _IN_TEXT)}"


def checks_lines(checks: Iterable[Check[Any]]) -> Iterator[str]:
    """Yield the help of each check, with bad and good examples."""
    for check in checks:
        off = "" if check.on else ", off by default"
        yield f"{check.name} ({check.severity}{off})"
        yield from (f"    {line}".rstrip() for line in check.help.splitlines())
        yield ""


def stale_line(stale: StaleFile, today: dt.date) -> str:
    """Return whether a stale file was withdrawn or kept."""
    reason = "differs from the present text and catalogues"
    if stale.kept_since is None:
        return f"withdrawn: {path(stale.file)}: {reason}"
    age = (today - stale.kept_since).days
    return f"kept: {path(stale.file)}: {reason}; built {age} days ago ({stale.kept_since})"


def status_rows(results: Iterable[Result]) -> list[dict[str, object]]:
    """Return the rows of `status --json`, one for each readable edition."""
    return [
        {
            "slug": result.slug,
            "language": str(result.language),
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
    """Return the rows of `status_rows` as a table."""
    table = _edition_table("Messages", "Translated", "Fuzzy", "Untranslated")
    for name in ("Fresh", "Words left", "Stale since"):
        table.add_column(name)
    for row in rows:
        *cells, fresh, words, left, since = row.values()
        words_left = f"{left} of {words}" if left else ""
        table.add_row(*map(str, cells), "yes" if fresh else "no", words_left, str(since or ""))
    return table


def unchanged_lines(results: Sequence[Result]) -> Iterator[str]:
    """Yield the editions that were not rebuilt; of many, only their number."""
    if len(results) > _MANY:
        yield f"unchanged: {len(results)} editions"
        return
    for result in results:
        if result.file is not None:
            yield f"unchanged: {path(result.file)}"


def why_lines(results: Iterable[Result]) -> Iterator[str]:
    """Yield the changes that made each rebuild necessary."""
    for result in results:
        if result.file is not None and result.changes:
            yield f"rebuilt: {path(result.file)}: {', '.join(result.changes)}"


def results_table(results: Iterable[Result]) -> Table:
    """Return a table of the editions that were built or failed."""
    table = _edition_table("Translated", "Pages")
    table.add_column("File", overflow="fold")
    for result in results:
        share = f"{result.freshness.percent}%" if result.freshness else ""
        file = path(result.file) if result.file else "not built"
        language = str(result.language or "")
        table.add_row(result.slug, language, share, str(result.pages or ""), file)
    return table


def bench_table(measured: Sequence[Measurement]) -> Table:
    """Return a table of measurements, with their ratios and goals."""
    table = _table("Work", "Median", "Ratio", "To", "Goal", "Met", "Note", box=None)
    for one in measured:
        value = "" if one.value is None else f"{one.value:.3f} {one.unit}"
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        goal = "" if one.goal is None else f"≤ {one.goal:g}"
        met = {True: "yes", False: "NO", None: ""}[one.is_met]
        table.add_row(one.work, value, ratio, one.to, goal, met, one.note)
    return table


def diagnoses_table(diagnoses: Iterable[Diagnosis]) -> Table:
    """Return a table of the editions' requirements, and how to install missing ones."""
    table = _table("", "Needed", "Found", "To fix", box=None)
    for found in diagnoses:
        mark = "yes" if found.present else "NO" if found.required else "no"
        table.add_row(mark, found.name, found.detail, "" if found.present else found.remedy)
    return table


def missing_messages_lines(results: Iterable[Result]) -> Iterator[str]:
    """Yield the editions with untranslated layout messages."""
    return (
        f"{_edition(result)} {_missing_messages(result)}"
        for result in results
        if result.missing_layout_messages
    )


def warning_lines(results: Iterable[Result]) -> list[str]:
    """Return the warnings of all results, each once."""
    lines = [f"warning: {warning}" for result in results for warning in result.warnings]
    return list(dict.fromkeys(lines))


def reasons_against_release(results: Iterable[Result]) -> Iterator[str]:
    """Yield the reason why each incomplete edition cannot be released."""
    for result in results:
        freshness = result.freshness
        if freshness is not None and not freshness.fresh:
            counts = f"{freshness.translated} of {freshness.messages} messages translated"
            yield f"{_edition(result)} has {counts}"
        elif result.held:
            yield f"{_edition(result)} {result.held}"
        elif result.missing_layout_messages:
            yield f"{_edition(result)} {_missing_messages(result)}"


def held_lines(results: Iterable[Result]) -> Iterator[str]:
    """Yield the editions that the gate holds back, with the findings that block them."""
    for result in results:
        yield from map(str, result.findings)
        if result.held:
            yield f"{_edition(result)} {result.held}"


def blocked_line(blocked: Sequence[Result]) -> str:
    """Return the number of editions that findings block."""
    noun = "edition" if len(blocked) == 1 else "editions"
    severities = {found.severity for result in blocked for found in result.findings}
    reason = "errors" if severities == {"error"} else "findings"
    return f"{len(blocked)} {noun} not published because of {reason}"


def _edition(result: Result) -> str:
    return f"{result.slug} ({result.language})"


def _missing_messages(result: Result) -> str:
    number = result.missing_layout_messages
    noun = "message" if number == 1 else "messages"
    return f"has {number} layout {noun} in English; see publisher.po"


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
