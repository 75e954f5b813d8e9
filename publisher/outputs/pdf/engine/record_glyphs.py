"""Patch: record the text of each glyph while WeasyPrint 70 draws a line.

WeasyPrint maps each glyph to the first text it was drawn for. The full mapping is in the
Pango layout of the line, which is deactivated after drawing and would have to be shaped again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import wraps
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from weasyprint.draw import text as draw_text
from weasyprint.text.ffi import ffi

from publisher.outputs.pdf.engine.glyph_clusters import clusters_of
from publisher.outputs.pdf.engine.glyph_words import Group, Word, group_gaps, group_words, words_of
from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from weasyprint.pdf.stream import Stream

    from publisher.outputs.pdf.engine.paragraphs.initial_letter import InitialLetter

    Box = Any  # WeasyPrint is not typed
    Draw = Callable[..., Any]


_LEAST_SPACE = 0.09  # of the size of a text: Poppler takes more for a space, or for a new line


@dataclass(frozen=True)
class Line:
    """The text of each glyph of a line, in the order of drawing.

    - `last`: index of the glyph that is read last
    - `groups`: by index of the first one, glyphs whose texts together are not what they show
    - `words`: by index of their first glyph, words that extractors do not find by their glyphs
    - `initial`: the initial letter that the line is, if it is one
    """

    texts: list[str]
    last: int
    groups: dict[int, Group]
    words: dict[int, Word]
    initial: InitialLetter | None = None


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
        # Blank lines are not drawn.
        if hasattr(stream, "recorded_lines") and textbox.text.strip():
            line = _read_line(textbox.pango_layout, textbox.style["font_size"])
            initial = getattr(textbox, "initial_letter", None)
            stream.recorded_lines[textbox] = replace(line, initial=initial)
        return result

    return recorded_draw


def _read_line(layout: Any, size: float) -> Line:  # noqa: ANN401 - WeasyPrint is not typed
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    found = Line([], 0, {}, {})
    last = end = 0
    run = line.runs[0]
    while run != ffi.NULL:
        item, start = run.data.item, len(found.texts)
        order = -1 if item.analysis.level % 2 else 1  # from right to left, or from the left
        _read_run(run.data, text[item.offset : item.offset + item.length], order, found)
        if item.offset >= end:
            last = start if order < 0 else len(found.texts) - 1
            end = item.offset + item.length
        run = run.next
    if wide := {*_wide_gaps(layout, size)}:
        group_gaps(found.texts, found.groups, wide)
    return replace(found, last=last)


def _wide_gaps(layout: Any, size: float) -> Iterator[int]:  # noqa: ANN401 - as above
    """Yield the bytes at which characters begin that are far from the next, or overlap it.

    Where a space is written, extractors find it.
    """
    extras = getattr(layout, "extra_advances", None) or {}
    wide = {offset for offset, extra in extras.items() if abs(extra) > _LEAST_SPACE * size}
    offset = 0
    for character, following in pairwise(layout.text if wide else ""):
        if offset in wide and not (character.isspace() or following.isspace()):
            yield offset
        offset += len(character.encode())


def _read_run(run: Any, text: bytes, order: int, line: Line) -> None:  # noqa: ANN401 - as above
    """Add the glyphs of a run, whose text is `text`, to a line."""
    start = len(line.texts)
    clusters = clusters_of(run.glyphs, text, order)
    for cluster in clusters[::order]:
        if not cluster.is_whole:
            line.groups[len(line.texts)] = Group(len(cluster.parts), cluster.text)
        # Readers reverse the letters of a line from right to left, those within a glyph too.
        line.texts.extend(part[::order] for part in cluster.parts[::order])
    if order > 0:
        group_words(line.texts, line.groups, start)
    line.words.update(words_of(run, clusters, start, order))


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
