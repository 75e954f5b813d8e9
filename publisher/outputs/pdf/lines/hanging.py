"""Hanging punctuation: marks that stand partly in the margin, so that margins look straight.

The shares are smaller than those of pdfTeX's microtype, because columns of newspapers are
narrow and often have a rule or a picture beside them. Square marks of Chinese and Japanese
have half a square of blank instead: they are trimmed, not hung.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

HYPHENS = "-\u2010\u058a\u05be"  # also that of Armenian, and the Hebrew maqaf
# Share of its width by which a mark hangs at the end of a line, by mark.
_AT_END = {
    0.5: HYPHENS + ".,،۔՝",
    0.4: "’”»›'\"“‘՞՜՛׳״",
    0.3: ":;։؛·\u0387",
    0.15: "–—",
    0.1: "!?؟)]",
}
_AT_START = {0.4: "‘“„‚«‹'\"”»", 0.15: "–—", 0.1: "(["}
AT_END: Mapping[str, float] = MappingProxyType(
    {mark: share for share, marks in _AT_END.items() for mark in marks}
)
AT_START: Mapping[str, float] = MappingProxyType(
    {mark: share for share, marks in _AT_START.items() for mark in marks}
)
