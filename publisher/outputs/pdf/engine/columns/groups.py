"""Groups of the children of a multi-column box: those in columns, and those that span them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Box = Any  # WeasyPrint is not typed


class Group(NamedTuple):
    """Children from `start` to before `end`. One that spans all columns is a group by itself."""

    start: int
    end: int
    spans: bool


def groups_of(
    children: Sequence[Box], start: int, spans: Callable[[Box], bool]
) -> Iterator[Group]:
    """Yield the groups of the children from the index `start` on."""
    first = start
    for index in range(start, len(children)):
        if spans(children[index]) or _heads_spanning(children, index, spans):
            if first < index:
                yield Group(first, index, spans=False)
            yield Group(index, index + 1, spans=True)
            first = index + 1
    if first < len(children):
        yield Group(first, len(children), spans=False)


def _heads_spanning(children: Sequence[Box], index: int, spans: Callable[[Box], bool]) -> bool:
    """Return whether a child is a heading of one after it that spans columns."""
    for before, after in pairwise(children[index:]):
        if not is_heading(before):
            return False
        if spans(after):
            return True
    return False


def is_heading(child: Box) -> bool:
    """Return whether a block stays with the next one."""
    is_kept = child.style["break_after"].startswith("avoid")
    return is_kept and not child.is_column
