"""Table of benchmarks, made from measurements."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from publisher.bench.measured import Measurement

_PIPE_WIDTH = 200  # columns


def bench_table(measured: Sequence[Measurement]) -> Table:
    """Return a table of measurements, with their ratios and goals."""
    from rich.table import Table  # noqa: PLC0415 - only where one is printed

    table = Table("Work", "Median", "Ratio", "To", "Goal", "Met", "Note", box=None)
    for one in measured:
        value = (
            "" if one.value is None else f"{one.value:.{3 if one.value % 1 else 0}f} {one.unit}"
        )
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        goal = "" if one.goal is None else f"≤ {one.goal:g}"
        met = {True: "yes", False: "NO", None: ""}[one.is_met]
        table.add_row(one.work, value, ratio, one.to, goal, met, one.note)
    return table


def print_table(table: Table) -> None:
    """Print a table, as wide as the terminal, or wide for a pipe."""
    from rich.console import Console  # noqa: PLC0415 - likewise

    own = Console(highlight=False, markup=False, emoji=False)
    if not own.is_terminal:
        own.width = _PIPE_WIDTH
    own.print(table)
