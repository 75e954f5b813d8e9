"""Which languages hyphenate: those that pyphen has patterns for, and ours that go by rule."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pyphen

from publisher.language.hyphenation.armenian import ARMENIAN
from publisher.language.hyphenation.lazy_patterns import Patterns
from publisher.language.hyphenation.syllables import AZERBAIJANI, GEORGIAN, TURKISH

if TYPE_CHECKING:
    from publisher.language.hyphenation.syllables import Syllables

_BY_RULE = {"az": AZERBAIJANI, "hy": ARMENIAN, "ka": GEORGIAN, "tr": TURKISH}
# Thai lines break between words and show no hyphen, whatever patterns there are.
_WITHOUT_HYPHEN = ("th", "th_TH")
# pyphen has no dictionary of these names, but one that serves them: English is spelt the
# British way wherever CLDR does not say otherwise, and Norwegian is Bokmål.
_SERVED_BY = {"en_001": "en_GB", "no": "nb_NO"}


class _Dictionary:
    """What pyphen asks of a dictionary (its `HyphDict`), answered by rules."""

    def __init__(self, rules: Syllables) -> None:
        self._breaks = lru_cache(maxsize=4096)(rules.breaks)

    def positions(self, word: str) -> list[pyphen.DataInt]:
        """Return where `word` may be hyphenated; no letter changes there."""
        return [pyphen.DataInt(position) for position in self._breaks(word)]


def _register() -> None:
    """Make WeasyPrint, which asks pyphen, find our rules, and nothing for Thai.

    pyphen looks a language up in `LANGUAGES_LOWERCASE`, its file in `LANGUAGES`, and what
    was read from the file in `hdcache`: rules have no file to read. `HyphDict` reads one.
    """
    pyphen.HyphDict = Patterns
    for code, rules in _BY_RULE.items():
        name = Path(f"hyph_{code}")
        pyphen.LANGUAGES[code] = name
        pyphen.LANGUAGES_LOWERCASE[code] = code
        pyphen.hdcache[name] = _Dictionary(rules)
    for code in _WITHOUT_HYPHEN:
        del pyphen.LANGUAGES[code], pyphen.LANGUAGES_LOWERCASE[code.lower()]


def dictionary(code: str) -> str | None:
    """Return pyphen's name for exactly the language `code` (`pt_BR`); None if it has none."""
    name = _SERVED_BY.get(code, code)
    return name if name in pyphen.LANGUAGES else None


_register()
