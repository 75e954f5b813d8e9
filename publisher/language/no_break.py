"""What must stay on one line: no-break spaces as each language's press sets them.

The rule: a space that the text has may become a no-break one (U+00A0, or the narrow U+202F),
and nothing else changes. No space is added or taken, no mark is exchanged; what a translator
wrote, and what is copied from the page, is the same but for the kind of its spaces.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.language.locale import Language

_FIXED = "\u00a0"
_NARROW = "\u202f"

# In every language: grouped digits (ISO 80000-1, 7.3.1), a number and the sign of its
# unit, a sign and its number.
_NUMBERS = r"(?<=\d) (?=\d{3}(?!\d))|(?<=\d) (?=[%‰°€£₽₴₾֏₸₺¥₪])|(?<=[№§]) (?=\d)"
# A dash between words does not begin a line in these languages.
_DASH = r"(?<=\S) (?=[—–] )"
_INITIALS = r"(?<=\b[А-ЯЁЄІЇҐ]\.) (?=[А-ЯЁЄІЇҐ])"

_SLAVIC_YEARS = r"(?<=\d) (?=(?:гг?|вв?|рр?|ст|тыс|млн|млрд|руб|грн|км|кг|год[ауы]?|века?)\b)"
# Words of one letter stay with the next one.
_SHORT = r"(?<=(?<![\w'’-])[{}]) (?=\w)"

_BY_BASE = MappingProxyType(
    {
        "be": [_SLAVIC_YEARS, _DASH, _SHORT.format("аіуўвзкАІУЎВЗК")],
        "bg": [_SLAVIC_YEARS, _DASH, _SHORT.format("авсикуоАВСИКУО")],
        "cs": [_SHORT.format("kosuvzaiKOSUVZAI"), r"(?<=\d\.) (?=\d)", r"(?<=\d) (?=Kč)"],
        "de": [r"(?<=\b[a-zA-Z]\.) (?=[a-zA-Z]\.)", r"(?<=\d\.) (?=[A-ZÄ])"],
        "hy": [r"(?<=\d) (?=(?:թթ?|դդ?|դար|կմ|դոլար|դրամ)\b)", _DASH],
        "ka": [r"(?<=\d) (?=(?:წ|წელ|სს?)\b)", _DASH],
        "pl": [_SHORT.format("aiouwzAIOUWZ"), r"(?<=\d) (?=(?:r|w|zł|tys|mln|mld)\b)"],
        "ru": [_SLAVIC_YEARS, _DASH, _SHORT.format("авикосуяАВИКОСУЯ"), _INITIALS],
        "sk": [_SHORT.format("kosuvzaiKOSUVZAI"), r"(?<=\d\.) (?=\d)"],
        "uk": [_SLAVIC_YEARS, _DASH, _SHORT.format("авзійоуяєАВЗІЙОУЯЄ"), _INITIALS],
    }
)
# French sets its high marks off: a full space within guillemets and before the colon, a
# narrow one before the others (Lexique des règles typographiques en usage à l'Imprimerie
# nationale). Swiss and Canadian texts have no space before ; ! ? that could be bound.
_FRENCH = r"(?<=\S) (?=[:»])|(?<=«) (?=\S)"
_FRENCH_NARROW = re.compile(r"(?<=\S) (?=[;!?]+(?:\s|$|[»”)]))")


def insert_no_break_spaces(text: str, language: Language) -> str:
    """Return `text` with those spaces made no-break at which its language breaks no line."""
    if language.base == "fr":
        text = _FRENCH_NARROW.sub(_NARROW, text)
    return _fixed(language.base).sub(_FIXED, text)


@lru_cache(maxsize=64)
def _fixed(base: str) -> re.Pattern[str]:
    own = [_FRENCH] if base == "fr" else _BY_BASE.get(base, [])
    return re.compile("|".join([_NUMBERS, *own]))
