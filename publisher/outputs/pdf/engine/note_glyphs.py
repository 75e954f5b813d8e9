"""What Pango makes of each line of text, noted down while WeasyPrint 70 draws it.

A layout that was put away would have to be shaped once more to be asked.
"""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass
from functools import wraps
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from weasyprint.draw import text as drawing
from weasyprint.text.ffi import ffi, pango

from publisher.outputs.pdf.engine.patch import patch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from weasyprint.pdf.stream import Stream

    Box = Any  # WeasyPrint is not typed
    Draw = Callable[..., Any]

_NOTHING = "\u2060"  # word joiner: a glyph must stand for something (ISO 19005-3, 6.2.11.7)
_JOINERS = "\u200c\u200d"  # which are not drawn, and part of the spelling of Persian and Hindi
_EMPTY = pango.PANGO_GLYPH_EMPTY.to_bytes(4, sys.byteorder)
_FIRST = "stream textbox text_overflow block_ellipsis matrix"


@dataclass(frozen=True)
class Line:
    """What each glyph of a line stands for, in the order of drawing.

    `last` is the place among them of the last letter that is read.
    """

    texts: list[str]
    last: int


def record_lines() -> None:
    """Have WeasyPrint note what it draws, from now on, on streams that `take_notes`."""
    patch([drawing], "draw_first_line", _FIRST, _noting)


def take_recorded_lines(stream: Stream) -> dict[Box, Line]:
    """Return what will hold each line of text that is drawn on a stream."""
    notes: dict[Box, Line] = {}
    stream.notes = notes
    return notes


def _noting(draw: Draw) -> Draw:
    @wraps(draw)
    def noted(stream: Stream, textbox: Box, *more: object, **named: object) -> object:
        drawn = draw(stream, textbox, *more, **named)
        # A line without a letter is not drawn; an image has a stream of its own.
        if hasattr(stream, "notes") and textbox.text.strip():
            stream.notes[textbox] = _line(textbox.pango_layout)
        return drawn

    return noted


def _line(layout: Any) -> Line:  # noqa: ANN401 - WeasyPrint is not typed
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    texts: list[str] = []
    last = end = 0
    run = line.runs[0]
    while run != ffi.NULL:
        item, is_rtl = run.data.item, run.data.item.analysis.level % 2 == 1
        own = _texts(run.data.glyphs, text[item.offset : item.offset + item.length], is_rtl)
        if item.offset >= end:
            last = len(texts) + (0 if is_rtl else len(own) - 1)
            end = item.offset + item.length
        texts += own
        run = run.next
    return Line(texts, last)


def _texts(glyphs: Any, text: bytes, is_rtl: bool) -> list[str]:  # noqa: ANN401, FBT001 - WeasyPrint is not typed; Pango's levels
    """Return what each glyph of a run stands for, in the order of drawing."""
    order, number, letters = -1 if is_rtl else 1, glyphs.num_glyphs, text.decode()
    starts = ffi.unpack(glyphs.log_clusters, number)[::order]
    is_drawn = _drawn(glyphs, number)[::order]
    if number == len(letters) == len(set(starts)) and all(is_drawn):
        return [*letters][::order]
    ends = dict(pairwise(sorted({*starts, len(text)})))
    clusters = [
        (text[start : ends[start]].decode(), sum(drawn for _, drawn in same))
        for start, same in groupby(zip(starts, is_drawn, strict=True), itemgetter(0))
    ]
    return _shared(clusters)[::order]


def _drawn(glyphs: Any, number: int) -> list[bool]:  # noqa: ANN401 - WeasyPrint is not typed
    """Return which glyphs are drawn, and not only there to take space."""
    memory = bytes(ffi.buffer(glyphs.glyphs, number * ffi.sizeof("PangoGlyphInfo")))
    if _EMPTY not in memory:  # a single look, where one at each takes longer than to draw it
        return [True] * number
    return [glyph.glyph != pango.PANGO_GLYPH_EMPTY for glyph in ffi.unpack(glyphs.glyphs, number)]


def _shared(clusters: Sequence[tuple[str, int]]) -> list[str]:
    """Share out letters among the glyphs that are drawn for them, none going empty-handed.

    A vowel sign that is drawn before and behind its consonant is two letters then, as
    Unicode has it (UAX 15, form D); the second of them is counted with the consonant.
    """
    parts: list[str] = []
    left, glyphs = "", 0
    for number, (letters, count) in enumerate(clusters):
        if not count:
            if letters in _JOINERS and parts:
                parts[-1] += letters
            continue
        left, glyphs = left + letters, glyphs + count
        if glyphs > len(left):
            left = unicodedata.normalize("NFD", left)
        following = clusters[number + 1][0][:1] if number + 1 < len(clusters) else ""
        if glyphs > len(left) and unicodedata.category(following or " ").startswith("M"):
            continue
        each = [*left, *[_NOTHING] * (glyphs - len(left))]
        parts += [*each[: glyphs - 1], "".join(each[glyphs - 1 :])]
        left, glyphs = "", 0
    return parts
