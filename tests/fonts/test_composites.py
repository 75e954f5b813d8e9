"""Glyphs that are made of others: composites and enlarged ones."""

from __future__ import annotations

from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from publisher.fonts.composites import Component, Composite, add_glyphs
from publisher.fonts.enlargements import Enlargement, can_enlarge


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


def bounds(content: bytes, first: int) -> list[tuple[float, ...]]:
    """Return the edges of the glyphs of a font from one on."""
    opened = TTFont(BytesIO(content))
    glyphs, found = opened.getGlyphSet(), []
    for name in opened.getGlyphOrder()[first:]:
        pen = BoundsPen(glyphs)
        glyphs[name].draw(pen)
        found.append(pen.bounds)
    return found


def widths(content: bytes) -> list[float]:
    opened = TTFont(BytesIO(content))
    return [opened["hmtx"][name][0] for name in opened.getGlyphOrder()]


COMPOSITES = [
    Composite((Component(1, 10, -20), Component(0, 99, 99), Component(1, 300, 40)), 450),
    Composite((Component(1, 0, 0),), 0),
]


def test_composites_follow_the_other_glyphs() -> None:
    content, first = add_glyphs(font(), COMPOSITES)
    assert add_glyphs(font(), COMPOSITES) == (content, first)
    assert first == 2
    assert bounds(content, first) == [(10, -20, 400, 140), (0, 0, 100, 100)]
    assert widths(content) == [500, 120, 450, 0]


def test_enlarged_glyphs_have_outlines_of_their_own() -> None:
    composite, _ = add_glyphs(font(), COMPOSITES[:1])
    enlarged = [Enlargement(1, 5.5, -300, 600), Enlargement(2, 2, 0, 900)]
    content, first = add_glyphs(composite, enlarged)
    assert add_glyphs(composite, enlarged) == (content, first)
    assert bounds(content, first) == [(0, -300, 550, 250), (20, -40, 800, 280)]
    assert widths(content) == [500, 120, 450, 600, 900]
    opened = TTFont(BytesIO(content))
    assert opened["maxp"].maxPoints >= 8
    assert (opened["head"].yMin, opened["head"].xMax) == (-300, 800)


def test_a_glyph_is_enlarged_within_the_limits_of_a_font() -> None:
    assert can_enlarge(1000, 5.2)
    assert can_enlarge(2048, 3)
    assert not can_enlarge(2048, 8)
