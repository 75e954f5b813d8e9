"""Texts of the glyphs of a font: its ToUnicode CMap (ISO 32000-1, 9.10.3).

A CMap maps each code to one text. But a glyph may be drawn for several: a hyphen of the author
and a soft hyphen at a line end, or a letter of Persian with and without a joiner after it.
WeasyPrint 70 keeps the first text only, since its codes are the numbers of the glyphs. Here
each further text of a glyph gets a code of its own.

The CIDToGIDMap of a TrueType font leads such a code to its glyph. Other fonts have none, or no
room, and get variants that differ only in their CMap. A variant is the second choice: pdf.js
takes the letters of two fonts for two texts, and their order from right to left is lost.

A word whose letters are drawn in pieces becomes a glyph of its own, composed of the others. In
Nastaliq, the style of Urdu, letters descend from right to left, and their dots are glyphs by
themselves: most extractors take them for several lines, or for letters in another order.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pydyf

from publisher.fonts.composites import Component, Composite, add_glyphs
from publisher.fonts.enlargements import Enlargement, can_enlarge
from publisher.outputs.pdf.conformance.placed_glyphs import UNITS, FontCode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from publisher.outputs.pdf.conformance.placed_glyphs import Glyph
    from publisher.outputs.pdf.engine.glyph_words import Word

    _Added = Composite | Enlargement

_WORD_JOINER = "\u2060"  # for glyphs without text: each needs one (ISO 19005-3, 6.2.11.7)
_BYTES = 2  # of a code
_MOST_GLYPHS = 60_000  # of a font, which has room for 65,535 (OpenType 1.9, maxp)
_MOST_UNITS = 63  # of UTF-16 in a text, more of which Poppler does not read
_WIDEST = 13  # times the size: PDFium leaves out wider glyphs of large text


class GlyphTexts:
    """Texts of the glyphs of a font, and the codes that show them.

    `fonts` are those of WeasyPrint with the same file, of which the PDF has one.
    """

    def __init__(self, fonts: Sequence[Any]) -> None:
        self._font = fonts[-1]
        self._own_texts = {
            glyph: text for font in fonts for glyph, text in font.to_unicode.items()
        }
        self.widths: dict[int, float] = {}  # by glyph, in thousandths of the size
        for font in fonts:
            self.widths |= font.widths
        self._texts: list[dict[int, str]] = [{}]  # by code; of the font, then of its variants
        self._codes: dict[tuple[bytes, str], FontCode] = {}  # by glyph and text
        self._added: dict[tuple[_Added, str], FontCode] = {}
        self._further: dict[int, int | _Added] = {}  # glyphs by further code
        self._free_codes = (code for code in count(1) if code not in self.widths)

    def code(self, glyph: bytes, text: str) -> FontCode:
        """Return the code that shows a glyph for a text; `glyph` is its number in hex."""
        found = self._codes.get((glyph, text))
        if found is None:
            found = self._codes[glyph, text] = self._new_code(int(glyph, 16), text)
        return found

    def _new_code(self, glyph: int, text: str) -> FontCode:
        code, variant = glyph, 0
        if glyph not in self._texts[0]:
            pass
        elif self._is_extensible:
            code = self._further_code(glyph)
        else:
            variant = sum(glyph in texts for texts in self._texts)
            self._texts += [{}] * (variant == len(self._texts))
        self._texts[variant][code] = text
        return FontCode(f"{self._font.hash}{variant or ''}", b"%04x" % code)

    @property
    def is_bitmap(self) -> bool:
        """Whether the glyphs are bitmaps, with codes of two digits."""
        return bool(self._font.bitmap)

    @property
    def _is_extensible(self) -> bool:
        """Whether the font can have another code: in a TrueType font without pictures."""
        font = self._font
        has_pictures = font.bitmap or font.png or font.svg or font.colr
        is_full = max(self.widths) + len(self._further) >= _MOST_GLYPHS
        return font.type == "ttf" and not (font.missing or has_pictures or is_full)

    def can_compose(self, word: Word, size: float) -> bool:
        """Return whether a word can be a glyph of the font, at the size of its text."""
        is_short = len(word.text.encode("utf-16-be")) <= 2 * _MOST_UNITS
        return self._is_extensible and is_short and 0 <= word.width <= _WIDEST * size

    def _further_code(self, glyph: int | _Added) -> int:
        code = next(self._free_codes)
        self._further[code] = glyph
        return code

    def compose(self, word: Word, glyphs: Sequence[Glyph]) -> Glyph:
        """Return a word as one glyph, in the place of its glyphs in a line."""
        first, unit = glyphs[0], glyphs[0].size / self._font.upem
        x = first.x - word.offset
        components = (
            Component(int(glyph.code, 16), round((glyph.x - x) / unit), round(glyph.rise / unit))
            for glyph in glyphs
        )
        composite = Composite(tuple(components), round(word.width / unit))
        return self._show(composite, word.text, first._replace(x=x))

    def can_enlarge(self, scale: float) -> bool:
        """Return whether a glyph can be another one of the font, `scale` times as large."""
        return self._is_extensible and can_enlarge(self._font.upem, scale)

    def enlarge(self, glyph: Glyph, text: str, size: float, drop: float, width: float) -> Glyph:
        """Return a glyph as one of text in a smaller size, whose baseline is higher by `drop`."""
        unit = size / self._font.upem
        y, scale = round((glyph.rise - drop) / unit), glyph.size / size
        enlargement = Enlargement(int(glyph.code, 16), scale, y, round(width / unit))
        return self._show(enlargement, text, glyph._replace(size=size))

    def _show(self, added: _Added, text: str, place: Glyph) -> Glyph:
        """Return an added glyph in the place and the size of another one."""
        if (added, text) not in self._added:
            code = self._further_code(added)
            self._texts[0][code] = text
            self._added[added, text] = FontCode(self._font.hash, b"%04x" % code)
        shown, width = self._added[added, text], added.width * place.size / self._font.upem
        return place._replace(font=shown.font, rise=0, code=shown.code, width=width)

    def write(self, pdf: pydyf.PDF) -> None:
        """Write the CMap of the font, its further codes and its variants."""
        own, *others = self._texts
        for glyph, text in self._own_texts.items():
            own.setdefault(
                glyph, text or _WORD_JOINER
            )  # some are drawn in no line, but in an image
        name = self._font.hash
        # The page's font resources, a dictionary by name of the font.
        fonts = next(item for item in pdf.objects if isinstance(item, dict) and name in item)
        font = _object(pdf, fonts[name])
        _object(pdf, font["ToUnicode"]).stream[:] = _cmap(own)
        if self._further:
            self._write_further(pdf, _object(pdf, font["DescendantFonts"][0]))
        for number, texts in enumerate(others, start=1):
            reference = _add(pdf, pydyf.Stream(_cmap(texts), compress=True))
            variant = pydyf.Dictionary({**font, "ToUnicode": reference})
            fonts[f"{name}{number}"] = _add(pdf, variant)

    def _write_further(self, pdf: pydyf.PDF, font: pydyf.Dictionary) -> None:
        """Write the added glyphs, the widths of the further codes, and the map to their glyphs."""
        glyphs = [glyph for glyph in self._further.values() if not isinstance(glyph, int)]
        added = count(self._add_glyphs(pdf, font, glyphs) if glyphs else 0)
        numbers = {glyph: glyph for glyph in self.widths}
        for code, glyph in self._further.items():
            numbers[code] = glyph if isinstance(glyph, int) else next(added)
            font["W"] += [code, pydyf.Array([self._width(glyph)])]
        mapped = (numbers.get(code, 0) for code in range(max(numbers) + 1))
        content = b"".join(number.to_bytes(_BYTES, "big") for number in mapped)
        font["CIDToGIDMap"] = _add(pdf, pydyf.Stream([content], compress=True))

    def _width(self, glyph: int | _Added) -> float:
        """Return the width of a glyph, in thousandths of the size."""
        if isinstance(glyph, int):
            return self.widths[glyph]
        return glyph.width * UNITS / int(self._font.upem)

    def _add_glyphs(self, pdf: pydyf.PDF, font: pydyf.Dictionary, glyphs: Sequence[_Added]) -> int:
        """Add glyphs to the embedded font; return the number of the first one."""
        file = _object(pdf, _object(pdf, font["FontDescriptor"])["FontFile2"])
        content, first = add_glyphs(b"".join(file.stream), glyphs)
        file.stream[:], file.extra["Length1"] = [content], len(content)
        return first


def _object(pdf: pydyf.PDF, reference: bytes) -> Any:  # noqa: ANN401 - any object
    return pdf.objects[int(reference.split()[0])]


def _add(pdf: pydyf.PDF, item: pydyf.Object) -> bytes:
    """Add an object to a PDF; return the reference to it."""
    pdf.add_object(item)
    reference: bytes = item.reference
    return reference


def _cmap(texts: Mapping[int, str]) -> list[str]:
    """Return the lines of a ToUnicode CMap."""
    rows = [
        f"<{code:04x}> <{text.encode('utf-16-be')[: 2 * _MOST_UNITS].hex()}>"
        for code, text in sorted(texts.items())
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
