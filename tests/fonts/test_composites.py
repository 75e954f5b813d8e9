"""Glyphs that are made of others."""

from __future__ import annotations

from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from publisher.fonts.composites import Component, Composite, add_composites


def font() -> bytes:
    """Return a font with a square of 100 units as its second glyph."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 100), (100, 100), (100, 0)):
        pen.lineTo(point)
    pen.closePath()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square"])
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "square": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "square": (120, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    written = BytesIO()
    builder.save(written)
    return written.getvalue()


def test_composites_follow_the_other_glyphs() -> None:
    composites = [
        Composite((Component(1, 10, -20), Component(0, 99, 99), Component(1, 300, 40)), 450),
        Composite((Component(1, 0, 0),), 0),
    ]
    content, first = add_composites(font(), composites)
    assert add_composites(font(), composites) == (content, first)
    opened = TTFont(BytesIO(content))
    glyphs, names = opened.getGlyphSet(), opened.getGlyphOrder()
    assert (first, len(names)) == (2, 4)
    bounds = []
    for name in names[first:]:
        pen = BoundsPen(glyphs)
        glyphs[name].draw(pen)
        bounds.append(pen.bounds)
    assert bounds == [(10, -20, 400, 140), (0, 0, 100, 100)]
    assert [glyphs[name].width for name in names] == [500, 120, 450, 0]
