"""The planner of the lines of a paragraph: it measures the text once, and plans it for widths."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from publisher.outputs.pdf.engine.paragraphs.east_asian import (
    east_asian_language,
    with_east_asian_gaps,
)
from publisher.outputs.pdf.engine.paragraphs.flatten import UnplannedError, flatten
from publisher.outputs.pdf.engine.paragraphs.initial_letter import initial_letter
from publisher.outputs.pdf.engine.paragraphs.last_line import fill_last_lines
from publisher.outputs.pdf.engine.paragraphs.line_ends import line_ends
from publisher.outputs.pdf.engine.paragraphs.long_words import divide_long_words
from publisher.outputs.pdf.engine.paragraphs.plan import Plan, Start
from publisher.outputs.pdf.engine.paragraphs.style import (
    fixed_places,
    is_justified,
    settings_for,
    with_hanging_marks,
)
from publisher.outputs.pdf.lines.items import LineEnd, make_items, measures, without_start
from publisher.outputs.pdf.lines.total_fit import FORCED, Settings, breaks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from publisher.outputs.pdf.lines.items import Measures

    Box = Any  # WeasyPrint is not typed
    Context = Any


PLANNED = "planned"
_counts: Counter[str] = Counter()


class Planner:
    """The plans of one paragraph: another width needs another one."""

    def __init__(self, line_box: Box, context: Context, containing_block: Box) -> None:
        self._context = context
        self.paragraph = flatten(line_box, context, containing_block)
        self._measures = measures(
            self.paragraph.text, self.paragraph.advances, fixed_places(self.paragraph)
        )
        if is_justified(line_box):
            direction = line_box.style["direction"]
            self._measures = with_hanging_marks(self._measures, self.paragraph.text, direction)
        if language := east_asian_language(line_box.style["lang"]):
            self._measures = with_east_asian_gaps(self._measures, self.paragraph, language)
        self._initial = initial_letter(self.paragraph, containing_block, context)
        self._plans: dict[float, list[Plan]] = {}  # by width

    def plan(
        self,
        skip_stack: Mapping[int, Any] | None,
        width: float,
        indent: float,
        whole_line: int | None,
    ) -> Plan:
        """Return a plan for the lines from a position on; the first one has an indent.

        Raises UnplannedError if there is none.
        """
        start = self.paragraph.place(skip_stack)
        if start:
            indent = 0
        plans = self._plans.setdefault(width, [])
        for plan in plans:
            if whole_line is None and plan.has_line(start, indent):
                return plan
            if plan.settings.whole_line == whole_line and plan.start[:2] == (start, indent):
                return plan
        plans.append(self._make(start, width, indent, whole_line))
        return plans[-1]

    def _make(self, start: int, width: float, indent: float, whole_line: int | None) -> Plan:
        if start == 0 and (plan := self._with_initial(width, indent, whole_line)):
            return plan
        settings, ends = Settings(), [LineEnd(len(self.paragraph.text), FORCED)]
        if not self._fits_a_line(start, width - indent):
            widths = [width - indent, width]
            settings, ends = self._choose(start, widths, self._measures, whole_line)
        return Plan(self.paragraph, self._measures, settings, Start(start, indent), ends)

    def _with_initial(self, width: float, indent: float, whole_line: int | None) -> Plan | None:
        """Return a plan with an initial letter; None without one, or beside which is no text."""
        if (initial := self._initial) is None:
            return None
        widths = [*[width - indent - initial.width] * initial.lines, width]
        measures = without_start(self._measures, initial.length)
        settings, ends = self._choose(0, widths, measures, whole_line)
        if len(ends) < initial.lines:
            return None
        return Plan(self.paragraph, measures, settings, Start(0, indent, initial), ends)

    def _fits_a_line(self, start: int, width: float) -> bool:
        """Return whether everything from a place on fits on one line, with its final spaces."""
        text, measures = self.paragraph.text, self._measures
        is_short = sum(measures.advances[start:]) + sum(measures.gaps[start:]) <= width
        return is_short and "\n" not in text[start:]

    def _choose(
        self, start: int, widths: Sequence[float], measures: Measures, whole_line: int | None
    ) -> tuple[Settings, list[LineEnd]]:
        """Choose the ends of lines; return them with the settings of the paragraph."""
        text = self.paragraph.text
        ends = [end for end in self._ends if end.place > start]
        ends, long_words = divide_long_words(
            self.paragraph, ends, start, min(widths), self._context
        )
        ends = fill_last_lines(self.paragraph, ends, long_words)
        items = make_items(text, measures, ends, start)
        settings = settings_for(self.paragraph.line_box, text, items, widths[-1])
        settings = replace(settings, whole_line=whole_line)
        chosen = breaks(items, widths, settings)
        return settings, [ends[index] for index in chosen]

    @cached_property
    def _ends(self) -> list[LineEnd]:
        return line_ends(self.paragraph, self._context)


def plan_for(
    line_box: Box,
    context: Context,
    containing_block: Box,
    skip_stack: Mapping[int, Any] | None,
    whole_line: int | None,
) -> Plan | None:
    """Return the plan of a line box from a position on; None if its lines cannot be planned.

    `whole_line` is the number of a line, from 0, that should not divide a word.
    The planner is kept with the first text of the line box: layout copies line boxes, but not
    their texts. It replaces texts that have page numbers: then they need another planner.
    """
    texts = tuple(_texts(line_box))
    if not texts:
        return None
    planned, planner = getattr(texts[0], "planner", ((), None))
    is_new, plan = planned != texts, None
    try:
        if is_new:
            planner = Planner(line_box, context, containing_block)
        if planner is not None:
            plan = planner.plan(
                skip_stack, containing_block.width, line_box.text_indent, whole_line
            )
            _counts[PLANNED] += is_new
    except UnplannedError as reason:
        planner = None
        _counts[str(reason)] += 1
    texts[0].planner = texts, planner
    return plan


def paragraph_counts() -> Counter[str]:
    """Return the paragraphs of this process: those PLANNED, and the others by reason."""
    return Counter(_counts)


def _texts(box: Box) -> Iterator[Box]:
    """Yield the text boxes of a line box that can be seen."""
    for child in box.children:
        if isinstance(child, boxes.TextBox) and child.text and child.style["font_size"]:
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)
