"""Text of the glyphs of a PDF, for copying, searching and reading aloud (ISO 32000-1, 9.10).

The ToUnicode CMap of a font maps each glyph to one text. But a glyph may be drawn for several:
a hyphen of the author and a soft hyphen at a line end, or a letter of Hindi alone and in a
syllable that is spelled in another order. WeasyPrint 70 keeps the first text only. Here each
further text of a glyph goes to a variant of the font that differs only in its CMap.

Several glyphs may show one text: a letter and its dots, or a vowel sign before and after its
consonant. They are a span with this text as its ActualText (ISO 32000-1, 14.9.4). So is a word
with marks, so that extractors find it whole. The dots of a letter from right to left are a span
without text, so that the letter alone decides where extractors see it.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import pydyf

from publisher.outputs.pdf.conformance.marked_content import text_pieces
from publisher.outputs.pdf.conformance.soft_hyphens import boxes_with_soft_hyphen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from publisher.outputs.pdf.conformance.marked_content import Sheet
    from publisher.outputs.pdf.engine.record_glyphs import Line

    Texts = dict[bytes, str]  # text of each glyph; glyphs by their code in a content stream
    Variants = dict[str, list[Texts]]  # by name of a font: its own texts, then its variants'
    DrawnTexts = dict[int, Iterator["_Drawn"]]  # by MCID on a page: each glyph as drawn

_SOFT_HYPHEN = "\u00ad"  # ISO 32000-1, 14.8.2.2.3
_NO_TEXT = "\u2060"  # word joiner: every glyph needs a text (ISO 19005-3, 6.2.11.7)
_SET_FONT = re.compile(rb"/(\w+) (\S+) Tf")
_SHOW_GLYPHS = re.compile(rb"\[(.*)\] TJ", re.DOTALL)
_GLYPHS_OR_SPACE = re.compile(rb"<([0-9a-f]*)>|([^<>]+)")
_CODE = re.compile(rb"[0-9a-f]{4}")


class _Drawn(NamedTuple):
    """Text of a drawn glyph; `opens` is the text of a span that begins before it."""

    text: str
    opens: str | None = None
    closes: bool = False


class _Part(NamedTuple):
    """Part of the operand of a `TJ` operator: a glyph or a space, and the font to show it in.

    `opens` is the text of a span that begins before it, and `closes` ends the span after it.
    """

    font: str
    operand: bytes
    opens: str | None = None
    closes: bool = False


def separate_shared_glyphs(
    pdf: pydyf.PDF, pages: Sequence[Sheet], fonts: Mapping[str, Any]
) -> None:
    """Map every glyph to the text that it is drawn for."""
    variants: Variants = {font.hash: [{}] for font in fonts.values()}
    for font in fonts.values():
        texts = {b"%04x" % glyph: text for glyph, text in font.to_unicode.items() if text}
        variants[font.hash][0] |= texts
    for sheet, drawn in _drawn_texts(pages).items():
        sheet.stream.stream[:] = _rewrite(sheet.stream.stream, drawn, variants)
    for font in fonts.values():  # some glyphs are drawn in no line, but in an image
        for glyph in font.to_unicode:
            variants[font.hash][0].setdefault(b"%04x" % glyph, _NO_TEXT)
    _write_variants(pdf, variants)


def _drawn_texts(pages: Sequence[Sheet]) -> dict[Sheet, DrawnTexts]:
    hyphenated = boxes_with_soft_hyphen(pages)
    drawn: dict[Sheet, DrawnTexts] = {sheet: {} for sheet in pages}
    for sheet, box in text_pieces(pages):
        texts = _actual_text(sheet.lines.get(box), soft=box in hyphenated)
        drawn[sheet][sheet.mcids[box]] = texts
    return drawn


def _actual_text(line: Line | None, *, soft: bool) -> Iterator[_Drawn]:
    """Yield the text of each glyph of a line, in drawing order.

    `soft` replaces the last letter, a hyphen that the source does not have.
    """
    if line is None:
        return
    end = 0
    for number, text in enumerate(line.texts):
        glyphs, opens = line.groups.get(number, (0, None))
        end = number + glyphs if glyphs else end
        if opens and soft and number <= line.last < number + glyphs:
            opens = opens[:-1] + _SOFT_HYPHEN
        shown = _SOFT_HYPHEN if soft and number == line.last else text
        yield _Drawn(shown, opens, closes=number + 1 == end)


def _rewrite(stream: Iterable[Any], drawn: DrawnTexts, variants: Variants) -> Iterator[Any]:
    """Yield the items of a content stream, each glyph shown in the font variant of its text."""
    texts: Iterator[_Drawn] | None = None
    name, size = "", b""
    for item in stream:
        if isinstance(item, dict):
            texts = drawn.get(item.get("MCID", -1))
        elif item == b"EMC":
            texts = None
        elif texts and isinstance(item, bytes):
            if font := _SET_FONT.fullmatch(item):
                name, size = font[1].decode(), font[2]
            elif shown := _SHOW_GLYPHS.fullmatch(item):
                parts = _split_by_font(shown[1], name, texts, variants[name])
                yield from [item] if parts is None else _show(parts, name, size)
                continue
        yield item


def _split_by_font(
    operand: bytes, name: str, texts: Iterator[_Drawn], variants: list[Texts]
) -> list[_Part] | None:
    """Return the parts of an operand; None if the font `name` has the right text for all."""
    codes = _CODE.findall(b"".join(glyphs for glyphs, _ in _GLYPHS_OR_SPACE.findall(operand)))
    drawn = [*islice(texts, len(codes))]
    if drawn == [_Drawn(variants[0].get(code, "")) for code in codes[: len(drawn)]]:
        return None
    parts: list[_Part] = []
    remaining = iter(drawn)
    for glyphs, space in _GLYPHS_OR_SPACE.findall(operand):
        for code in _CODE.findall(glyphs):
            glyph = next(remaining, None)
            font = name + _suffix(code, glyph.text if glyph else None, variants)
            parts.append(_Part(font, b"<%b>" % code, *(glyph or ())[1:]))
        if space:
            parts.append(_Part(parts[-1].font if parts else name, b" " + space))
    return parts


def _suffix(glyph: bytes, text: str | None, variants: list[Texts]) -> str:
    """Return the name suffix of the font variant for a glyph and its text; add one if needed."""
    if text is None:
        return ""
    for number, texts in enumerate(variants):
        if texts.setdefault(glyph, text) == text:
            return str(number or "")
    variants.append({glyph: text})
    return str(len(variants) - 1)


def _show(parts: Sequence[_Part], name: str, size: bytes) -> Iterator[bytes]:
    """Yield operators that show parts in their fonts, and select the font `name` again."""
    current, operand = name, b""
    for part in [*parts, _Part(name, b"")]:
        if operand and (part.font != current or part.opens is not None):
            yield b"[%b] TJ" % operand.replace(b"><", b"")
            operand = b""
        if part.opens is not None:
            text = part.opens.encode("utf-16-be").hex().encode()
            yield b"/Span <</ActualText <feff%b>>> BDC" % text
        if part.font != current:
            yield b"/%b %b Tf" % (part.font.encode(), size)
            current = part.font
        operand += part.operand
        if part.closes:
            yield b"[%b] TJ" % operand.replace(b"><", b"")
            yield b"EMC"
            operand = b""
    if operand:
        yield b"[%b] TJ" % operand.replace(b"><", b"")


def _write_variants(pdf: pydyf.PDF, variants: Variants) -> None:
    """Write the CMap of each font, and add its variants to the resources."""
    for name, (own, *others) in sorted(variants.items()):
        # The page's font resources, a dictionary by name of the font.
        fonts = next(item for item in pdf.objects if isinstance(item, dict) and name in item)
        font = pdf.objects[int(fonts[name].split()[0])]
        pdf.objects[int(font["ToUnicode"].split()[0])].stream[:] = _cmap(own)
        for number, texts in enumerate(others, start=1):
            cmap = pydyf.Stream(_cmap(texts), compress=True)
            pdf.add_object(cmap)
            variant = pydyf.Dictionary({**font, "ToUnicode": cmap.reference})
            pdf.add_object(variant)
            fonts[f"{name}{number}"] = variant.reference


def _cmap(texts: Texts) -> list[str]:
    """Return the lines of a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
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
