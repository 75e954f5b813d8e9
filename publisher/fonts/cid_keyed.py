"""CID-keyed fonts: each glyph of a CFF font has the number, or CID, that shows it in a PDF.

Adobe Technical Note 5176, The Compact Font Format: 13 (charsets) and 18 (CIDFonts).
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fontTools.cffLib import TopDict

_NO_GLYPH = ".notdef"
_CFF = "CFF "


def cid_keyed(font: bytes, cids: Sequence[int]) -> bytes:
    """Return an OpenType font with CFF outlines, whose glyphs have these CIDs, in their order.

    The first glyph is `.notdef`, whose CID is 0. Charstrings must not use subroutines.
    """
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - slow to import, and rarely used

    opened = TTFont(BytesIO(font), recalcBBoxes=False, recalcTimestamp=False)
    top = opened[_CFF].cff.topDictIndex[0]
    names = [_NO_GLYPH, *(f"cid{cid:05}" for cid in cids[1:])]  # fontTools reads CIDs from names
    glyphs = top.CharStrings.charStrings
    top.CharStrings.charStrings = {
        new: glyphs[old] for new, old in zip(names, top.charset, strict=True)
    }
    top.charset = names
    if not hasattr(top, "ROS"):
        _divide(top)
    top.CIDCount = max(cids) + 1
    written = BytesIO()
    opened.save(written)
    return written.getvalue()


def _divide(top: TopDict) -> None:
    """Make a font whose glyphs have names CID-keyed: its only Font DICT is that of all glyphs."""
    from fontTools.cffLib import FDArrayIndex, FDSelect, FontDict  # noqa: PLC0415 - as above

    whole = FontDict()
    whole.Private = top.Private
    top.FDArray, top.FDSelect = FDArrayIndex(), FDSelect(format=3)
    top.FDArray.append(whole)
    top.FDSelect.gidArray = [0] * len(top.charset)
    top.ROS = ("Adobe", "Identity", 0)
    for name in ("Private", "Encoding"):  # a CID-keyed font has none of its own
        top.rawDict.pop(name, None)
        if hasattr(top, name):
            delattr(top, name)


def bare_cff(font: bytes) -> bytes:
    """Return the CFF of an OpenType font, as a file of its own."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    content: bytes = TTFont(BytesIO(font), lazy=True).reader[_CFF]
    return content
