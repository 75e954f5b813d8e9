"""How the lines of a paragraph are filled, by its style."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional

from publisher.outputs.pdf.engine.custom_properties import custom_property
from publisher.outputs.pdf.lines.balance import even_length
from publisher.outputs.pdf.lines.hanging import AT_END, AT_START
from publisher.outputs.pdf.lines.letters import RIGID
from publisher.outputs.pdf.lines.total_fit import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.outputs.pdf.engine.paragraphs.flatten import Paragraph
    from publisher.outputs.pdf.lines.items import Measures
    from publisher.outputs.pdf.lines.total_fit import Item

    Box = Any  # WeasyPrint is not typed

# Values of `text-wrap` (CSS Text 4), which WeasyPrint 70 does not know: style sheets set
# `--text-wrap`. Headings and captions are balanced without it.
BALANCE, PRETTY, _WRAP = "balance", "pretty", "wrap"
_BALANCED_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption"})
_CODE_TAGS = frozenset({"code", "kbd", "samp"})
_GLYPH_SCALE = 0.02
_DIRECTIONS = MappingProxyType({"L": "ltr", "EN": "ltr", "R": "rtl", "AL": "rtl"})
_NEAR = 20  # characters, in which a mark has a letter beside it
_RAGGED_SHARE = 0.2  # of the width; twice as much looks like the end of a paragraph


def asks_to_justify(line_box: Box) -> bool:
    """Return whether the style of a paragraph asks for lines that reach both margins."""
    return bool(line_box.style["text_align_all"] == "justify")


def is_justified(line_box: Box) -> bool:
    """Return whether all lines but the last one should reach both margins.

    Balanced lines are short, and would be torn apart.
    """
    return asks_to_justify(line_box) and text_wrap(line_box) != BALANCE


def text_wrap(line_box: Box) -> str:
    """Return how the lines of a text are chosen: BALANCE, PRETTY, or another value."""
    value = custom_property(line_box.style, "text-wrap")
    return value or (BALANCE if is_heading(line_box) else _WRAP)


def is_heading(line_box: Box) -> bool:
    """Return whether a line box is that of a heading or a caption."""
    return line_box.element_tag in _BALANCED_TAGS


def settings_for(line_box: Box, text: str, items: Sequence[Item], width: float) -> Settings:
    """Return the settings for a paragraph, or the rest of it, of a width."""
    wrap = text_wrap(line_box)
    if wrap == BALANCE:
        balanced = even_length(items, width)
        return Settings(ragged=width * _RAGGED_SHARE, balanced=balanced, tolerance=inf)
    scale = 0 if RIGID.search(text) or not is_justified(line_box) else _GLYPH_SCALE
    if is_justified(line_box) and not _has_few_spaces(items, width):
        return Settings(scale=scale)
    return Settings(scale=scale, ragged=width * _RAGGED_SHARE, tolerance=2)


def _has_few_spaces(items: Sequence[Item], width: float) -> bool:
    """Return whether a text has fewer spaces than lines: most of them can only be short."""
    spaces = sum(item.stretch + item.gap_stretch > 0 for item in items)
    return spaces * width < sum(item.width for item in items)


def fixed_places(paragraph: Paragraph) -> frozenset[int]:
    """Return the places whose spaces keep their width: those of code."""
    return frozenset(
        place
        for leaf in paragraph.leaves
        if leaf.box.element_tag in _CODE_TAGS
        for place in range(leaf.start, leaf.end)
    )


def with_hanging_marks(measures: Measures, text: str, direction: str) -> Measures:
    """Return measures of a text whose marks hang in the margins; `direction` as in CSS.

    A mark beside letters of the other direction is not at the edge of its line (UAX 9).
    """
    advances = measures.advances
    at_start = {
        place: -advances[place] * AT_START[mark]
        for place, mark in enumerate(text)
        if mark in AT_START and _direction(text[place : place + _NEAR]) == direction
    }
    at_end = {
        place: -advances[place] * AT_END[mark]
        for place, mark in enumerate(text)
        if mark in AT_END
        and _direction(text[max(0, place - _NEAR) : place + 1][::-1]) == direction
    }
    return replace(measures, at_start=at_start, at_end=at_end)


def _direction(text: str) -> str:
    """Return the direction of the first letter in a text, as in CSS; empty if it has none."""
    directions = (_DIRECTIONS.get(bidirectional(letter), "") for letter in text)
    return next(filter(None, directions), "")
