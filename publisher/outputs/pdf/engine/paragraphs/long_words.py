"""Words that are wider than a line: where they are divided (CSS Text 3, 5.5)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from publisher.outputs.pdf.engine.paragraphs.hyphens import hyphenations, usual_limits
from publisher.outputs.pdf.engine.paragraphs.measure import boundaries
from publisher.outputs.pdf.engine.paragraphs.style import BALANCE, text_wrap
from publisher.outputs.pdf.lines.items import LineEnd
from publisher.outputs.pdf.lines.letters import JOINED
from publisher.outputs.pdf.lines.total_fit import PREFERRED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publisher.outputs.pdf.engine.paragraphs.flatten import Paragraph

    Context = Any  # WeasyPrint is not typed

_DIVIDED_ANYWHERE = ("anywhere", "break-word")
_ANYWHERE = 1e7
_WIDER_FORM = 0.5  # em, of a joined letter at the end of a line within its word


def divide_long_words(
    paragraph: Paragraph,
    line_ends: Sequence[LineEnd],
    start: int,
    width: float,
    context: Context,
) -> tuple[list[LineEnd], list[int]]:
    """Return line ends and more of them in words that are too wide; and where these words start.

    All line ends are after a start. A word is divided anywhere only where hyphens are too few. In
    balanced text it begins a line, unless the line end before it is against the sense.
    """
    is_balanced = text_wrap(paragraph.line_box) == BALANCE
    found: list[LineEnd] = []
    starts = []
    known: list[LineEnd] = []
    for end in line_ends:
        if end.hyphen is not None:
            known.append(end)
            continue
        if _width(paragraph, start, end.place) > width:
            if found and is_balanced:
                found[-1] = found[-1]._replace(penalty=found[-1].penalty + PREFERRED)
            starts.append(start)
            known = [*_hyphenations(paragraph, start, end.place, context), *known]
            found += _divisions(paragraph, start, end.place, known, width)
        else:
            found += known
        found.append(end)
        start, known = end.place, []
    return found, starts


def _width(paragraph: Paragraph, start: int, stop: int) -> float:
    """Return the width of a part of a text, without the spaces at its end."""
    stop = start + len(paragraph.text[start:stop].rstrip(" \n"))
    return sum(paragraph.advances[start:stop])


def _hyphenations(
    paragraph: Paragraph, start: int, stop: int, context: Context
) -> Iterator[LineEnd]:
    """Yield the line ends in a word with the limits of running text."""
    for leaf in paragraph.leaves:
        if leaf.start < stop and leaf.end > start:
            limits = usual_limits(leaf.box.style)
            for end in hyphenations(leaf, paragraph, context, limits):
                if start < end.place < stop:
                    yield end


def _divisions(
    paragraph: Paragraph, start: int, stop: int, known: Sequence[LineEnd], width: float
) -> Iterator[LineEnd]:
    """Yield the known line ends of a word; between them any others, if a part is too wide."""
    ends = {end.place: end for end in known}
    for before, place in pairwise([start, *sorted(ends), stop]):
        end = ends.get(place)
        added = (end and end.hyphen) or 0
        if _width(paragraph, before, place) + added > width:
            yield from _anywhere(paragraph, before, place)
        if end:
            yield end


def _anywhere(paragraph: Paragraph, start: int, stop: int) -> Iterator[LineEnd]:
    """Yield a line end between any two clusters of a part of a word."""
    clusters = boundaries(paragraph.text, paragraph.line_box.style["lang"]).clusters
    for place in range(start + 1, stop):
        style = paragraph.leaf_at(place - 1).box.style
        if (
            place in clusters
            and style["overflow_wrap"] in _DIVIDED_ANYWHERE
            and paragraph.may_end_line(place)
        ):
            yield LineEnd(place, _ANYWHERE, hang=-_widening(paragraph, place))


def _widening(paragraph: Paragraph, place: int) -> float:
    """Return by how much a letter is wider if a line ends after it, within its word."""
    if not JOINED.match(paragraph.text, place - 1):
        return 0
    size: float = paragraph.leaf_at(place - 1).box.style["font_size"]
    return _WIDER_FORM * size
