"""No-break spaces by the typographic rules of each language.

Existing spaces may become no-break spaces (U+00A0, or the narrow U+202F). Nothing is added,
removed or replaced otherwise: text copied from a page differs from the translator's in the
kind of its spaces only.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.language.locale import Language

_NO_BREAK = "\u00a0"
_NARROW_NO_BREAK = "\u202f"

# All languages: grouped digits (ISO 80000-1, 7.3.1), a number before a unit sign, a sign
# before its number.
_NUMBERS = r"(?<=\d) (?=\d{3}(?!\d))|(?<=\d) (?=[%‰°€£₽₴₾֏₸₺¥₪])|(?<=[№§]) (?=\d)"
# A dash between words must not begin a line.
_DASH = r"(?<=\S) (?=[—–] )"
_INITIALS = r"(?<=\b[А-ЯЁЄІЇҐ]\.) (?=[А-ЯЁЄІЇҐ])"

_SLAVIC_YEARS = r"(?<=\d) (?=(?:гг?|вв?|рр?|ст|тыс|млн|млрд|руб|грн|км|кг|год[ауы]?|века?)\b)"
# A word of one letter must not end a line.
_ONE_LETTER = r"(?<=(?<![\w'’-])[{}]) (?=\w)"

_PATTERNS = MappingProxyType(
    {
        "be": [_SLAVIC_YEARS, _DASH, _ONE_LETTER.format("аіуўвзкАІУЎВЗК")],
        "bg": [_SLAVIC_YEARS, _DASH, _ONE_LETTER.format("авсикуоАВСИКУО")],
        "cs": [_ONE_LETTER.format("kosuvzaiKOSUVZAI"), r"(?<=\d\.) (?=\d)", r"(?<=\d) (?=Kč)"],
        "de": [r"(?<=\b[a-zA-Z]\.) (?=[a-zA-Z]\.)", r"(?<=\d\.) (?=[A-ZÄ])"],
        "hy": [r"(?<=\d) (?=(?:թթ?|դդ?|դար|կմ|դոլար|դրամ)\b)", _DASH],
        "ka": [r"(?<=\d) (?=(?:წ|წელ|სს?)\b)", _DASH],
        "pl": [_ONE_LETTER.format("aiouwzAIOUWZ"), r"(?<=\d) (?=(?:r|w|zł|tys|mln|mld)\b)"],
        "ru": [_SLAVIC_YEARS, _DASH, _ONE_LETTER.format("авикосуяАВИКОСУЯ"), _INITIALS],
        "sk": [_ONE_LETTER.format("kosuvzaiKOSUVZAI"), r"(?<=\d\.) (?=\d)"],
        "uk": [_SLAVIC_YEARS, _DASH, _ONE_LETTER.format("авзійоуяєАВЗІЙОУЯЄ"), _INITIALS],
    }
)
# French puts a full space inside guillemets and before the colon, a narrow one before
# ; ! ? (Lexique des règles typographiques en usage à l'Imprimerie nationale). Swiss and
# Canadian texts have no space before ; ! ? and stay as they are.
_FRENCH = r"(?<=\S) (?=[:»])|(?<=«) (?=\S)"
_FRENCH_NARROW = re.compile(r"(?<=\S) (?=[;!?]+(?:\s|$|[»”)]))")


def insert_no_break_spaces(text: str, language: Language) -> str:
    """Return `text` with a no-break space wherever its language forbids a line break."""
    if language.base == "fr":
        text = _FRENCH_NARROW.sub(_NARROW_NO_BREAK, text)
    return _no_break_pattern(language.base).sub(_NO_BREAK, text)


@lru_cache(maxsize=64)
def _no_break_pattern(base: str) -> re.Pattern[str]:
    patterns = [_FRENCH] if base == "fr" else _PATTERNS.get(base, [])
    return re.compile("|".join([_NUMBERS, *patterns]))
