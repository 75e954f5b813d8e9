"""Measures of text, taken from Pango: advances, line ends and word ends by character."""

from __future__ import annotations

from array import array
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import create_layout, get_log_attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

    Style = Any  # WeasyPrint is not typed
    Context = Any

_INTS = ffi.sizeof("PangoGlyphInfo") // ffi.sizeof("gint")  # glyph, width, offsets, attributes
# Bits of PangoLogAttr, in the order of their declaration.
_LINE_BREAK, _CLUSTER, _WORD_START, _WORD_END = (1 << bit for bit in (0, 2, 5, 6))
# Unicode makes them punctuation (UAX 29), but they follow the stressed vowel: Ի՞նչպես.
_MARKS_WITHIN_WORDS = frozenset("՛՜՞")


class Ink(NamedTuple):
    """The edges of drawn letters, in pixels from their origin, to the right and upwards."""

    left: float
    bottom: float
    right: float
    top: float


class Boundaries(NamedTuple):
    """What Pango knows of the places before each character, and after the last one.

    `line_ends` are places where a line may end (UAX 14); `clusters` are those where a word that
    is wider than its line may be divided; `words` are the first and the last place of each word.
    """

    line_ends: list[int]
    clusters: frozenset[int]
    words: list[tuple[int, int]]


def advances(text: str, style: Style, context: Context) -> list[float]:
    """Return the advance of each character in pixels: that of a cluster with its first one."""
    layout = create_layout(text, style, context, None, 0)  # owns the line
    line, _ = layout.get_first_line()
    encoded = text.encode()
    widths = [0.0] * (len(encoded) + 1)
    run = line.runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        count = glyphs.num_glyphs
        infos = array("i", bytes(ffi.buffer(glyphs.glyphs, count * _INTS * 4)))
        clusters = ffi.unpack(glyphs.log_clusters, count)
        for cluster, width in zip(clusters, infos[1::_INTS], strict=True):
            widths[item.offset + cluster] += width * FROM_UNITS
        run = run.next
    if len(encoded) == len(text):
        return widths[:-1]
    return [widths[offset] for offset in byte_offsets(text)[:-1]]


def ink(text: str, style: Style, context: Context) -> Ink:
    """Return the edges of the letters of a text."""
    layout = create_layout(text, style, context, None, 0)  # owns the line
    line, _ = layout.get_first_line()
    box = ffi.new("PangoRectangle *")
    pango.pango_layout_line_get_extents(line, box, ffi.NULL)
    edges = (box.x, -box.y - box.height, box.x + box.width, -box.y)
    return Ink(*(edge * FROM_UNITS for edge in edges))


def byte_offsets(text: str) -> Sequence[int]:
    """Return the offset in UTF-8 of each character, and the length."""
    if text.isascii():
        return range(len(text) + 1)
    return [*accumulate((len(character.encode()) for character in text), initial=0)]


def characters_before(text: str, offset: int) -> int:
    """Return the number of characters before an offset in UTF-8."""
    return len(text.encode()[:offset].decode())


@lru_cache(maxsize=512)
def boundaries(text: str, language: str | None) -> Boundaries:
    """Return the boundaries of a text. `language` is a tag, such as `th`."""
    buffer = ffi.buffer(get_log_attrs(text, language))
    attributes = enumerate(array("I", bytes(buffer)))
    line_ends, clusters = [], set()
    words: list[tuple[int, int]] = []
    start = 0
    for place, bits in attributes:
        if bits & _WORD_END:
            words.append((start, place))
        if bits & _WORD_START:
            start = place
            if words and words[-1][1] == place - 1 and text[place - 1] in _MARKS_WITHIN_WORDS:
                start, _ = words.pop()
        if bits & _LINE_BREAK:
            line_ends.append(place)
        if bits & _CLUSTER:
            clusters.add(place)
    return Boundaries(line_ends, frozenset(clusters), words)
