"""What is copied, searched and read aloud of the glyphs of a PDF (ISO 32000-1, 9.10).

A font tells for each glyph which text it stands for, once and for all. But one glyph may
stand for several: a hyphen that an author wrote and one that divides a word at a line's
end, or a letter of Hindi alone and in a syllable that is written in another order. WeasyPrint
70 keeps the first that it meets. Here each other text is set in a twin of the font, which
shares all with it but what its glyphs stand for.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.text.ffi import ffi, pango

from publisher.outputs.drawing import pieces_of_text
from publisher.outputs.hyphens import divided
from publisher.outputs.structure import opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from publisher.outputs.drawing import Sheet

    Box = Any  # WeasyPrint is not typed
    # What each glyph stands for; a font's first twin has the first of them.
    Twins = dict[str, list[dict[str, str]]]

_SOFT_HYPHEN = "\u00ad"  # ISO 32000-1, 14.8.2.2.3
_FONT = re.compile(rb"/(\w+) (\S+) Tf")
_SHOWN = re.compile(rb"\[(.*)\] TJ", re.DOTALL)
_GLYPHS = re.compile(rb"<([0-9a-f]*)>|([^<>]+)")  # and the spaces between them
_DIGITS = 4  # of a glyph


def tell_glyphs_apart(pdf: pydyf.PDF, pages: Sequence[Sheet], fonts: Mapping[str, Any]) -> None:
    """Make every glyph stand for the text that it was drawn for."""
    known = {
        font.hash: {f"{glyph:04x}": text for glyph, text in font.to_unicode.items()}
        for font in fonts.values()
    }
    twins: Twins = {}
    hyphenated = divided(pages)
    for sheet, box in pieces_of_text(pages):
        texts = list(_texts(box, soft=box in hyphenated))
        _set_piece(sheet.stream.stream, sheet.pieces[box], texts, known, twins)
    _add_twins(pdf, twins)


def _texts(box: Box, *, soft: bool) -> Iterator[str]:
    """Yield what each glyph of a line stands for, in the order of drawing.

    Where several glyphs are drawn for several letters, one stands for them all. With
    `soft`, the last letter is a hyphen that the text does not have.
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
        starts = [
            item.offset + start for start in run.data.glyphs.log_clusters[0 : glyphs.num_glyphs]
        ]
        ends = dict(pairwise(sorted({*starts, item.offset + item.length})))
        beside = [None, *starts] if item.analysis.level % 2 else [*starts[1:], None]
        for glyph, start, neighbour in zip(
            glyphs.glyphs[0 : glyphs.num_glyphs], starts, beside, strict=False
        ):
            if glyph.glyph == pango.PANGO_GLYPH_EMPTY:
                continue
            if start == neighbour:
                yield ""
            else:
                yield _SOFT_HYPHEN if start == last else text[start : ends[start]].decode()
        run = run.next
    layout.deactivate()


def _set_piece(
    stream: list[Any],
    piece: int,
    texts: Sequence[str],
    known: Mapping[str, Mapping[str, str]],
    twins: Twins,
) -> None:
    """Set a piece of content anew where its fonts would tell another text."""
    start = opening(stream, piece)
    end = stream.index(b"EMC", start)
    left = iter(texts)
    anew: list[Any] = []
    for item in stream[start:end]:
        if isinstance(item, bytes) and (font := _FONT.fullmatch(item)):
            name, size = font[1].decode(), font[2]
        if not isinstance(item, bytes) or not (shown := _SHOWN.fullmatch(item)):
            anew.append(item)
            continue
        parts = []
        for glyphs, space in _GLYPHS.findall(shown[1]):
            codes = [glyphs[i : i + _DIGITS] for i in range(0, len(glyphs), _DIGITS)]
            for code in codes:
                twin = _twin(name, code.decode(), next(left, None), known, twins)
                parts.append((twin, b"<%b>" % code))
            if space:
                parts.append((parts[-1][0] if parts else name, b" " + space))
        anew += _show(parts, name, size)
    stream[start:end] = anew


def _twin(
    name: str,
    glyph: str,
    text: str | None,
    known: Mapping[str, Mapping[str, str]],
    twins: Twins,
) -> str:
    """Return the font in which a glyph stands for a text."""
    if text is None or known[name].get(glyph) == text:
        return name
    others = twins.setdefault(name, [])
    for number, other in enumerate(others):
        if other.setdefault(glyph, text) == text:
            return f"{name}{number}"
    others.append({glyph: text})
    return f"{name}{len(others) - 1}"


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


def _add_twins(pdf: pydyf.PDF, twins: Twins) -> None:
    for name, others in sorted(twins.items()):
        # The dictionary of the page's fonts, in which each has its name.
        fonts = next(item for item in pdf.objects if isinstance(item, dict) and name in item)
        font = pdf.objects[int(fonts[name].split()[0])]
        for number, texts in enumerate(others):
            twin = pydyf.Dictionary({**font, "ToUnicode": _to_unicode(pdf, texts)})
            pdf.add_object(twin)
            fonts[f"{name}{number}"] = twin.reference


def _to_unicode(pdf: pydyf.PDF, texts: Mapping[str, str]) -> bytes:
    """Write what glyphs stand for (ISO 32000-1, 9.10.3)."""
    rows = [
        f"<{glyph}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(texts.items())
    ]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    cmap = pydyf.Stream(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <ffff>",
            "endcodespacerange",
            *(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ],
        compress=True,
    )
    pdf.add_object(cmap)
    return bytes(cmap.reference)
