"""What is copied, searched and read aloud of the glyphs of a PDF (ISO 32000-1, 9.10).

A font tells for each glyph which text it stands for, once and for all. But one glyph may
stand for several: a hyphen that an author wrote and one that divides a word at a line's
end, or a letter of Hindi alone and in a syllable that is written in another order. WeasyPrint
70 keeps the first that it meets. Here each other text is set in a twin of the font, which
shares all with it but what its glyphs stand for.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

import pydyf

from publisher.outputs.pdf.conformance.marked_content import pieces_of_text
from publisher.outputs.pdf.conformance.soft_hyphens import divided

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from publisher.outputs.pdf.conformance.marked_content import Sheet
    from publisher.outputs.pdf.engine.note_glyphs import Line

    Texts = dict[bytes, str]  # what glyphs stand for
    Twins = dict[str, list[Texts]]  # by a font's name: in it, then in each of its twins
    Pieces = dict[int, Iterator[str]]  # what the glyphs of a page's pieces were drawn for

_SOFT_HYPHEN = "\u00ad"  # ISO 32000-1, 14.8.2.2.3
_NOTHING = "\u2060"  # word joiner: a glyph must stand for something (ISO 19005-3, 6.2.11.7)
_FONT = re.compile(rb"/(\w+) (\S+) Tf")
_SHOWN = re.compile(rb"\[(.*)\] TJ", re.DOTALL)
_GLYPHS = re.compile(rb"<([0-9a-f]*)>|([^<>]+)")  # and the spaces between them
_CODE = re.compile(rb"[0-9a-f]{4}")


def separate_shared_glyphs(
    pdf: pydyf.PDF, pages: Sequence[Sheet], fonts: Mapping[str, Any]
) -> None:
    """Make every glyph stand for the text that it was drawn for."""
    twins: Twins = {font.hash: [{}] for font in fonts.values()}
    for font in fonts.values():
        said = {b"%04x" % glyph: text for glyph, text in font.to_unicode.items() if text}
        twins[font.hash][0] |= said
    hyphenated = divided(pages)
    pieces: dict[Sheet, Pieces] = {sheet: {} for sheet in pages}
    for sheet, box in pieces_of_text(pages):
        texts = _actual_text(sheet.lines.get(box), soft=box in hyphenated)
        pieces[sheet][sheet.pieces[box]] = texts
    for sheet, own in pieces.items():
        sheet.stream.stream[:] = _set(sheet.stream.stream, own, twins)
    for font in fonts.values():  # of which some were drawn in no line, but in an image
        for glyph in font.to_unicode:
            twins[font.hash][0].setdefault(b"%04x" % glyph, _NOTHING)
    _write(pdf, twins)


def _actual_text(line: Line | None, *, soft: bool) -> Iterator[str]:
    """Yield what each glyph of a line stands for, in the order of drawing.

    With `soft`, the last letter is a hyphen that the text does not have.
    """
    if line is None:
        return
    for number, text in enumerate(line.texts):
        yield _SOFT_HYPHEN if soft and number == line.last else text


def _set(stream: Iterable[Any], pieces: Pieces, twins: Twins) -> Iterator[Any]:
    """Yield a page's content, set anew where its fonts would tell another text."""
    texts: Iterator[str] | None = None
    name, size = "", b""
    for item in stream:
        if isinstance(item, dict):
            texts = pieces.get(item.get("MCID", -1))
        elif item == b"EMC":
            texts = None
        elif texts and isinstance(item, bytes):
            if font := _FONT.fullmatch(item):
                name, size = font[1].decode(), font[2]
            elif shown := _SHOWN.fullmatch(item):
                parts = _parts(shown[1], name, texts, twins[name])
                yield from [item] if parts is None else _show(parts, name, size)
                continue
        yield item


def _parts(
    shown: bytes, name: str, texts: Iterator[str], twins: list[Texts]
) -> list[tuple[str, bytes]] | None:
    """Return the glyphs that are shown, each with its font; None where all have the same."""
    codes = _CODE.findall(b"".join(glyphs for glyphs, _ in _GLYPHS.findall(shown)))
    own = [*islice(texts, len(codes))]
    if own == [twins[0].get(code) for code in codes[: len(own)]]:
        return None
    parts: list[tuple[str, bytes]] = []
    left = iter(own)
    for glyphs, space in _GLYPHS.findall(shown):
        parts += [
            (name + _twin(code, next(left, None), twins), b"<%b>" % code)
            for code in _CODE.findall(glyphs)
        ]
        if space:
            parts.append((parts[-1][0] if parts else name, b" " + space))
    return parts


def _twin(glyph: bytes, text: str | None, twins: list[Texts]) -> str:
    """Return the ending of the font's name in which a glyph stands for a text."""
    if text is None:
        return ""
    for number, twin in enumerate(twins):
        if twin.setdefault(glyph, text) == text:
            return str(number or "")
    twins.append({glyph: text})
    return str(len(twins) - 1)


def _show(parts: Sequence[tuple[str, bytes]], name: str, size: bytes) -> Iterator[bytes]:
    """Yield what draws glyphs each in its font, and comes back to the font `name`."""
    current, row = name, b""
    for font, part in [*parts, (name, b"")]:
        if font != current:
            if row:
                yield b"[%b] TJ" % row
            yield b"/%b %b Tf" % (font.encode(), size)
            current, row = font, b""
        row += part
    if row:
        yield b"[%b] TJ" % row.replace(b"><", b"")


def _write(pdf: pydyf.PDF, twins: Twins) -> None:
    """Write what the fonts' glyphs stand for, and the twins."""
    for name, (first, *others) in sorted(twins.items()):
        # The dictionary of the page's fonts, in which each has its name.
        fonts = next(item for item in pdf.objects if isinstance(item, dict) and name in item)
        font = pdf.objects[int(fonts[name].split()[0])]
        pdf.objects[int(font["ToUnicode"].split()[0])].stream[:] = _to_unicode(first)
        for number, texts in enumerate(others, start=1):
            cmap = pydyf.Stream(_to_unicode(texts), compress=True)
            pdf.add_object(cmap)
            twin = pydyf.Dictionary({**font, "ToUnicode": cmap.reference})
            pdf.add_object(twin)
            fonts[f"{name}{number}"] = twin.reference


def _to_unicode(texts: Texts) -> list[str]:
    """Write what glyphs stand for (ISO 32000-1, 9.10.3)."""
    rows = [
        f"<{glyph.decode()}> <{text.encode('utf-16-be').hex()}>"
        for glyph, text in sorted(texts.items())
    ]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    return [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <ffff>",
        "endcodespacerange",
        *("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks),
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
