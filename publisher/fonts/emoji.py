"""Noto Color Emoji, whose glyphs are bitmaps: a font of blank glyphs for layout, and pictures.

Bitmaps come in one size, and a PDF cannot embed them as a font. In the font for layout each glyph
is an outline that encloses nothing: it takes the room of its picture, and extractors find it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from struct import pack
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

    from publisher.fonts.installed import Face

EMOJI = "Noto Color Emoji"
# CSS's generic family (Fonts 4, 2.1.3), in which Pango looks for what is to be a picture.
GENERIC = "emoji"
_BITMAPS = ("CBDT", "CBLC")  # tables: bitmaps and their places
_ON_CURVE = 1  # flag of a point


class Picture(NamedTuple):
    """Picture of a glyph as PNG; its size, and how far it rises above the baseline, in ems."""

    png: bytes
    width: float
    height: float
    ascent: float


_sources: dict[bytes, Face] = {}  # by the content of a face for layout


def layout_face(face: Face) -> Face:
    """Return the face for layout of a face with bitmaps. Raises PublisherError for another."""
    blank = replace(face, family=GENERIC, content=_blank(face))
    _sources[blank.read()] = face
    return blank


@lru_cache(maxsize=2)
def _blank(face: Face) -> bytes:
    """Return a font with the characters, ligatures and widths of a face, and blank glyphs."""
    from fontTools.ttLib import newTable  # noqa: PLC0415 - slow to import, and rarely used
    from fontTools.ttLib.tables._g_l_y_f import Glyph  # noqa: PLC0415 - as above

    font = _opened(face)
    for tag in _BITMAPS:
        del font[tag]
    glyphs, order, heights = newTable("glyf"), font.getGlyphOrder(), font["hhea"]
    outline = _outline(heights.advanceWidthMax, heights.ascent, heights.descent)
    glyphs.glyphOrder, glyphs.glyphs = order, dict.fromkeys(order, Glyph(outline))
    font["glyf"], font["loca"] = glyphs, newTable("loca")
    font["maxp"].maxPoints, font["maxp"].maxContours = 2, 1
    written = BytesIO()
    font.save(written)
    return written.getvalue()


def _opened(face: Face) -> TTFont:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import, and rarely used

    font = TTFont(BytesIO(face.read()), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    if not all(tag in font for tag in _BITMAPS):
        problem = f"{face.file.name} has no bitmaps (CBDT), and other emoji are not printed"
        raise PublisherError(f"{problem}; install the {EMOJI} that has them")
    return font


def _outline(width: int, ascent: int, descent: int) -> bytes:
    """Return a glyph whose contour goes from corner to corner of its box and back.

    It is in the form of OpenType 1.9, glyf: simple glyph description.
    """
    header = pack(">hhhhh", 1, 0, descent, width, ascent)
    flags, places = [_ON_CURVE] * 2, (0, width, descent, ascent - descent)
    return header + pack(">HHBBhhhh", 1, 0, *flags, *places)


def picture_of(font: bytes, glyph: int) -> Picture | None:
    """Return the picture of a glyph, by its number; None if it has none.

    `font` is the content of a face for layout.
    """
    source = _source(_sources[font])
    bitmap = source["CBDT"].strikeData[0].get(source.getGlyphName(glyph))
    if bitmap is None:
        return None
    size, measures = source["CBLC"].strikes[0].bitmapSizeTable.ppemX, bitmap.metrics
    in_ems = (value / size for value in (measures.width, measures.height, measures.BearingY))
    return Picture(bitmap.imageData, *in_ems)


_source = lru_cache(maxsize=2)(_opened)
