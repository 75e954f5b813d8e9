"""What is copied, searched and read aloud of the glyphs of a PDF (ISO 32000-1, 9.10).

A font tells for each glyph which text it stands for, once and for all. But one glyph may
stand for several: a hyphen that an author wrote and one that divides a word at a line's
end, or a letter of Hindi alone and in a syllable that is written in another order. WeasyPrint
70 keeps the first that it meets. Here each other text is set in a twin of the font, which
shares all with it but what its glyphs stand for.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain, groupby, islice, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.text.ffi import ffi, pango

from publisher.outputs.drawing import pieces_of_text
from publisher.outputs.hyphens import divided

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from publisher.outputs.drawing import Sheet

    Box = Any  # WeasyPrint is not typed
    Texts = dict[bytes, str]  # what glyphs stand for
    Twins = dict[str, list[Texts]]  # by a font's name: in it, then in each of its twins
    Pieces = dict[int, Iterator[str]]  # what the glyphs of a page's pieces were drawn for

_SOFT_HYPHEN = "\u00ad"  # ISO 32000-1, 14.8.2.2.3
_NOTHING = "\u2060"  # word joiner: a glyph must stand for something (ISO 19005-3, 6.2.11.7)
_JOINERS = "\u200c\u200d"  # which are not drawn, and part of the spelling of Persian and Hindi
_FONT = re.compile(rb"/(\w+) (\S+) Tf")
_SHOWN = re.compile(rb"\[(.*)\] TJ", re.DOTALL)
_GLYPHS = re.compile(rb"<([0-9a-f]*)>|([^<>]+)")  # and the spaces between them
_DIGITS = 4  # of a glyph


def tell_glyphs_apart(pdf: pydyf.PDF, pages: Sequence[Sheet], fonts: Mapping[str, Any]) -> None:
    """Make every glyph stand for the text that it was drawn for."""
    twins: Twins = {font.hash: [{}] for font in fonts.values()}
    for font in fonts.values():
        said = {b"%04x" % glyph: text for glyph, text in font.to_unicode.items() if text}
        twins[font.hash][0] |= said
    hyphenated = divided(pages)
    pieces: dict[Sheet, Pieces] = {sheet: {} for sheet in pages}
    for sheet, box in pieces_of_text(pages):
        texts = chain.from_iterable(_runs(box, soft=box in hyphenated))
        pieces[sheet][sheet.pieces[box]] = texts
    for sheet, own in pieces.items():
        sheet.stream.stream[:] = _set(sheet.stream.stream, own, twins)
    for font in fonts.values():  # of which some were drawn in no line, but in an image
        for glyph in font.to_unicode:
            twins[font.hash][0].setdefault(b"%04x" % glyph, _NOTHING)
    _write(pdf, twins)


def _runs(box: Box, *, soft: bool) -> Iterator[list[str]]:
    """Yield what each glyph of a line stands for, in the order of drawing.

    With `soft`, the last letter is a hyphen that the text does not have.
    """
    layout = box.pango_layout
    layout.reactivate(box.style)
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 - C
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    last = len(text) - len(layout.text[-1:].encode()) if soft else len(text)
    run = line.runs[0]
    while run != ffi.NULL:
        glyphs, item = run.data.glyphs, run.data.item
        order = -1 if item.analysis.level % 2 else 1  # of reading
        starts = [item.offset + glyphs.log_clusters[i] for i in range(glyphs.num_glyphs)]
        ends = dict(pairwise(sorted({*starts, item.offset + item.length})))
        drawn = [
            glyph.glyph != pango.PANGO_GLYPH_EMPTY for glyph in glyphs.glyphs[0 : len(starts)]
        ]
        clusters = [
            (
                _SOFT_HYPHEN if start == last else text[start : ends[start]].decode(),
                sum(is_drawn for _, is_drawn in same),
            )
            for start, same in groupby([*zip(starts, drawn, strict=True)][::order], itemgetter(0))
        ]
        yield _shared(clusters)[::order]
        run = run.next
    layout.deactivate()


def _shared(clusters: Sequence[tuple[str, int]]) -> list[str]:
    """Share out letters among the glyphs that are drawn for them, none going empty-handed.

    A vowel sign that is drawn before and behind its consonant is two letters then, as
    Unicode has it (UAX 15, form D); the second of them is counted with the consonant.
    """
    parts: list[str] = []
    left, glyphs = "", 0
    for number, (letters, count) in enumerate(clusters):
        if not count:
            if letters in _JOINERS and parts:
                parts[-1] += letters
            continue
        left, glyphs = left + letters, glyphs + count
        if glyphs > len(left):
            left = unicodedata.normalize("NFD", left)
        following = clusters[number + 1][0][:1] if number + 1 < len(clusters) else ""
        if glyphs > len(left) and unicodedata.category(following or " ").startswith("M"):
            continue
        each = [*left, *[_NOTHING] * (glyphs - len(left))]
        parts += [*each[: glyphs - 1], "".join(each[glyphs - 1 :])]
        left, glyphs = "", 0
    return parts


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
    codes = [*_codes(b"".join(glyphs for glyphs, _ in _GLYPHS.findall(shown)))]
    own = [*islice(texts, len(codes))]
    first = twins[0]
    if all(first.setdefault(code, text) == text for code, text in zip(codes, own, strict=False)):
        return None
    parts: list[tuple[str, bytes]] = []
    left = iter(own)
    for glyphs, space in _GLYPHS.findall(shown):
        parts += [
            (name + _twin(code, next(left, None), twins), b"<%b>" % code)
            for code in _codes(glyphs)
        ]
        if space:
            parts.append((parts[-1][0] if parts else name, b" " + space))
    return parts


def _codes(glyphs: bytes) -> Iterator[bytes]:
    return (glyphs[i : i + _DIGITS] for i in range(0, len(glyphs), _DIGITS))


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
