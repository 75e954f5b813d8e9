"""Widths of the lines of a plan: spaces, gaps and glyphs are adjusted to the width of a line."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.formatting_structure import boxes

from publisher.base.addresses import is_in_address
from publisher.outputs.pdf.engine.paragraphs.measure import byte_offsets
from publisher.outputs.pdf.lines.letters import OF_LONG_WORDS, WIDE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from publisher.outputs.pdf.engine.paragraphs.plan import Plan

    Box = Any  # WeasyPrint is not typed


# Spaces are stretched up to these limits in turn; beyond each, letters take up room: first no
# more than is hardly seen, then twice as much, and at last, if that fills the line, a little more.
_STRETCH_LIMITS = ((0.8, 0.03), (1.45, 0.06))  # of the spaces; space after a letter, in em
_WIDE_STRETCH_LIMITS = ((0.8, 0.05), (1.45, 0.07))
_LAST_TRACKING = 0.02  # em
# Where words are long, loose lines are not rare, and their spaces fill more.
_LAST_STRETCH, _LAST_STRETCH_OF_LONG_WORDS = 1.45, 2.2
_SLACK = 1e-6


class _Text(NamedTuple):
    """A text box of a line, with the places of its first character and of its end."""

    box: Box
    start: int
    end: int


class _Fit(NamedTuple):
    """How a line takes up its room.

    - `ratio`: share of its stretch that each gap gets, or of its shrink if negative
    - `scale`: factor of the widths of the glyphs
    - `tracking`: space after each letter, as a share of its size
    """

    ratio: float = 0
    scale: float = 1
    tracking: float = 0


def line_start(line: Box) -> int:
    """Return the place of the first character of a planned line; 0 without text."""
    return next((text.start for text in _texts(line)), 0)


def fit_line(line: Box, plan: Plan, width: float, *, is_justified: bool) -> float:
    """Set the gaps and the glyphs of a line for a width; return the offset of its start.

    A line that is not justified keeps its width, unless it is wider.
    """
    texts = [*_texts(line)]
    if not texts:
        return 0
    measures, last = plan.measures, texts[-1].end - 1
    at_start = measures.at_start.get(texts[0].start, 0.0)
    at_end = measures.at_end.get(last, 0.0)
    if (hang := texts[-1].box.piece.hang) is not None:
        at_end = -hang
    # The gap after the last character is not in the line.
    flexible = _Flexible(plan, texts, last)
    room = width - at_start - at_end - line.width - flexible.sum(measures.gaps)
    fit = flexible.fit(room) if is_justified or room < 0 else _Fit()
    extras = flexible.extras(fit)
    if fit.scale != 1 or any(extras.values()):
        _adjust(line, extras, fit.scale, 0)
    return at_start


def indent_from_the_right(line: Box) -> None:
    """Move the indent of a line from right to left to its start: WeasyPrint 70 puts it left."""
    if line.style["direction"] == "rtl" and line.text_indent:
        for child in line.children:
            child.translate(dx=-line.text_indent)


class _Flexible:
    """The flexible parts of a line: its gaps, and the space between its letters."""

    def __init__(self, plan: Plan, texts: Sequence[_Text], last: int) -> None:
        self._plan, self._measures, self._texts = plan, plan.measures, texts
        self._end = last + 1
        self._places = [
            place for text in texts for place in range(text.start, min(text.end, last))
        ]

    def sum(self, values: Sequence[float] | Mapping[int, float]) -> float:
        """Return the sum of the values of all characters of the line but the last."""
        return sum(values[place] for place in self._places)

    def fit(self, room: float) -> _Fit:
        """Return how the line takes up some room, negative if it is too wide; see `total_fit`."""
        measures, limit = self._measures, self._plan.settings.scale
        flex = self.sum(measures.stretches if room > 0 else measures.shrinks)
        width = sum(text.box.width for text in self._texts) + self.sum(measures.gaps)
        most = flex + limit * width
        share = max(-1, min(1, room / most)) if most else 0
        scale = 1 + limit * share
        rest = (width + room) / scale - width  # gaps are scaled with the glyphs
        if not flex:
            return _Fit(0, scale)
        if not limit:
            return _Fit(max(rest / flex, -1), scale)
        fit = self._track(rest, flex, scale)
        # A line of three long words that is short disturbs less than holes within it, and so does
        # one that ends within an address less than spaces between its letters.
        is_short = fit.ratio > self._limits[-1][0] + _SLACK or (
            fit.tracking and is_in_address(self._plan.paragraph.text, self._end)
        )
        return _Fit() if is_short else fit

    def _track(self, rest: float, flex: float, scale: float) -> _Fit:
        """Return how a line takes up the rest of its room if its letters share it."""
        ratio, tracking = max(rest / flex, -1), 0.0
        for limit, most in self._limits:
            if ratio > limit and (sizes := self.sum(self._sizes)):
                tracking = min(most, (rest - limit * flex) / sizes)
                ratio = (rest - tracking * sizes) / flex
        return _Fit(ratio, scale, tracking)

    @property
    def _limits(self) -> Sequence[tuple[float, float]]:
        """The limits of stretch, and the tracking beyond each of them."""
        text = self._plan.paragraph.text
        first = _WIDE_STRETCH_LIMITS if WIDE.search(text) else _STRETCH_LIMITS
        last = _LAST_STRETCH_OF_LONG_WORDS if OF_LONG_WORDS.search(text) else _LAST_STRETCH
        return (*first, (last, first[-1][1] + _LAST_TRACKING))

    def extras(self, fit: _Fit) -> dict[int, float]:
        """Return the width to add to each character."""
        measures = self._measures
        flexes = measures.stretches if fit.ratio > 0 else measures.shrinks
        return {
            place: measures.gaps[place]
            + fit.ratio * flexes[place]
            + (fit.tracking * self._sizes[place] if fit.tracking else 0)
            for place in self._places
        }

    @cached_property
    def _sizes(self) -> Mapping[int, float]:
        """The type size of each letter, by the place of its last mark; 0 for other places."""
        # Of a ligature only the first letter has an advance: nothing divides it.
        advances, stretches = self._plan.paragraph.advances, self._measures.stretches
        characters = self._plan.paragraph.text
        sizes = dict.fromkeys(self._places, 0.0)
        for text in self._texts:
            letter = None
            for place in range(text.start, text.end):
                if not _is_mark(characters[place]):
                    letter = place if advances[place] > stretches[place] else None
                elif letter is not None:
                    sizes[letter], letter = 0, place
                if letter is not None:
                    sizes[letter] = text.box.style["font_size"]
        return sizes


def _is_mark(character: str) -> bool:
    """Return whether a character belongs to the letter before it."""
    return not character.isascii() and unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}


def _texts(box: Box) -> Iterator[_Text]:
    """Yield the text boxes of a line that have text, in reading order."""
    for child in box.children:
        if isinstance(child, boxes.LineBox | boxes.InlineBox):
            yield from _texts(child)
        elif isinstance(child, boxes.TextBox) and child.text and child.piece:
            start, length = child.piece.start, min(len(child.text), len(child.piece.text))
            if child.piece.hang is not None:
                length -= len(child.style["hyphenate_character"])
            yield _Text(child, start, start + length)


def _adjust(box: Box, extras: Mapping[int, float], scale: float, advance: float) -> float:
    """Move a box and adjust its texts; return how far what follows it has to move."""
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += advance
        before = advance
        is_mirrored = box.style["direction"] == "rtl"
        for child in box.children[:: -1 if is_mirrored else 1]:
            if child.is_in_normal_flow():
                advance = _adjust(child, extras, scale, advance)
        box.width += advance - before
    elif isinstance(box, boxes.TextBox):
        box.position_x += advance
        if box.text and box.piece:
            own = [(n, extras.get(box.piece.start + n, 0.0)) for n in range(len(box.text))]
            offsets = byte_offsets(box.text)
            box.pango_layout.extra_advances = {offsets[n]: extra for n, extra in own if extra}
            box.glyph_scale = scale
            width = (box.width + sum(extra for _, extra in own)) * scale
            advance += width - box.width
            box.width = width
    else:
        box.translate(advance, 0)
    return advance
