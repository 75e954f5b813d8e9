"""Enlarged glyphs of a TrueType font, such as that of an initial letter.

The scale of a component of a composite glyph is less than two (OpenType 1.9, glyf).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    Outlines = Any  # the table glyf; fontTools is not typed

_LARGEST = 8_000  # units of a glyph, less than words hold: letters are up to twice as wide as high


class Enlargement(NamedTuple):
    """A glyph by its number, `scale` times as large, then moved up by `y`.

    `y` and `width` are in font units.
    """

    glyph: int
    scale: float
    y: int
    width: int


def can_enlarge(units: int, scale: float) -> bool:
    """Return whether glyphs of an em of `units` have room for a scale."""
    return units * scale <= _LARGEST


def enlarged_outline(outlines: Outlines, name: str, enlargement: Enlargement) -> bytes:
    """Return the description of an enlarged glyph, without instructions."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph  # noqa: PLC0415 - slow to import, rarely used
    from fontTools.ttLib.tables.ttProgram import Program  # noqa: PLC0415 - as above

    original = Glyph(outlines.glyphs[name].data)  # a copy, as reading changes it
    original.expand(outlines)
    points, ends, flags = original.getCoordinates(outlines)
    glyph = Glyph()
    glyph.numberOfContours, glyph.endPtsOfContours, glyph.flags = len(ends), ends, flags
    glyph.coordinates = points.copy()
    glyph.coordinates.scale((enlargement.scale, enlargement.scale))
    glyph.coordinates.translate((0, enlargement.y))
    glyph.coordinates.toInt()
    glyph.program = Program()
    glyph.program.fromBytecode(b"")
    content: bytes = glyph.compile(outlines)
    return content
