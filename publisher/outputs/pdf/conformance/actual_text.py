"""Text of the glyphs of a PDF, for copying, searching and reading aloud (ISO 32000-1, 9.10).

Each glyph is shown by the code for the text that it is drawn for. A word whose letters are
drawn in pieces, or beside marks, is one glyph, so that extractors find it whole. Where that
does not serve, several glyphs that show one text are a span with this text as its ActualText
(ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.outputs.pdf.conformance.glyph_texts import GlyphTexts
from publisher.outputs.pdf.conformance.initial_letters import show_initial_letter
from publisher.outputs.pdf.conformance.marked_content import text_pieces
from publisher.outputs.pdf.conformance.placed_glyphs import (
    codes_of,
    place_glyphs,
    show_glyphs,
    without_empty_strings,
)
from publisher.outputs.pdf.conformance.soft_hyphens import boxes_with_soft_hyphen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pydyf

    from publisher.outputs.pdf.conformance.marked_content import Sheet
    from publisher.outputs.pdf.conformance.placed_glyphs import Glyph
    from publisher.outputs.pdf.engine.glyph_words import Group, Word
    from publisher.outputs.pdf.engine.record_glyphs import Line

    Texts = Mapping[str, GlyphTexts]  # by name of a font
    Lines = dict[int, "_Line"]  # by MCID on a page

_SOFT_HYPHEN = "\u00ad"  # ISO 32000-1, 14.8.2.2.3


class _Line(NamedTuple):
    """A line as it was drawn, and the hyphen at its end that the source lacks.

    Such a hyphen may be a character that is not seen. Then it has no glyph, and belongs to the
    text of the last one.
    """

    drawn: Line
    hyphen: str | None

    @property
    def texts(self) -> list[str]:
        """Text of each glyph, in the order of drawing."""
        texts, last = self.drawn.texts, self.drawn.last
        if self.hyphen is None:
            return texts
        return [*texts[:last], self._with_soft_hyphen(texts[last]), *texts[last + 1 :]]

    def span_text(self, start: int, group: Group) -> str:
        """Return the text of glyphs that are a span."""
        ends = self._has_end(start, group.glyphs)
        return self._with_soft_hyphen(group.text) if ends else group.text

    def word(self, start: int, word: Word) -> Word:
        """Return a word to draw as one glyph."""
        ends = self._has_end(start, word.glyphs)
        return word._replace(text=self._with_soft_hyphen(word.text)) if ends else word

    def _has_end(self, start: int, glyphs: int) -> bool:
        """Return whether such a hyphen is at the end of a number of glyphs in a row."""
        return self.hyphen is not None and start <= self.drawn.last < start + glyphs

    def _with_soft_hyphen(self, text: str) -> str:
        return text.removesuffix(self.hyphen or "") + _SOFT_HYPHEN


def map_texts(pdf: pydyf.PDF, pages: Sequence[Sheet], fonts: Mapping[str, Any]) -> None:
    """Map every glyph to the text that it is drawn for."""
    by_hash = defaultdict(list)
    for font in fonts.values():
        by_hash[font.hash].append(font)
    texts = {name: GlyphTexts(found) for name, found in by_hash.items()}
    for sheet, lines in _lines(pages).items():
        sheet.stream.stream[:] = _rewrite(sheet.stream.stream, lines, texts)
    for _, own in sorted(texts.items()):
        own.write(pdf)


def _lines(pages: Sequence[Sheet]) -> dict[Sheet, Lines]:
    hyphenated = boxes_with_soft_hyphen(pages)
    lines: dict[Sheet, Lines] = {sheet: {} for sheet in pages}
    for sheet, box in text_pieces(pages):
        if line := sheet.lines.get(box):
            hyphen = box.style["hyphenate_character"] if box in hyphenated else None
            lines[sheet][sheet.mcids[box]] = _Line(line, hyphen)
    return lines


def _rewrite(stream: Iterable[Any], lines: Lines, texts: Texts) -> Iterator[Any]:
    """Yield the items of a content stream, each glyph shown by the code for its text."""
    line: _Line | None = None
    items = iter(stream)
    for item in items:
        yield item
        if isinstance(item, dict):
            line = lines.get(item.get("MCID", -1))
        elif item == b"EMC":
            line = None
        elif item == b"BT" and line:
            matrix, *operators = [*takewhile(lambda item: item != b"ET", items)] or [b""]
            yield from (*_show(line, matrix, operators, texts), b"ET")


def _show(line: _Line, matrix: bytes, operators: Sequence[bytes], texts: Texts) -> Iterator[bytes]:
    """Yield the operators that show a line; the first one sets the text matrix."""
    widths = {name: font.widths for name, font in texts.items()}
    if initial := line.drawn.initial:
        placed = [*place_glyphs(operators, widths)]
        if shown := show_initial_letter(matrix, placed, line.texts, initial, texts):
            yield from shown
            return
    yield matrix
    own = [*codes_of(operators)]
    if not own or any(texts[font].is_bitmap for font, _ in own):
        yield from operators
        return
    if not (line.drawn.groups or line.drawn.words) and all(
        texts[code.font].code(code.code, text) == code
        for code, text in zip(own, line.texts, strict=True)
    ):
        yield from map(without_empty_strings, operators)
        return
    yield from show_glyphs(_glyphs(line, [*place_glyphs(operators, widths)], texts))


def _glyphs(line: _Line, placed: Sequence[Glyph], texts: Texts) -> Iterator[Glyph]:
    """Yield the glyphs of a line, with words as one glyph and with spans."""
    drawn = {start: line.word(start, word) for start, word in line.drawn.words.items()}
    words = {
        start: word
        for start, word in drawn.items()
        if texts[placed[start].font].can_compose(word, placed[start].size)
    }
    composed = {n for start, word in words.items() for n in range(start, start + word.glyphs)}
    spans = {
        start: group
        for start, group in line.drawn.groups.items()
        if composed.isdisjoint(range(start, start + group.glyphs))
    }
    ends = {start + group.glyphs - 1 for start, group in spans.items()}
    for number, (glyph, text) in enumerate(zip(placed, line.texts, strict=True)):
        font = texts[glyph.font]
        if word := words.get(number):
            yield font.compose(word, placed[number : number + word.glyphs])
        elif number not in composed:
            shown = font.code(glyph.code, text)
            opens = line.span_text(number, spans[number]) if number in spans else None
            yield glyph._replace(
                font=shown.font, code=shown.code, opens=opens, closes=number in ends
            )
