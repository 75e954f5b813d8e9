"""Flatten the boxes of a paragraph to one text with the advance of each character."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.inline import atomic_box
from weasyprint.layout.percent import resolve_percentages

from publisher.outputs.pdf.engine.paragraphs.measure import advances, characters_before

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    Box = Any  # WeasyPrint is not typed
    Context = Any

OBJECT = "\ufffc"  # stands for an image or another box within a line
_OBJECT_IN_WORD = re.compile(f"{OBJECT}(?=([^ \\n]))")
# A mark between spaces, which a style sheet puts between two parts of a text. Like a space, it is
# not printed where its line ends.
_SEPARATOR = re.compile(r"\s[·‧・•|/] +\Z")
_BREAKS = frozenset("\t\n\f\u0085\u2028\u2029")
WRAPPING = ("normal", "pre-line")
_COLLAPSING = ("normal", "nowrap", "pre-line")


class UnplannedError(Exception):
    """Raised for a paragraph whose lines cannot be planned, with the reason."""


class Leaf(NamedTuple):
    """A text box, and the places of its first character and of its end in the paragraph."""

    box: Box
    start: int
    end: int


@dataclass(frozen=True)
class Paragraph:
    """The text of a line box, and its measures by character.

    - `text`: has spaces in place of separators
    - `advances`: in pixels, with the margins, borders and padding of the boxes around
    - `leaves`: the text boxes that have text, in order
    - `starts`: by the id of each box, the place of its first character
    - `separated`: the places after separators
    """

    line_box: Box
    text: str
    advances: list[float]
    leaves: list[Leaf]
    starts: Mapping[int, int]
    separated: AbstractSet[int]

    @cached_property
    def _leaf_starts(self) -> list[int]:
        return [leaf.start for leaf in self.leaves]

    @property
    def edges(self) -> tuple[int, ...]:
        """Places within the text at which an inline element begins or ends."""
        return tuple(self._leaf_starts[1:])

    def leaf_at(self, place: int) -> Leaf:
        """Return the text box that has the character at a place; the one before for an object."""
        return self.leaves[max(0, bisect_right(self._leaf_starts, place) - 1)]

    def may_end_line(self, place: int) -> bool:
        """Return whether WeasyPrint can end a line at a place, and CSS lets it."""
        before, after = self.text[place - 1], self.text[place]
        if before == OBJECT or "\n" in (before, after):
            return False
        boxes = {self.leaf_at(place - 1).box, self.leaf_at(place).box}
        return any(box.style["white_space"] in WRAPPING for box in boxes)

    def place(self, skip_stack: Mapping[int, Any] | None) -> int:
        """Return the place in the text at which WeasyPrint resumes a layout."""
        box = self.line_box
        while skip_stack is not None:
            ((index, skip_stack),) = skip_stack.items()
            if isinstance(box, boxes.TextBox):
                return self.starts[id(box)] + characters_before(box.text, index)
            if index == len(box.children):
                return self.starts[id(box)] + _length(box)
            box = box.children[index]
        return self.starts[id(box)]


class _Walk:
    """A walk through the boxes of a line box, which gathers its text."""

    def __init__(self, context: Context, containing_block: Box) -> None:
        self._context, self._containing_block = context, containing_block
        self.text = ""
        self.advances: list[float] = []
        self.leaves: list[Leaf] = []
        self.starts: dict[int, int] = {}
        self.separated: set[int] = set()
        self._pending = 0.0  # space before the next character

    def visit(self, box: Box) -> None:
        """Add the text of all boxes within one."""
        self.starts[id(box)] = len(self.text)
        for child in box.children:
            self.starts[id(child)] = len(self.text)
            if not child.is_in_normal_flow():
                if child.is_floated():
                    raise UnplannedError("a float")
            elif isinstance(child, boxes.TextBox):
                self._add_text(child)
            elif isinstance(child, boxes.InlineBox):
                self._visit_inline(child)
            elif isinstance(child, boxes.ReplacedBox | boxes.InlineBlockBox):
                self._add_object(child)
            else:
                raise UnplannedError("a flexible box or a grid within a line")

    def _visit_inline(self, box: Box) -> None:
        resolve_percentages(box, self._containing_block)
        before, after = _spacing(box, "left"), _spacing(box, "right")
        if box.is_leader:
            raise UnplannedError("a leader")
        if (before or after) and box.style["box_decoration_break"] == "clone":
            raise UnplannedError("a box with edges on each line")
        if box.style["direction"] == "rtl":
            before, after = after, before
        self._pending += before
        start = len(self.text)
        self.visit(box)
        if len(self.text) > start:
            self.advances[-1] += after
        else:
            self._pending += after

    def _add_text(self, box: Box) -> None:
        text, style = box.text, box.style
        if not text or not style["font_size"]:
            return
        if style["white_space"] not in _COLLAPSING:
            raise UnplannedError("preserved white space")
        if text != "\n" and not _BREAKS.isdisjoint(text):
            raise UnplannedError("line breaks or tabs within a text")
        self.leaves.append(Leaf(box, len(self.text), len(self.text) + len(text)))
        widths = [0.0] if text == "\n" else advances(text, style, self._context)
        if style["letter_spacing"] != "normal":
            widths[-1] += style["letter_spacing"]  # as WeasyPrint measures text
        is_generated = (box.element_tag or "").endswith(("::before", "::after"))
        if is_generated and _SEPARATOR.search(self.text + text):
            text = " " * len(text)
            self.separated.add(self.leaves[-1].end)
        self._extend(text, widths)

    def _add_object(self, box: Box) -> None:
        resolve_percentages(box, self._containing_block)
        laid_out = atomic_box(self._context, box, 0, None, self._containing_block, [], [])
        self._extend(OBJECT, [laid_out.margin_width()])

    def _extend(self, text: str, advances: list[float]) -> None:
        self.text += text
        self.advances += advances
        self.advances[-len(text)] += self._pending
        self._pending = 0


def flatten(line_box: Box, context: Context, containing_block: Box) -> Paragraph:
    """Return the paragraph of a line box. Raises UnplannedError if it cannot be planned."""
    if line_box.text_overflow == "ellipsis":
        raise UnplannedError("an ellipsis")
    walk = _Walk(context, containing_block)
    walk.visit(line_box)
    for found in _OBJECT_IN_WORD.finditer(walk.text):
        place = found.start()
        # The plan ends lines within texts only, not between an object and what follows it.
        if found[1] == OBJECT or walk.advances[place] > containing_block.width / 2:
            raise UnplannedError("objects without a space between them, or a wide one in a word")
    return Paragraph(line_box, walk.text, walk.advances, walk.leaves, walk.starts, walk.separated)


def _spacing(box: Box, side: str) -> float:
    """Return the width of an inline box between its content and its outer edge."""
    margin = getattr(box, f"margin_{side}")
    margin = 0 if margin == "auto" else margin
    padding: float = getattr(box, f"padding_{side}")
    border: float = getattr(box, f"border_{side}_width")
    return margin + padding + border


def _length(box: Box) -> int:
    """Return the number of characters of all text boxes and objects within a box."""
    if isinstance(box, boxes.TextBox):
        return len(box.text) if box.style["font_size"] else 0
    if isinstance(box, boxes.InlineBox | boxes.LineBox):
        return sum(_length(child) for child in box.children if child.is_in_normal_flow())
    return 1
