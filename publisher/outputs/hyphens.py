"""Hyphens at line ends, so that copied and searched words come whole.

A font tells for each of its glyphs what is copied (ToUnicode), and the same glyph is a
hyphen that an author wrote and one that divides a word. So the latter is set in a twin of
the font, which shares all with it but that: there the glyph is U+00AD SOFT HYPHEN
(ISO 32000-1, 14.8.2.2.3).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pydyf

from publisher.outputs.drawing import descendants, is_generated, is_text
from publisher.outputs.structure import opening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from publisher.outputs.drawing import Sheet

    Box = Any  # WeasyPrint is not typed

_SOFT = "\u00ad"
_NOT_DRAWN = re.compile(rf"[\s{_SOFT}]")
# What WeasyPrint writes: glyphs as four digits each, and spaces between them.
_FIRST = re.compile(rb"\[<([0-9a-f]{4})(.*)\] TJ", re.DOTALL)
_LAST = re.compile(rb"\[(.*)([0-9a-f]{4})>(-?[\d.]*)\] TJ", re.DOTALL)
_FONT = re.compile(rb"/(\w+) (\S+) Tf")


def soften(pdf: pydyf.PDF, pages: Sequence[Sheet]) -> None:
    """Make soft hyphens of all hyphens that divide words at line ends."""
    twins: dict[bytes, set[bytes]] = {}
    for sheet, box in _divided(pages):
        _set_in_twin(sheet.stream.stream, sheet.pieces[box], box, twins)
    if not twins:
        return
    fonts = _fonts(pdf, next(iter(twins)).decode())
    for name, glyphs in twins.items():
        font = pdf.objects[int(fonts[name.decode()].split()[0])]
        twin = pydyf.Dictionary({**font, "ToUnicode": _to_unicode(pdf, glyphs)})
        pdf.add_object(twin)
        fonts[f"{name.decode()}soft"] = twin.reference


def _divided(pages: Iterable[Sheet]) -> Iterator[tuple[Sheet, Box]]:
    """Yield the pieces of lines that end within a word.

    WeasyPrint does not say which hyphens it added: they are those that the text of the
    element does not have there.
    """
    read: dict[object, int] = {}
    for sheet in pages:
        for box in (box for start in sheet.body for box in descendants(start)):
            if not is_text(box) or is_generated(box) or box not in sheet.pieces:
                continue
            text = _NOT_DRAWN.sub("", _own_text(box.element))
            drawn = _NOT_DRAWN.sub("", box.text)
            end = read.get(box.element, 0) % (len(text) or 1) + len(drawn)
            hyphen = box.style["hyphenate_character"]
            if added := drawn.endswith(hyphen) and text[end - len(hyphen) : end] != hyphen:
                end -= len(hyphen)
            read[box.element] = end
            if added and len(hyphen) == 1:
                yield sheet, box


def _own_text(element: Any) -> str:  # noqa: ANN401 - an element of the HTML
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _set_in_twin(stream: list[Any], piece: int, box: Box, twins: dict[bytes, set[bytes]]) -> None:
    """Draw the hyphen of a piece of content in the twin of its font."""
    start = opening(stream, piece)
    end = stream.index(b"EMC", start)
    right_to_left = box.style["direction"] == "rtl"
    shown = [i for i in range(start, end) if _ends(stream[i], b"] TJ")]
    place = shown[0] if right_to_left else shown[-1]
    set_font = next(stream[i] for i in range(place, start, -1) if _ends(stream[i], b" Tf"))
    name, size = _FONT.fullmatch(set_font).groups()
    twin = b"/%bsoft %b Tf" % (name, size)
    if right_to_left:
        glyph, rest = _FIRST.fullmatch(stream[place]).groups()
        rest = rest[1:] if rest.startswith(b">") else b"<" + rest
        drawn = [twin, b"[<%b>] TJ" % glyph, set_font, b"[%b] TJ" % rest]
    else:
        before, glyph, space = _LAST.fullmatch(stream[place]).groups()
        before = before[:-1] if before.endswith(b"<") else before + b">"
        drawn = [b"[%b] TJ" % before, twin, b"[<%b>%b] TJ" % (glyph, space), set_font]
    stream[place : place + 1] = drawn
    twins.setdefault(name, set()).add(glyph)


def _ends(item: object, operator: bytes) -> bool:
    return isinstance(item, bytes) and item.endswith(operator)


def _fonts(pdf: pydyf.PDF, name: str) -> pydyf.Dictionary:
    """Return the dictionary of the fonts, in which each has its name."""
    return next(item for item in pdf.objects if isinstance(item, dict) and name in item)


def _to_unicode(pdf: pydyf.PDF, glyphs: set[bytes]) -> bytes:
    """Write what is copied of glyphs that are all soft hyphens (ISO 32000-1, 9.10.3)."""
    soft = _SOFT.encode("utf-16-be").hex().encode()
    cmap = pydyf.Stream(
        [
            b"/CIDInit /ProcSet findresource begin",
            b"12 dict begin",
            b"begincmap",
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            b"/CMapName /Adobe-Identity-UCS def",
            b"/CMapType 2 def",
            b"1 begincodespacerange",
            b"<0000> <ffff>",
            b"endcodespacerange",
            b"%d beginbfchar" % len(glyphs),
            *(b"<%b> <%b>" % (glyph, soft) for glyph in sorted(glyphs)),
            b"endbfchar",
            b"endcmap",
            b"CMapName currentdict /CMap defineresource pop",
            b"end",
            b"end",
        ],
        compress=True,
    )
    pdf.add_object(cmap)
    return bytes(cmap.reference)
