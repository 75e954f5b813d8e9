"""Patch: record the text of each glyph while WeasyPrint 70 draws a line.

WeasyPrint maps each glyph to the first text it was drawn for. The full mapping is in the
Pango layout of the line, which is deactivated after drawing and would have to be shaped again.
"""

from __future__ import annotations

import sys
import unicodedata
from dataclasses import dataclass
from functools import wraps
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.draw import text as draw_text
from weasyprint.text.ffi import ffi, pango

from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from weasyprint.pdf.stream import Stream

    Box = Any  # WeasyPrint is not typed
    Draw = Callable[..., Any]

# Every glyph must map to text (ISO 19005-3, 6.2.11.7). Of the characters that are not seen,
# pdf.js and PDFium leave out this one in nearly all places, the language tag.
_PLACEHOLDER = "\U000e0001"
_JOINERS = "\u200c\u200d"  # not drawn, but part of the spelling of Persian and Hindi
_EMPTY = pango.PANGO_GLYPH_EMPTY.to_bytes(4, sys.byteorder)


class Group(NamedTuple):
    """A number of glyphs in a row, and the text that they show together."""

    glyphs: int
    text: str


@dataclass(frozen=True)
class Line:
    """The text of each glyph of a line, in the order of drawing.

    - `last`: index of the glyph that is read last
    - `groups`: by index of the first one, glyphs whose texts together are not what they show
    """

    texts: list[str]
    last: int
    groups: dict[int, Group]


class _Cluster(NamedTuple):
    """The text of a cluster in a glyph run, and the number of its visible glyphs."""

    text: str
    glyphs: int


class _Shared(NamedTuple):
    """The text of a cluster, and the texts of its glyphs, in reading order."""

    text: str
    parts: list[str]


def take_recorded_lines(stream: Stream) -> dict[Box, Line]:
    """Return a dict that will hold each line of text drawn on a stream from now on."""
    lines: dict[Box, Line] = {}
    stream.recorded_lines = lines
    return lines


def _recording(draw_first_line: Draw) -> Draw:
    """Wrap the drawing of lines: record each line on streams that were prepared for it."""

    @wraps(draw_first_line)
    def recorded_draw(stream: Stream, textbox: Box, *args: object, **kwargs: object) -> object:
        result = draw_first_line(stream, textbox, *args, **kwargs)
        # Blank lines are not drawn. Images have streams of their own, which record nothing.
        if hasattr(stream, "recorded_lines") and textbox.text.strip():
            stream.recorded_lines[textbox] = _read_line(textbox.pango_layout)
        return result

    return recorded_draw


def _read_line(layout: Any) -> Line:  # noqa: ANN401 - WeasyPrint is not typed
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    texts: list[str] = []
    groups: dict[int, Group] = {}
    last = end = 0
    run = line.runs[0]
    while run != ffi.NULL:
        item, is_rtl = run.data.item, run.data.item.analysis.level % 2 == 1
        run_text = text[item.offset : item.offset + item.length]
        # Readers reverse the letters of a line from right to left, those within a glyph too.
        order, start = -1 if is_rtl else 1, len(texts)
        for shared in _clusters(run.data.glyphs, run_text, order)[::order]:
            dots = shared.parts.count(_PLACEHOLDER)
            if is_rtl and dots:  # drawn before their letter
                groups[len(texts)] = Group(dots, "")
            elif "".join(shared.parts) != shared.text:
                groups[len(texts)] = Group(len(shared.parts), shared.text)
            texts += [part[::order] for part in shared.parts[::order]]
        if not is_rtl:
            _group_words(texts, groups, start)
        if item.offset >= end:
            last = start if is_rtl else len(texts) - 1
            end = item.offset + item.length
        run = run.next
    return Line(texts, last, groups)


def _group_words(texts: Sequence[str], groups: dict[int, Group], start: int) -> None:
    """Make a group of each word with combining marks in a run, from the glyph `start` on.

    Marks are drawn beside their letters; extractors that go by positions take them for other
    words. A space belongs to the word before it: PDFium loses one that follows a span.
    """
    grouped = {first + place for first, group in groups.items() for place in range(group.glyphs)}
    word: list[str] = []
    for end, text in enumerate(texts[start:], start + 1):
        if end - 1 not in grouped:
            word.append(text)
        if text.endswith(" ") or end in grouped or end == len(texts):
            joined = "".join(word)
            if any(unicodedata.category(letter)[0] == "M" for letter in joined):
                groups[end - len(word)] = Group(len(word), joined)
            word = []


def _clusters(glyphs: Any, text: bytes, order: int) -> list[_Shared]:  # noqa: ANN401 - WeasyPrint is not typed
    """Return the clusters of a run in reading order; `order` is -1 from right to left."""
    count, characters = glyphs.num_glyphs, text.decode()
    starts = ffi.unpack(glyphs.log_clusters, count)[::order]
    visible = _visibility(glyphs, count)[::order]
    if count == len(characters) == len(set(starts)) and all(visible):
        return [_Shared(characters, [*characters])]
    ends = dict(pairwise(sorted({*starts, len(text)})))
    clusters = [
        _Cluster(text[start : ends[start]].decode(), sum(is_visible for _, is_visible in group))
        for start, group in groupby(zip(starts, visible, strict=True), itemgetter(0))
    ]
    return _distribute(clusters)


def _visibility(glyphs: Any, count: int) -> list[bool]:  # noqa: ANN401 - WeasyPrint is not typed
    """Return for each glyph whether it is drawn; others only take up space."""
    memory = bytes(ffi.buffer(glyphs.glyphs, count * ffi.sizeof("PangoGlyphInfo")))
    if _EMPTY not in memory:  # one search: reading each glyph takes longer than drawing it
        return [True] * count
    return [glyph.glyph != pango.PANGO_GLYPH_EMPTY for glyph in ffi.unpack(glyphs.glyphs, count)]


def _distribute(clusters: Sequence[_Cluster]) -> list[_Shared]:
    """Distribute the characters of each cluster over its visible glyphs, at least one to each.

    A vowel sign that is drawn before and after its consonant becomes two characters
    (UAX 15, form D); the second is counted with the consonant.
    """
    found: list[_Shared] = []
    pending, glyphs = "", 0
    for index, cluster in enumerate(clusters):
        if not cluster.glyphs:
            if cluster.text in _JOINERS and found:
                text, parts = found[-1]
                found[-1] = _Shared(text + cluster.text, [*parts[:-1], parts[-1] + cluster.text])
            continue
        pending, glyphs = pending + cluster.text, glyphs + cluster.glyphs
        characters = pending
        if glyphs > len(pending):
            characters = unicodedata.normalize("NFD", pending)
        following = clusters[index + 1].text[:1] if index + 1 < len(clusters) else ""
        if glyphs > len(characters) and unicodedata.category(following or " ").startswith("M"):
            continue
        padded = [*characters, *[_PLACEHOLDER] * (glyphs - len(characters))]
        parts = [*padded[: glyphs - 1], "".join(padded[glyphs - 1 :])]
        found.append(_Shared(pending, parts))
        pending, glyphs = "", 0
    return found


RECORD_GLYPHS = Patch(
    name="record_glyphs",
    reason=(
        "WeasyPrint 70 keeps one text for each glyph of a font. PDF/A-3a and PDF/UA need"
        " the text that each single glyph was drawn for."
    ),
    upstream=("https://github.com/Kozea/WeasyPrint/issues/2841",),
    replacements=(
        Replacement(
            (draw_text,),
            "draw_first_line",
            has_parameters("stream textbox text_overflow block_ellipsis matrix"),
            _recording,
        ),
    ),
)
