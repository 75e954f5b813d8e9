"""Tables of the tasks' output, made from results; nothing is printed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publisher.cli.formatting import path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.table import Table

    from publisher.bench.measured import Measurement
    from publisher.cli.doctor import Diagnosis
    from publisher.project.results import Result


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
