"""Grid: named rows and columns that fit the width of a terminal without folding a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from publisher.cli.lines import columns as width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = "  "
_LEAST = 16  # columns for the names: with less, too few of them have room


class Column(NamedTuple):
    """Column of a grid: its heading, and a cell for each row."""

    heading: str
    cells: Sequence[str]

    @property
    def width(self) -> int:
        """Width with the gap before it."""
        return len(_GAP) + max(map(width_of, (self.heading, *self.cells)))


def grid_lines(
    names: Column, columns: Sequence[Column], width: int | None, *, keys: int = 0
) -> Iterator[str]:
    """Yield the lines of a grid.

    A name without room is on a line of its own, above its cells. Columns without room are in
    further parts, after an empty line; these repeat the first `keys` columns.
    """
    longest = names.width - len(_GAP)
    for number, part in enumerate(_parts(columns, width, min(longest, _LEAST), keys)):
        if number:
            yield ""
        taken = sum(column.width for column in part)
        room = longest if width is None else max(min(longest, width - taken), 0)
        for row, name in enumerate((names.heading, *names.cells)):
            cells = ((column.heading, *column.cells)[row] for column in part)
            end = "".join(map(_right, cells, (column.width for column in part))).rstrip()
            if width_of(name) > room:
                yield name
                yield f"{' ' * room}{end}"
            else:
                yield f"{name}{' ' * (room - width_of(name))}{end}".rstrip()


def _parts(
    columns: Sequence[Column], width: int | None, least: int, keys: int
) -> Iterator[list[Column]]:
    """Yield the columns of each part; it has room for names of the width `least`."""
    part = list(columns[:keys])
    for column in columns[keys:]:
        taken = sum(one.width for one in (*part, column))
        if width is not None and len(part) > keys and taken + least > width:
            yield part
            part = list(columns[:keys])
        part.append(column)
    yield part


def _right(cell: str, width: int) -> str:
    return " " * (width - width_of(cell)) + cell
