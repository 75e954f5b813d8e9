"""Grid: named rows and columns that fit the width of a terminal without folding a name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from publisher.cli.lines import columns as width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = "  "


@dataclass(frozen=True)
class Column:
    """Column of a grid: its heading, and a cell for each row."""

    heading: str
    cells: Sequence[str]

    @cached_property
    def width(self) -> int:
        """Width with the gap before it."""
        return len(_GAP) + max(map(width_of, (self.heading, *self.cells)))


def grid_lines(
    names: Column, columns: Sequence[Column], width: int | None, *, keys: int = 0
) -> Iterator[str]:
    """Yield the lines of a grid.

    A name without room is on a line of its own, above its cells. Columns without room, although
    all names are on lines of their own, are in further parts after an empty line; these repeat the
    first `keys` columns.
    """
    for number, part in enumerate(_parts(columns, width, keys)):
        if number:
            yield ""
        yield from _part_lines(names, part, width)


def _part_lines(names: Column, part: Sequence[Column], width: int | None) -> Iterator[str]:
    longest = names.width - len(_GAP)
    room = longest if width is None else max(min(longest, width - total_width(part)), 0)
    widths = [column.width for column in part]
    above = None
    rows = zip(*((column.heading, *column.cells) for column in (names, *part)), strict=True)
    for name, *cells in rows:
        end = "".join(map(_right, cells, widths)).rstrip()
        if width_of(name) <= room:
            yield f"{name}{' ' * (room - width_of(name))}{end}".rstrip()
            continue
        if name != above:  # the one above has the same name
            yield name
        above = name
        yield f"{' ' * room}{end}"


def total_width(columns: Sequence[Column]) -> int:
    """Return the width of columns, without the names."""
    return sum(column.width for column in columns)


def _parts(columns: Sequence[Column], width: int | None, keys: int) -> Iterator[list[Column]]:
    """Yield the columns of each part."""
    part = list(columns[:keys])
    for column in columns[keys:]:
        if width is not None and len(part) > keys and total_width([*part, column]) > width:
            yield part
            part = list(columns[:keys])
        part.append(column)
    yield part


def _right(cell: str, width: int) -> str:
    return " " * (width - width_of(cell)) + cell
