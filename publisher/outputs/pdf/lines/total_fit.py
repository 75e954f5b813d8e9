"""Total-fit line breaking (D. E. Knuth and M. F. Plass, Breaking Paragraphs into Lines, 1981).

A paragraph is a list of items: pieces of text that no line divides, with the gap after each of
them. Every way to break it has demerits, the sum of those of its lines; `breaks` finds a way
with the fewest. All widths are in one unit.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# The penalty of a line end that must be, and of one that should be in balanced text.
FORCED, PREFERRED = -inf, -1e6
_SLACK = 1e-3  # by which widths may differ from those of the finished line

# Demerits as in plain TeX: those of a line are (10 + badness)², and the badness of a line with
# doubled spaces is 100, at most 10,000.
_LINE = 10.0
_UNIT_BADNESS = 100.0
_MOST_BADNESS = 10_000.0
_UNEVEN = 2_000.0
_HYPHENS_IN_A_ROW = 2_000.0
_DIVIDED_END = 1e8  # as a line with four times its spaces, of which letters can take up half
_SPACE = 0.01  # of the width of a line, about that of a space in a column
# Each of these outweighs those before it in a whole paragraph.
_LOOSE, _MOST_STRETCH = 1e7, 1_000.0  # of a line: by the square of its stretch
LADDER = 1e10
_OVERFULL = 1e14

_NORMAL = 1  # the density of a line without stretch, of 0 (tight) to 3
_DENSITIES = (-0.5, 0.5, 1.0)  # the stretches from which the next density counts


class Item(NamedTuple):
    """A piece of text that no line divides, and the line end after it.

    - `width`, `stretch`, `shrink`: of the piece. A stretch of 1 doubles its spaces.
    - `gap`, `gap_stretch`, `gap_shrink`: of the gap after it, which a line end removes
    - `at_start`: width added where a line begins with the piece; negative for a mark that hangs
    - `at_end`: width added where a line ends with the piece, such as that of a hyphen
    - `penalty`: demerits of the line end after it, or FORCED
    - `hyphen`: whether a line that ends there ends with a hyphen, also one of the author's
    """

    width: float
    stretch: float = 0
    shrink: float = 0
    gap: float = 0
    gap_stretch: float = 0
    gap_shrink: float = 0
    at_start: float = 0
    at_end: float = 0
    penalty: float = 0
    hyphen: bool = False


@dataclass(frozen=True)
class Settings:
    """How the lines of a paragraph are filled.

    - `scale`: share by which the glyphs of a line may be narrowed or widened
    - `ragged`: the space at the end of a ragged line that is as bad as doubled word spaces;
      0 for justified lines
    - `balanced`: the length that all lines should have, also the last one; 0 if they should be
      as long as they can, but for the last one. From it `ragged` counts in both directions.
    - `tolerance`: the stretch beyond which a line is loose
    - `most_hyphens`: the longest run of lines that end with a hyphen
    - `whole_line`: the number of a line, from 0, that should not end with a hyphen, such as the
      last one of a page
    """

    scale: float = 0
    ragged: float = 0
    balanced: float = 0
    tolerance: float = 1
    most_hyphens: int = 2
    whole_line: int | None = None


class _State(NamedTuple):
    """What the demerits of a line depend on, at its start."""

    number: int  # of the line, up to the last one that has a width of its own
    density: int  # of the line before
    hyphens: int  # number of lines in a row before it that end with a hyphen


class _Node(NamedTuple):
    """The best plan for all lines before a state."""

    demerits: float
    start: int  # first item of the last of these lines
    before: _State | None  # the state at that start


def breaks(items: Sequence[Item], widths: Sequence[float], settings: Settings) -> list[int]:
    """Return the index of the last item of each line, in order.

    `widths` are those of the first lines; the last of them is that of all further lines. An
    overfull line, a ladder of hyphens and loose lines, in this order, occur only where other
    plans have them too.
    """
    if not items:
        return []
    search = _Search(items, widths, settings)
    # Most paragraphs have a plan without loose lines, which is found soon.
    limits = (factor * settings.tolerance for factor in (1, 2, 4, inf))
    return next(plan for limit in limits if (plan := search.plan(limit)))


class _Search:
    """A search through the plans of a paragraph, line by line."""

    def __init__(self, items: Sequence[Item], widths: Sequence[float], settings: Settings) -> None:
        self._items, self._settings = items, settings
        # States have the number of the whole line if it and the next one have widths.
        further = 0 if settings.whole_line is None else settings.whole_line + 2 - len(widths)
        self._widths = [*widths, *[widths[-1]] * further]
        self._width = running_sums(item.width + item.gap for item in items)
        self._stretch = running_sums(item.stretch + item.gap_stretch for item in items)
        self._shrink = running_sums(item.shrink + item.gap_shrink for item in items)
        # What the edges of any line add to its width at least, and its start at most.
        starts = [item.at_start for item in items]
        self._least_edges = min(starts) + min(item.at_end for item in items)
        self._most_start = max(starts)

    def plan(self, limit: float) -> list[int]:
        """Return the best plan, or an empty list if a line that stretches further may be in it."""
        nodes: list[dict[_State, _Node]] = [{_State(0, _NORMAL, 0): _Node(0, 0, None)}]
        first = 0  # start of the longest line that may fit
        for end in range(len(self._items)):
            while first < end and self._is_overfull(first, end):
                first += 1
            nodes.append(self._best_nodes(nodes, first, end, limit))
            if self._is_last(end):
                first = end + 1
        best = min((node.demerits for node in nodes[-1].values()), default=inf)
        # A line that stretches further would have more demerits by itself.
        return _trace(nodes) if best <= _LOOSE * limit**2 else []

    def _best_nodes(
        self, nodes: Sequence[Mapping[_State, _Node]], first: int, end: int, limit: float
    ) -> dict[_State, _Node]:
        """Return the best plans to an end, by state; the last line starts from `first` on."""
        is_last, item = self._is_last(end), self._items[end]
        found: dict[_State, _Node] = {}
        for start in range(first, end + 1):
            if not is_last and self._is_loose(start, end, limit):
                break
            for before, node in nodes[start].items():
                stretch = self._line_stretch(start, end, before.number, is_last=is_last)
                if stretch is None or stretch > limit:
                    continue
                demerits, after = self._judge(stretch, item, before)
                demerits += node.demerits
                known = found.get(after)
                if known is None or demerits < known.demerits:
                    found[after] = _Node(demerits, start, before)
        return found

    def _is_last(self, end: int) -> bool:
        """Return whether a line that ends there is the last one of its paragraph or part."""
        return end == len(self._items) - 1 or self._items[end].penalty == FORCED

    def _is_overfull(self, start: int, end: int) -> bool:
        """Return whether a line is overfull, even if its pieces were the end of a longer one."""
        width = self._width[end + 1] - self._width[start] - self._items[end].gap
        width += self._least_edges
        shrink = self._shrink[end + 1] - self._shrink[start]
        return width * (1 - self._settings.scale) - shrink > max(self._widths) + _SLACK

    def _is_loose(self, start: int, end: int, limit: float) -> bool:
        """Return whether a line stretches beyond a limit, and every shorter one to its end too."""
        if limit == inf or self._settings.balanced:
            return False
        last = self._items[end]
        width = self._width[end + 1] - self._width[start] - last.gap
        width += self._most_start + last.at_end
        room = min(self._widths) - width * (1 + self._settings.scale)
        stretch = self._settings.ragged or self._spaces(start, end, min(self._widths))
        return room > limit * stretch + _SLACK

    def _line_stretch(self, start: int, end: int, number: int, *, is_last: bool) -> float | None:
        """Return the stretch of the spaces of a line, negative if they shrink.

        It is -inf for a piece that is wider than its line, and None for other overfull lines.
        Glyphs take up the same share of their scale as spaces of theirs, up to all of it.
        """
        last = self._items[end]
        width = self._width[end + 1] - self._width[start] - last.gap
        width += self._items[start].at_start + last.at_end
        room = self._widths[number] - width
        scale = self._settings.scale * width
        if room < 0:
            shrink = self._shrink[end + 1] - self._shrink[start] - last.gap_shrink + scale
            if room + shrink >= -_SLACK:
                return max(-1, room / shrink) if shrink else 0
            return -inf if start == end else None
        if is_last and not self._settings.balanced:
            return 0
        if self._settings.ragged:
            balanced = self._settings.balanced
            return (abs(balanced - width) if balanced else room) / self._settings.ragged
        stretch = self._spaces(start, end, self._widths[number])
        if room <= stretch + scale:
            return room / (stretch + scale)
        return (room - scale) / stretch

    def _spaces(self, start: int, end: int, width: float) -> float:
        """Return the stretch of the spaces of a line; one without spaces is as with a space."""
        stretch = self._stretch[end + 1] - self._stretch[start] - self._items[end].gap_stretch
        return stretch or max(width, 1) * _SPACE

    def _judge(self, stretch: float, item: Item, before: _State) -> tuple[float, _State]:
        """Return the demerits of a line that ends with an item, and the state after it."""
        settings = self._settings
        number, density, hyphens = before
        demerits = _demerits(stretch, settings.tolerance)
        if item.penalty != FORCED:
            demerits += item.penalty
        if not settings.ragged:
            density = bisect_right(_DENSITIES, stretch)
            if abs(density - before.density) > 1:
                demerits += _UNEVEN
        hyphens = hyphens + 1 if item.hyphen else 0
        if hyphens and number == settings.whole_line:
            demerits += _DIVIDED_END
        if hyphens > 1:
            demerits += _HYPHENS_IN_A_ROW
        if hyphens > settings.most_hyphens:
            demerits += LADDER
            hyphens = settings.most_hyphens
        if number < len(self._widths) - 1:
            number += 1
        return demerits, _State(number, density, hyphens)


def _demerits(stretch: float, tolerance: float) -> float:
    """Return the demerits of a line for its stretch alone."""
    badness = min(_UNIT_BADNESS * abs(stretch) ** 3, _MOST_BADNESS)
    demerits = (_LINE + badness) ** 2
    if stretch < -1:
        demerits += _OVERFULL
    elif stretch > tolerance:
        demerits += _LOOSE * min(stretch, _MOST_STRETCH) ** 2
    return demerits


def running_sums(values: Iterable[float]) -> list[float]:
    """Return the sums of all values before each one, and of all."""
    return [*accumulate(values, initial=0.0)]


def _trace(nodes: Sequence[Mapping[_State, _Node]]) -> list[int]:
    """Return the last items of the lines of the best plan that leads to the last node."""
    ends: list[int] = []
    node, end = min(nodes[-1].values()), len(nodes) - 1
    while node.before is not None:
        ends.append(end - 1)
        end, node = node.start, nodes[node.start][node.before]
    return ends[::-1]
