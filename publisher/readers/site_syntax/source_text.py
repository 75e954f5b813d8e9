"""Source text: a text under change that knows the file's line of each of its lines."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from publisher.markup.fault import SourceFault


class Change(NamedTuple):
    """A replacement of `start:end`, and the fault that it reports.

    `line` is the line of added text, from 0, if it is not that of the replaced one.
    """

    start: int
    end: int
    text: str
    line: int | None = None
    fault: SourceFault | None = None


@dataclass(frozen=True)
class SourceText:
    """A text; `lines` are the lines of the file, from 0, that its own come from."""

    text: str
    lines: Sequence[int]

    @staticmethod
    def of(text: str) -> SourceText:
        """Return the text of a file."""
        return SourceText(text, range(text.count("\n") + 1))

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        return starts[:-1]

    def line_number(self, offset: int) -> int:
        """Return the number, from 0, of the line at an offset of this text."""
        return bisect_right(self._starts, offset) - 1

    def line_start(self, number: int) -> int:
        """Return the offset of a line, from 0; that of the end for one below the last."""
        return self._starts[number] if number < len(self._starts) else len(self.text)

    def line_bounds(self, offset: int) -> tuple[int, int]:
        """Return the start and end of the line at an offset, without its line feed."""
        number = self.line_number(offset)
        start = self._starts[number]
        end = self.text.find("\n", start)
        return start, len(self.text) if end < 0 else end

    def file_line(self, offset: int) -> int:
        """Return the line of the file, from 1, that holds the character at an offset."""
        return self.lines[self.line_number(offset)] + 1

    def changed(self, changes: Iterable[Change]) -> SourceText:
        """Return the text after changes; one that begins within another is left out."""
        parts, lines, position = list[str](), [self.lines[0]], 0
        for change in sorted(changes, key=itemgetter(0, 1)):
            start, end, text = change[:3]
            if start < position:
                continue
            parts += [self.text[position:start], text]
            lines += self._lines_between(position, start)
            first, last = self.line_number(start), self.line_number(end)
            added = text.count("\n")
            if change.line is not None:
                lines += [change.line] * added
            elif added:
                lines += [self.lines[first]] * (added - 1) + [self.lines[last]]
            elif self._starts[first] == start and self._starts[last] == end:
                lines[-1] = self.lines[last]  # whole lines are gone
            position = end
        parts.append(self.text[position:])
        lines += self._lines_between(position, len(self.text))
        return SourceText("".join(parts), lines)

    def _lines_between(self, start: int, end: int) -> Sequence[int]:
        """Return the lines of the file that begin within a part of the text."""
        return self.lines[bisect_right(self._starts, start) : bisect_right(self._starts, end)]
