"""Items of a paragraph, made from the measures of its characters and its possible line ends."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from publisher.outputs.pdf.lines.letters import JOINED
from publisher.outputs.pdf.lines.total_fit import FORCED, Item, running_sums

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

SOFT_HYPHEN = "\u00ad"
_SPACES = " \u00a0\u1361"  # the last is Ethiopic, and is drawn as ፡
# Of the natural width of a space. Joined letters need less between words.
_LEAST_SPACE, _LEAST_JOINED_SPACE = 0.8, 0.7


class LineEnd(NamedTuple):
    """A place where a line may end: before the character at this index.

    - `penalty`: its demerits, or FORCED
    - `hyphen`: the width of the hyphen that a line end adds there; None if it adds none
    - `hang`: how much of the hyphen hangs in the margin; negative, without a hyphen, for a last
      letter that is wider there
    - `has_hyphen`: whether the line ends with a hyphen, also one of the author's
    """

    place: int
    penalty: float = 0
    hyphen: float | None = None
    hang: float = 0
    has_hyphen: bool = False


@dataclass(frozen=True)
class Measures:
    """Measures of the characters of a paragraph, each list as long as its text.

    - `advances`: of the characters; the letters of a ligature share its advance
    - `gaps`: space after each character beyond its advance, unless a line ends there
    - `stretches`, `shrinks`: of each character and the gap after it
    - `at_start`, `at_end`: width that a line gains where it starts or ends with a character, by
      its index; negative for a mark that hangs
    """

    advances: Sequence[float]
    gaps: Sequence[float]
    stretches: Sequence[float]
    shrinks: Sequence[float]
    at_start: Mapping[int, float] = field(default_factory=dict)
    at_end: Mapping[int, float] = field(default_factory=dict)


def measures(
    text: str, advances: Sequence[float], fixed: AbstractSet[int] = frozenset()
) -> Measures:
    """Return the measures of a text whose spaces change their width, but for `fixed` ones."""
    stretches = [
        max(advance, 0.0) if character in _SPACES and place not in fixed else 0.0
        for place, (character, advance) in enumerate(zip(text, advances, strict=True))
    ]
    least = _LEAST_JOINED_SPACE if JOINED.search(text) else _LEAST_SPACE
    shrinks = [stretch * (1 - least) for stretch in stretches]
    shared = _share_ligatures(text, advances) if 0.0 in advances else advances
    return Measures(shared, [0.0] * len(text), stretches, shrinks)


def _share_ligatures(text: str, advances: Sequence[float]) -> list[float]:
    """Share the advance of each ligature, so that lines may end in it at a hyphen (of-fice).

    Pango gives it to the first letter.
    """
    shared = [*advances]
    starts = [place for place, advance in enumerate(advances) if advance]
    for start, stop in pairwise([*starts, len(text)]):
        letters = [place for place in range(start, stop) if text[place] != SOFT_HYPHEN]
        if len(letters) > 1 and all(text[place].isalpha() for place in letters):
            for place in letters:
                shared[place] = advances[start] / len(letters)
    return shared


def without_start(measures: Measures, length: int) -> Measures:
    """Return the measures of a text whose first characters take no room in its lines."""
    return replace(
        measures,
        advances=[*[0.0] * length, *measures.advances[length:]],
        gaps=[*[0.0] * length, *measures.gaps[length:]],
        stretches=[*[0.0] * length, *measures.stretches[length:]],
        shrinks=[*[0.0] * length, *measures.shrinks[length:]],
        at_start={place: width for place, width in measures.at_start.items() if place > length},
    )


def make_items(
    text: str, measures: Measures, line_ends: Sequence[LineEnd], start: int = 0
) -> list[Item]:
    """Return the items from a line start on, one for each line end after it, in order."""
    advances, gaps = running_sums(measures.advances), running_sums(measures.gaps)
    stretches, shrinks = running_sums(measures.stretches), running_sums(measures.shrinks)
    items = []
    for before, end in pairwise([LineEnd(start, FORCED), *line_ends]):
        start, place = before.place, end.place
        if before.penalty == FORCED:
            while start < place and text[start] == " ":  # no line begins with a space
                start += 1
        stop = start + len(text[start:place].rstrip(" \n"))
        inner = max(start, stop - 1)  # what follows the last letter belongs to the gap
        at_end = measures.at_end.get(stop - 1, 0.0) if end.hyphen is None else end.hyphen
        items.append(
            Item(
                advances[stop] - advances[start] + gaps[inner] - gaps[start],
                stretches[inner] - stretches[start],
                shrinks[inner] - shrinks[start],
                advances[place] - advances[stop] + gaps[place] - gaps[inner],
                stretches[place] - stretches[inner],
                shrinks[place] - shrinks[inner],
                measures.at_start.get(start, 0.0),
                at_end - end.hang,
                end.penalty,
                end.has_hyphen,
            )
        )
    return items
