"""Glyphs that are added to a TrueType font: composites (OpenType 1.9, glyf) and enlarged ones."""

from __future__ import annotations

from io import BytesIO
from struct import pack, unpack
from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.fonts.enlargements import Enlargement, enlarged_outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    Outlines = Any  # the table glyf; fontTools is not typed

_COMPOSITE = -1  # in place of a number of contours
# Flags of a component: its places are words, in font units; another component follows.
_WORDS, _PLACES, _MORE = 0x0001, 0x0002, 0x0020
_MOST = 0xFFFF


class Component(NamedTuple):
    """A glyph by its number, and its place in font units."""

    glyph: int
    x: int
    y: int


class _Box(NamedTuple):
    """The bounding box of a glyph, in font units."""

    left: int
    bottom: int
    right: int
    top: int


class Composite(NamedTuple):
    """A glyph that is made up of others; `width` is in font units."""

    components: tuple[Component, ...]
    width: int


def add_glyphs(font: bytes, added: Sequence[Composite | Enlargement]) -> tuple[bytes, int]:
    """Add glyphs after the last one of a font; return it, and the number of the first of them.

    Glyphs are written as bytes: fontTools would read and measure each glyph of the font.
    """
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import, and rarely used
    from fontTools.ttLib.tables._g_l_y_f import Glyph  # noqa: PLC0415 - as above

    opened = TTFont(BytesIO(font), recalcBBoxes=False, recalcTimestamp=False)
    glyphs, order = opened["glyf"], [*opened.getGlyphOrder()]
    boxes = []
    for number, glyph in enumerate(added, start=len(order)):
        if isinstance(glyph, Enlargement):
            description = enlarged_outline(glyphs, order[glyph.glyph], glyph)
        else:
            description = _description(glyph, glyphs, order)
        name = f"added{number}"
        glyphs.glyphs[name] = Glyph(description)
        boxes.append(_box(glyphs.glyphs[name]))
        opened["hmtx"][name] = glyph.width, boxes[-1].left
        glyphs.glyphOrder.append(name)
    opened.setGlyphOrder(glyphs.glyphOrder)
    _raise_limits(opened, added, boxes)
    written = BytesIO()
    opened.save(written)
    return written.getvalue(), len(order)


def _box(glyph: Glyph) -> _Box:
    """Return the box of a glyph from its header, which also composite ones have."""
    return _Box(*unpack(">hhhh", glyph.data[2:10]))


def _moved(box: _Box, part: Component) -> _Box:
    return _Box(box.left + part.x, box.bottom + part.y, box.right + part.x, box.top + part.y)


def _union(boxes: Sequence[_Box]) -> _Box:
    """Return the box around others; that of nothing is a point."""
    if not boxes:
        return _Box(0, 0, 0, 0)
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return _Box(min(lefts), min(bottoms), max(rights), max(tops))


def _description(composite: Composite, glyphs: Outlines, order: Sequence[str]) -> bytes:
    """Return a composite as bytes: not rounded to pixels, its places in words."""
    originals = [(glyphs.glyphs[order[part.glyph]], part) for part in composite.components]
    # An empty glyph, such as a space, has no data.
    box = _union([_moved(_box(one), part) for one, part in originals if hasattr(one, "data")])
    last = len(composite.components) - 1
    parts = (
        pack(">HHhh", _WORDS | _PLACES | (_MORE if number < last else 0), *part)
        for number, part in enumerate(composite.components)
    )
    return pack(">hhhhh", _COMPOSITE, *box) + b"".join(parts)


def _raise_limits(
    font: TTFont, added: Sequence[Composite | Enlargement], boxes: Iterable[_Box]
) -> None:
    """Raise the limits that a font declares to what added glyphs may need at most."""
    limits, head, horizontal = font["maxp"], font["head"], font["hhea"]
    parts = max(len(glyph.components) if isinstance(glyph, Composite) else 1 for glyph in added)
    points = parts * max(limits.maxPoints, limits.maxCompositePoints)
    contours = parts * max(limits.maxContours, limits.maxCompositeContours)
    limits.maxCompositePoints = min(points, _MOST)
    limits.maxCompositeContours = min(contours, _MOST)
    if any(isinstance(glyph, Enlargement) for glyph in added):  # of a composite, perhaps
        limits.maxPoints, limits.maxContours = (
            limits.maxCompositePoints,
            limits.maxCompositeContours,
        )
    limits.maxComponentElements = max(limits.maxComponentElements, parts)
    limits.maxComponentDepth += 1
    box = _union([_Box(head.xMin, head.yMin, head.xMax, head.yMax), *boxes])
    head.xMin, head.yMin, head.xMax, head.yMax = box
    widths = [glyph.width for glyph in added]
    horizontal.advanceWidthMax = max(horizontal.advanceWidthMax, *widths)
    horizontal.minLeftSideBearing = min(horizontal.minLeftSideBearing, box.left)
    horizontal.xMaxExtent = max(horizontal.xMaxExtent, box.right)
