"""The plan of the lines of a paragraph, for WeasyPrint to carry out."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.outputs.pdf.engine.paragraphs.measure import characters_before
from publisher.outputs.pdf.lines.items import SOFT_HYPHEN
from publisher.outputs.pdf.lines.total_fit import FORCED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.outputs.pdf.engine.paragraphs.flatten import Paragraph
    from publisher.outputs.pdf.engine.paragraphs.initial_letter import InitialLetter
    from publisher.outputs.pdf.lines.items import LineEnd, Measures
    from publisher.outputs.pdf.lines.total_fit import Settings

    Box = Any  # WeasyPrint is not typed


class Piece(NamedTuple):
    """What a line has of a text box.

    - `text`: without spaces and separators at the line end; with a hyphen where it divides a word
    - `start`: place of its first character in the paragraph
    - `resume`: bytes of the box before the next line; None if the line has all of its text
    - `hang`: how much of an added hyphen hangs in the margin; None if no hyphen is added
    """

    text: str
    start: int
    resume: int | None
    hang: float | None = None


class Start(NamedTuple):
    """The start of the first line of a plan: place in the text, indent and initial letter."""

    place: int
    indent: float
    initial: InitialLetter | None = None


class Plan:
    """The line ends of a paragraph, from the start of a line on."""

    def __init__(
        self,
        paragraph: Paragraph,
        measures: Measures,
        settings: Settings,
        start: Start,
        ends: Sequence[LineEnd],
    ) -> None:
        """Take the start of the first line and the ends of all lines."""
        self.paragraph, self.measures, self.settings = paragraph, measures, settings
        self.start, self.initial = start, start.initial
        self._starts = [start.place, *(end.place for end in ends)]
        self._lines = {(start.place, start.indent), *((end.place, 0.0) for end in ends)}
        self._leaves = {id(leaf.box): leaf for leaf in paragraph.leaves}
        # WeasyPrint itself ends lines where it must.
        self._ends = [end for end in ends if end.penalty != FORCED]

    def has_line(self, start: int, indent: float) -> bool:
        """Return whether a line with this start and indent is in the plan."""
        return (start, indent) in self._lines

    def inset(self, start: int) -> float:
        """Return the room of the initial letter beside a line, which is not in the line itself."""
        if self.initial and 0 < bisect_right(self._starts, start) - 1 < self.initial.lines:
            return self.start.indent + self.initial.width
        return 0

    def piece(self, box: Box, skip: int) -> Piece | None:
        """Return what the line has of a text box after some bytes; None for another box."""
        leaf = self._leaves.get(id(box))
        if leaf is None or box.text == "\n":
            return None
        offset = characters_before(box.text, skip)
        start = leaf.start + offset
        index = bisect_right(self._ends, start, key=lambda end: end.place)
        if index == len(self._ends) or self._ends[index].place > leaf.end:
            return Piece(box.text[offset:], start, None)
        end = self._ends[index]
        local = end.place - leaf.start
        length = len(self.paragraph.text[start : end.place].rstrip(" "))
        text = box.text[offset : offset + length]
        resume = len(box.text[:local].encode())
        if end.hyphen is None:
            return Piece(text, start, resume)
        text = text.removesuffix(SOFT_HYPHEN) + box.style["hyphenate_character"]
        return Piece(text, start, resume, end.hang)
