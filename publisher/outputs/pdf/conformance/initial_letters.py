"""Initial letters as large glyphs of the first line, so that extractors find the whole word.

A letter that is drawn on the baseline of a later line, in another size, is a word of its own for
most extractors. Here its font gets a glyph that is as large in the size of the text beside it,
and hangs below the baseline of the first line. It is as wide as the room up to that text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.outputs.pdf.conformance.placed_glyphs import show_glyphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from publisher.outputs.pdf.conformance.glyph_texts import GlyphTexts
    from publisher.outputs.pdf.conformance.placed_glyphs import Glyph
    from publisher.outputs.pdf.engine.paragraphs.initial_letter import InitialLetter

    Texts = Mapping[str, GlyphTexts]  # by name of a font


def show_initial_letter(
    matrix: bytes,
    placed: Sequence[Glyph],
    texts: Sequence[str],
    initial: InitialLetter,
    fonts: Texts,
) -> list[bytes]:
    """Return operators that show an initial letter on the first baseline.

    `matrix` sets the text matrix, `placed` and `texts` are its glyphs, spaces after it included.
    Empty if its font can have no further glyphs.
    """
    size = initial.text_size
    if not all(fonts[glyph.font].can_enlarge(glyph.size / size) for glyph in placed):
        return []
    *others, y, operator = matrix.split()
    raised = b" ".join([*others, b"%.6f" % (float(y) - initial.sink), operator])
    return [raised, *show_glyphs(reversed([*_in_line(placed, texts, initial, fonts)]))]


def _in_line(
    placed: Sequence[Glyph], texts: Sequence[str], initial: InitialLetter, fonts: Texts
) -> Iterator[Glyph]:
    """Yield the glyphs in the size of the text beside them, from the last one on."""
    size, end = initial.text_size, initial.bearing + initial.width
    for glyph, text in reversed([*zip(placed, texts, strict=True)]):
        font = fonts[glyph.font]
        if text.isspace():
            width = glyph.width * size / glyph.size
            end -= width
            shown = font.code(glyph.code, text)
            yield glyph._replace(font=shown.font, code=shown.code, size=size, x=end, width=width)
        else:
            yield font.enlarge(glyph, text, size, initial.sink, end - glyph.x)
            end = glyph.x
