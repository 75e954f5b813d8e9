"""Clusters: the glyphs of a run that show some letters together, and the text of each."""

from __future__ import annotations

import sys
import unicodedata
from itertools import compress, groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.text.ffi import ffi, pango

if TYPE_CHECKING:
    from collections.abc import Sequence

    Pointer = Any  # cffi is not typed

# Every glyph must map to text (ISO 19005-3, 6.2.11.7). Of the characters that are not seen,
# pdf.js and PDFium leave out this one in nearly all places, the language tag.
PLACEHOLDER = "\U000e0001"
_JOINERS = "\u200c\u200d"  # not drawn, but part of the spelling of Persian and Hindi
_EMPTY = pango.PANGO_GLYPH_EMPTY.to_bytes(4, sys.byteorder)


class Cluster(NamedTuple):
    """The text of a cluster, and the texts of its glyphs, in reading order."""

    text: str
    parts: list[str]

    @property
    def is_whole(self) -> bool:
        """Whether the texts of the glyphs are that of the cluster."""
        return "".join(self.parts) == self.text


class _Drawn(NamedTuple):
    """The text of a cluster in a glyph run, and the number of its visible glyphs."""

    text: str
    glyphs: int


def clusters_of(glyphs: Pointer, text: bytes, order: int) -> list[Cluster]:
    """Return the clusters of a run in reading order; `order` is -1 from right to left."""
    count, characters = glyphs.num_glyphs, text.decode()
    starts = ffi.unpack(glyphs.log_clusters, count)[::order]
    visible = _visibility(glyphs, count)[::order]
    if count == len(characters) == len(set(starts)) and all(visible):
        return [Cluster(character, [character]) for character in characters]
    ends = dict(pairwise(sorted({*starts, len(text)})))
    drawn = [
        _Drawn(text[start : ends[start]].decode(), sum(is_visible for _, is_visible in group))
        for start, group in groupby(zip(starts, visible, strict=True), itemgetter(0))
    ]
    return _distribute(drawn)


def visible_glyphs(glyphs: Pointer) -> list[Pointer]:
    """Return the geometry of the glyphs of a run that are drawn, in the order of drawing."""
    count = glyphs.num_glyphs
    visible = compress(ffi.unpack(glyphs.glyphs, count), _visibility(glyphs, count))
    return [glyph.geometry for glyph in visible]


def _visibility(glyphs: Pointer, count: int) -> list[bool]:
    """Return for each glyph whether it is drawn; others only take up space."""
    memory = bytes(ffi.buffer(glyphs.glyphs, count * ffi.sizeof("PangoGlyphInfo")))
    if _EMPTY not in memory:  # one search: reading each glyph takes longer than drawing it
        return [True] * count
    return [glyph.glyph != pango.PANGO_GLYPH_EMPTY for glyph in ffi.unpack(glyphs.glyphs, count)]


def _distribute(clusters: Sequence[_Drawn]) -> list[Cluster]:
    """Distribute the characters of each cluster over its visible glyphs, at least one to each.

    A vowel sign that is drawn before and after its consonant becomes two characters
    (UAX 15, form D); the second is counted with the consonant.
    """
    found: list[Cluster] = []
    pending, glyphs = "", 0
    for index, cluster in enumerate(clusters):
        if not cluster.glyphs:
            if cluster.text in _JOINERS and found:
                text, parts = found[-1]
                found[-1] = Cluster(text + cluster.text, [*parts[:-1], parts[-1] + cluster.text])
            continue
        pending, glyphs = pending + cluster.text, glyphs + cluster.glyphs
        characters = pending
        if glyphs > len(pending):
            characters = unicodedata.normalize("NFD", pending)
        others = (other.text[:1] for other in clusters[index + 1 :] if other.glyphs)
        following = next(others, "")
        if glyphs > len(characters) and unicodedata.category(following or " ").startswith("M"):
            continue
        padded = [*characters, *[PLACEHOLDER] * (glyphs - len(characters))]
        parts = [*padded[: glyphs - 1], "".join(padded[glyphs - 1 :])]
        found.append(Cluster(pending, parts))
        pending, glyphs = "", 0
    return found
