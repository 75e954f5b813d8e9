"""Composite glyphs, added to a TrueType font (OpenType 1.9, glyf: composite glyph description)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Component(NamedTuple):
    """A glyph by its number, and its place in font units."""

    glyph: int
    x: int
    y: int


class Composite(NamedTuple):
    """A glyph that is made up of others; `width` is in font units."""

    components: tuple[Component, ...]
    width: int


def add_composites(font: bytes, composites: Sequence[Composite]) -> tuple[bytes, int]:
    """Add glyphs after the last one of a font; return it, and the number of the first of them."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import, and rarely used
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent  # noqa: PLC0415 - as above

    opened = TTFont(BytesIO(font), recalcTimestamp=False)
    glyphs, names = opened["glyf"], opened.getGlyphOrder()
    first = len(names)
    for number, composite in enumerate(composites):
        glyph, name = Glyph(), f"composite{number}"
        glyph.numberOfContours = -1
        glyph.components = []
        for part in composite.components:
            component = GlyphComponent()
            component.glyphName = names[part.glyph]
            component.x, component.y = part.x, part.y
            component.flags = 0  # not rounded to pixels
            glyph.components.append(component)
        glyphs[name] = glyph
        glyph.recalcBounds(glyphs)
        opened["hmtx"][name] = composite.width, glyph.xMin
    written = BytesIO()
    opened.save(written)
    return written.getvalue(), first
