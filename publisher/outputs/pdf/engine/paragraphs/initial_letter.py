"""Sunken initial letters: the capital at the start of a paragraph is several lines high.

WeasyPrint 70 has no `initial-letter` (CSS Inline 3, 7): style sheets set `--initial-letter` on
`::first-letter`, to a number of lines. The letter is as high as the text from the first line's
capitals down to the baseline of the last of these lines. It is in the first line, and the other
lines beside it are shorter. Quotation marks before it are no larger, and hang in the margin.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.css.properties import INHERITED
from weasyprint.formatting_structure.boxes import InlineBox
from weasyprint.layout.percent import percentage, resolve_percentages
from weasyprint.logger import LOGGER
from weasyprint.text.line_break import strut

from publisher.language.scripts import WITH_DROP_CAPS, script_of
from publisher.outputs.pdf.engine.custom_properties import custom_property
from publisher.outputs.pdf.engine.paragraphs.measure import ink
from publisher.outputs.pdf.engine.paragraphs.style import fixed_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.outputs.pdf.engine.paragraphs.flatten import Paragraph

    Box = Any  # WeasyPrint is not typed
    Context = Any
    Style = Any

_OPENING_MARKS = re.compile("[“”„‟«»‹›‘’‚\"']{1,2}[ \u00a0\u202f]?")
_SIZES = frozenset("23456789")  # lines
_WIDEST = 0.4  # of the lines, which have too few words beside a wider letter
_CLEARANCE, _MARK_GAP = 0.1, 0.05  # em, below a letter with a tail, and before any letter
_OWN_SIZES = frozenset({"font_size", "line_height"})


class InitialLetter(NamedTuple):
    """A sunken initial letter, with lengths in pixels.

    - `marks`: the number of opening quotation marks before it, with the spaces after them
    - `length`: the number of characters of the text that it ends, with the spaces after it
    - `style`: of its text box
    - `text_size`: the size of the text beside it
    - `sink`: from the baseline of the first line down to its own
    - `bearing`: from its origin to its left edge, which is at the margin
    - `width`: from its left edge to the text beside it
    - `lines`: the number of lines that are shorter
    """

    marks: int
    length: int
    style: Style
    text_size: float
    sink: float
    bearing: float
    width: float
    lines: int


def has_initial_letter(style: Mapping[str, Any] | None) -> bool:
    """Return whether the style of a first letter asks for an initial letter."""
    return style is not None and "__initial_letter" in style


def initial_letter(
    paragraph: Paragraph, containing_block: Box, context: Context
) -> InitialLetter | None:
    """Return the initial letter of a paragraph in a block.

    None if the style of the block asks for none, if the text does not begin with a capital of a
    script from left to right, or if the letter would be too wide.
    """
    own = containing_block.first_letter_style
    value = custom_property(own, "initial-letter") if own else ""
    if not (value and (size := _size(value))):
        return None
    text = paragraph.text
    found = _OPENING_MARKS.match(text)
    marks = found.end() if found else 0
    if not (length := _length(paragraph, marks)):
        return None
    beside = paragraph.leaves[0].box.style
    line_height, _ = strut(paragraph.line_box.style)
    sink = (size - 1) * line_height
    flat = WITH_DROP_CAPS.get(script_of(text[marks]), WITH_DROP_CAPS["Latn"])
    cap_height = ink(flat, beside, context).top
    style = _style(own, beside, sink)
    style["font_size"] *= (sink + cap_height) / ink(flat, style, context).top
    letter = ink(text[marks:length].rstrip(), style, context)
    clearance = line_height - cap_height - _CLEARANCE * beside["font_size"]
    lines = size + (-letter.bottom > clearance)
    margin = percentage(own["margin_right"], own, containing_block.width)
    width = letter.right - letter.left + (0 if margin == "auto" else margin)
    if width > _WIDEST * containing_block.width:
        return None
    return InitialLetter(
        marks, length, style, beside["font_size"], sink, letter.left, width, lines
    )


def _style(own: Style, beside: Style, sink: float) -> Style:
    """Return the style of a letter, as large as the text beside it, but for its own properties."""
    style = beside.copy()
    style |= {key: own[key] for key in own.cascaded.keys() & INHERITED - _OWN_SIZES}
    style |= {"vertical_align": -sink, "letter_spacing": "normal", "text_decoration_line": "none"}
    return style


def _size(value: str) -> int:
    """Return the number of lines that a style sheet sets; 0 for none."""
    if value in _SIZES:
        return int(value)
    if value != "normal":
        LOGGER.warning("Ignored `--initial-letter: %s` at its style sheet, unknown value.", value)
    return 0


def _length(paragraph: Paragraph, marks: int) -> int:
    """Return the number of characters of the marks, of a capital and of the spaces after it.

    0 if the text has no capital there, if it is code, or if it is read from the right.
    """
    text, style, end = paragraph.text, paragraph.line_box.style, paragraph.leaves[0].end
    is_capital = marks < end and unicodedata.category(text[marks]) == "Lu"
    if not is_capital or style["direction"] == "rtl" or 0 in fixed_places(paragraph):
        return 0
    # In Dutch names two letters are one: IJmuiden.
    is_dutch = (style["lang"] or "").startswith("nl")
    length = marks + (2 if is_dutch and text.startswith("IJ", marks) else 1)
    while unicodedata.category(text[length : length + 1] or " ").startswith("M"):
        length += 1
    length += len(text[length:]) - len(text[length:].lstrip(" \u00a0"))
    return min(length, end)


def with_initial_letter(
    box: Box, marks: Box | None, letter: Box, rest: Box | None, initial: InitialLetter
) -> Box:
    """Return an inline box of an initial letter and the rest of the first line of its text box.

    The letter takes as much room in the line as the text, wherever it is drawn: no line is higher.
    Marks before it hang in the margin.
    """
    line_height, baseline = strut(box.style)
    ascent = letter.baseline - letter.margin_top
    letter.baseline = baseline + initial.sink
    letter.margin_top = letter.baseline - ascent
    letter.margin_bottom = line_height - letter.margin_top - letter.height
    letter.initial_letter = initial
    letter.position_x = box.position_x - initial.bearing
    letter.width = initial.bearing + initial.width
    around = InlineBox.anonymous_from(box, [part for part in (marks, letter, rest) if part])
    resolve_percentages(around, (0, 0))  # it has no edges
    around.position_x, around.position_y = box.position_x, box.position_y
    around.width, around.height, around.baseline = initial.width, line_height, baseline
    if marks is not None:
        marks.position_x = box.position_x - marks.width - _MARK_GAP * initial.text_size
    if rest is not None:
        rest.position_x = box.position_x + initial.width
        around.width += rest.width
    return around
