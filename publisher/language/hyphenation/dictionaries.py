"""The languages that hyphenate: with TeX's patterns, with pyphen's, or by our rules.

pyphen has LibreOffice's patterns. Most were made from TeX's, some so that they divide other
words. The choice between the two rests on a measurement, which tests repeat
(`tests/language/hyphenation/choices.txt`).
"""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

import pyphen

from publisher.language.hyphenation.aksharas import Aksharas
from publisher.language.hyphenation.armenian import ARMENIAN
from publisher.language.hyphenation.kipchak import KAZAKH, KYRGYZ
from publisher.language.hyphenation.macedonian import MACEDONIAN
from publisher.language.hyphenation.syllables import AZERBAIJANI, GEORGIAN, TURKISH

if TYPE_CHECKING:
    from collections.abc import Mapping


class Rules(Protocol):
    """Rules that divide words."""

    def breaks(self, word: str) -> list[int]:
        """Return the indices at which a line may begin, in order."""
        ...


# Languages in Indic scripts; their rules serve all regions (`mr_IN`).
_INDIC = "as bho bn brx doi gu hi kn kok mai ml mr ne or pa raj si ta te"
RULES: Mapping[str, Rules] = MappingProxyType(
    {"az": AZERBAIJANI, "hy": ARMENIAN, "ka": GEORGIAN, "tr": TURKISH}
    | {"kk": KAZAKH, "ky": KYRGYZ, "mk": MACEDONIAN}
    | {code: Aksharas() for code in _INDIC.split()}
    | {"sa": Aksharas(leaves_out_vowels=False)}
)
TEX_FILES = Path(__file__).parent / "tex"
# Files of TeX's, by language: where pyphen's divide words wrongly, or it has none.
TEX: Mapping[str, str] = MappingProxyType(
    {code: code for code in ("af", "be", "bg", "gl", "it", "pt", "ru", "sq", "uk")}
    | {"de": "de-1996", "el": "el-monoton", "mn": "mn-cyrl"}
    | {code: code for code in ("cy", "fi", "fur", "ga", "hsb", "ia", "la", "oc", "rm", "tk")}
    | {"ku": "kmr"}
)
# Thai lines break between words and show no hyphen; pyphen has patterns nevertheless.
_WITHOUT_HYPHENS = frozenset({"th", "th_TH"})
# Codes without a dictionary that another dictionary serves: English is spelt the British way
# wherever CLDR does not state otherwise, Norwegian is Bokmål, Bosnian has the syllables of
# Croatian, and Malay the spelling of Indonesian.
_FALLBACKS = {"en_001": "en_GB", "no": "nb_NO", "bs": "hr_HR", "ms": "id_ID"}


def pattern_files(pyphens: Mapping[str, Path]) -> dict[str, Path]:
    """Return the file of each language's patterns; `pyphens` are those that pyphen has."""
    codes = (pyphens.keys() | TEX.keys()) - _WITHOUT_HYPHENS
    return {
        code: _tex_file(code) or pyphens[code]
        for code in codes
        if code.partition("_")[0] not in RULES
    }


def _tex_file(code: str) -> Path | None:
    """Return TeX's file for a language, also for a region that pyphen lists (`de_AT`)."""
    name = TEX.get(code.partition("_")[0])
    return TEX_FILES / f"hyph-{name}.tex" if name else None


def dictionary(code: str) -> str | None:
    """Return the name of the dictionary for exactly this language (`pt_BR`), or None."""
    name = _FALLBACKS.get(code, code)
    return name if name in RULES or name in pattern_files(pyphen.LANGUAGES) else None
