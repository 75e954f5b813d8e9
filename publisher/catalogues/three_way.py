"""Three-way merge of values and sequences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

T = TypeVar("T")
H = TypeVar("H", bound="Hashable")


class Sides(NamedTuple, Generic[T]):
    """The versions of something in the common ancestor and on both sides of a merge."""

    base: T
    ours: T
    theirs: T

    def map(self, function: Callable[[T], H]) -> Sides[H]:
        """Return the results of a function for the three versions."""
        return Sides(function(self.base), function(self.ours), function(self.theirs))


def merge_values(sides: Sides[T]) -> T:
    """Return the value of the side that changed it; ours if both did."""
    return sides.theirs if sides.ours == sides.base else sides.ours


def merge_lines(sides: Sides[str]) -> str:
    """Return the text of the side that changed it; if both did, merge their lines as sets.

    A line that one side added is kept, and one that one side removed is not.
    """
    if sides.ours in {sides.base, sides.theirs} or sides.theirs == sides.base:
        return merge_values(sides)
    return "\n".join(merge_sets(sides.map(lambda text: tuple(filter(None, text.split("\n"))))))


def merge_sets(sides: Sides[tuple[H, ...]]) -> list[H]:
    """Return the items that both sides have or one side added, ours first."""
    base, ours, theirs = (set(items) for items in sides)
    kept = (ours & theirs) | (ours ^ theirs) - base
    return [item for item in dict.fromkeys((*sides.ours, *sides.theirs)) if item in kept]


def interleave(sides: Sides[tuple[H, ...]]) -> list[H]:
    """Return the items of both sides, each once, in the order of the side that changed it.

    If both did, the order is ours; each of theirs follows the item that precedes it there.
    """
    is_theirs = list(sides.ours) == list(sides.base)
    first, second = (sides.theirs, sides.ours) if is_theirs else (sides.ours, sides.theirs)
    known = set(first)
    inserted: dict[H | None, list[H]] = {}
    preceding: H | None = None
    for item in dict.fromkeys(second):
        if item in known:
            preceding = item
        else:
            inserted.setdefault(preceding, []).append(item)
    return [*inserted.get(None, ()), *_with_inserted(dict.fromkeys(first), inserted)]


def _with_inserted(items: Iterable[H], inserted: dict[H | None, list[H]]) -> Iterable[H]:
    for item in items:
        yield item
        yield from inserted.get(item, ())
