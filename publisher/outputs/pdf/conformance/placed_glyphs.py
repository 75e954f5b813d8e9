"""Glyphs of a text object (ISO 32000-1, 9.4), with their places in text space."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Widths = Mapping[str, Mapping[int, float]]  # by font and glyph, in units

UNITS = 1000  # of the size of a font
_LEAST_SPACE = 1.5  # units, which nobody sees; two widths may be rounded
_WIDEST_STEP = 100  # units: less than half of a space in any font of text
_SET_FONT = re.compile(rb"/(\w+) (\S+) Tf")
_SET_RISE = re.compile(rb"(\S+) Ts")
_SHOW = re.compile(rb"\[(.*)\] TJ", re.DOTALL)
_STRING_OR_SPACE = re.compile(rb"<([0-9a-f]*)>|([^<>]+)")
_CODE = re.compile(rb"[0-9a-f]{4}")


class Glyph(NamedTuple):
    """A glyph, shown by a code of a font.

    - `font`: name in the page's resources
    - `code`: in hexadecimal digits
    - `x`, `rise`, `width`: in text space
    - `opens`, `closes`: the ActualText of a span that begins before the glyph, and whether the
      span ends after it
    """

    font: str
    size: float
    rise: float
    code: bytes
    x: float
    width: float
    opens: str | None = None
    closes: bool = False


class FontCode(NamedTuple):
    """A code in hexadecimal digits, and the name of its font in the page's resources."""

    font: str
    code: bytes


def codes_of(operators: Iterable[bytes]) -> Iterator[FontCode]:
    """Yield the codes that the operators of a text object show."""
    font = ""
    for operator in operators:
        if found := _SET_FONT.fullmatch(operator):
            font = found[1].decode()
        elif found := _SHOW.fullmatch(operator):
            strings = b"".join(string for string, _ in _STRING_OR_SPACE.findall(found[1]))
            yield from (FontCode(font, code) for code in _CODE.findall(strings))


def place_glyphs(operators: Iterable[bytes], widths: Widths) -> Iterator[Glyph]:
    """Yield the glyphs that the operators of a text object show."""
    font, size, rise, x = "", 0.0, 0.0, 0.0
    for operator in operators:
        if found := _SET_FONT.fullmatch(operator):
            font, size = found[1].decode(), float(found[2])
        elif found := _SET_RISE.fullmatch(operator):
            rise = float(found[1])
        elif found := _SHOW.fullmatch(operator):
            for string, space in _STRING_OR_SPACE.findall(found[1]):
                for code in _CODE.findall(string):
                    width = widths[font][int(code, 16)] * size / UNITS
                    yield Glyph(font, size, rise, code, x, width)
                    x += width
                x -= float(space or 0) * size / UNITS


def show_glyphs(glyphs: Iterable[Glyph]) -> Iterator[bytes]:
    """Yield operators that show glyphs in their places."""
    font, size, rise, pen, operand = "", 0.0, 0.0, 0.0, b""
    for glyph in glyphs:
        if operand and (glyph[:3] != (font, size, rise) or glyph.opens is not None):
            yield b"[<%b>] TJ" % operand
            operand = b""
        if glyph.opens is not None:
            text = glyph.opens.encode("utf-16-be").hex().encode()
            yield b"/Span <</ActualText <feff%b>>> BDC" % text
        if glyph[:2] != (font, size):
            yield b"/%b %b Tf" % (glyph.font.encode(), _number(glyph.size))
        if glyph.rise != rise:
            yield b"%b Ts" % _number(glyph.rise)
        font, size, rise = glyph[:3]
        space = (pen - glyph.x) * UNITS / size
        if abs(space) > _LEAST_SPACE:
            operand += b"> %b <" % _movement(space)
            pen = glyph.x
        operand += glyph.code
        pen += glyph.width
        if glyph.closes:
            yield b"[<%b>] TJ" % operand
            yield b"EMC"
            operand = b""
    if operand:
        yield b"[<%b>] TJ" % operand
    if rise:
        yield b"0 Ts"  # the rise outlasts a text object


def _movement(space: float) -> bytes:
    """Return numbers that move the pen back: pypdf takes a large negative one for a space."""
    steps = max(1, ceil(-space / _WIDEST_STEP))
    return b" ".join([_number(space / steps)] * steps)


def without_empty_strings(operator: bytes) -> bytes:
    """Simplify an operator: PDFium loses the spaces beside an empty string."""
    return operator.replace(b">0<", b"").replace(b"<>", b" ")


def _number(value: float) -> bytes:
    return f"{value:.3f}".rstrip("0").rstrip(".").encode()
