"""The languages that hyphenate: with pyphen's patterns, or by our rules."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pyphen

from publisher.language.hyphenation.armenian import ARMENIAN
from publisher.language.hyphenation.syllables import AZERBAIJANI, GEORGIAN, TURKISH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.language.hyphenation.syllables import Syllables

RULES: Mapping[str, Syllables] = MappingProxyType(
    {"az": AZERBAIJANI, "hy": ARMENIAN, "ka": GEORGIAN, "tr": TURKISH}
)
# Thai lines break between words and show no hyphen; pyphen has patterns nevertheless.
WITHOUT_HYPHENS = frozenset({"th", "th_TH"})
# Codes without a dictionary that another dictionary serves: English is spelt the British way
# wherever CLDR does not state otherwise, and Norwegian is Bokmål.
_FALLBACKS = {"en_001": "en_GB", "no": "nb_NO"}


def dictionary(code: str) -> str | None:
    """Return the name of the dictionary for exactly this language (`pt_BR`), or None."""
    name = _FALLBACKS.get(code, code)
    has_patterns = name in pyphen.LANGUAGES and name not in WITHOUT_HYPHENS
    return name if name in RULES or has_patterns else None
