"""No-break spaces by the typographic rules of each language.

Existing spaces may become no-break spaces (U+00A0, or the narrow U+202F). Nothing is added,
removed or replaced otherwise: text copied from a page differs from the translator's in the
kind of its spaces only. `no_break_words` lists what each language keeps together.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from publisher.language.no_break_words import (
    BEFORE_NAME,
    BEFORE_NUMBER,
    CAPITAL_NOUNS,
    CAPITALS,
    ONE_LETTER,
    UNITS,
    WITH_DASHES,
)
from publisher.language.ordinals import ORDINAL_DOT_LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.language.locale import Language

_NO_BREAK = "\u00a0"
_NARROW_NO_BREAK = "\u202f"
# French sets a full space inside guillemets and before the colon, a narrow one before ; ! ?
# (Lexique des règles typographiques en usage à l'Imprimerie nationale). Texts from Canada and
# Switzerland have no space before ; ! ? that could change.
_FRENCH_NARROW = re.compile(r"(?<=\S) (?=[;!?]+(?:\s|$|[»”)]))")
_UNIT_SYMBOLS = (
    "[kcm]?m|[km]?g|t|ha|[cm]?l|[kMGT]?W|[kMGT]Wh|[kMG]?Hz|[kMGT]B|k?V|km/h|km²|m²|m³|°[CF]"
)


class _Place(NamedTuple):
    """A place where a line must not end: patterns of the text before and after its space.

    Python searches backwards for texts of one length only.
    """

    before: str
    after: str


# ISO 80000-1: grouped digits (7.3.1), a unit symbol (7.1.4); then signs.
_EVERYWHERE = (
    _Place(r"\d", r"\d{3}(?!\d)"),
    _Place(r"\d", rf"(?:{_UNIT_SYMBOLS})(?![\w’'-])"),
    _Place(r"\d", "[%‰°€£₽₴₾֏₸₺¥₪]"),
    _Place("[№§]", r"\d"),
)
_FRENCH = (_Place(r"\S", "[:»]"), _Place("«", r"\S"), _Place("[IVX]e", "siècle"))
_DASH = _Place(r"\S", "[—–] ")


def insert_no_break_spaces(text: str, language: Language) -> str:
    """Return `text` with a no-break space wherever its language forbids a line break."""
    if language.base == "fr":
        text = _FRENCH_NARROW.sub(_NARROW_NO_BREAK, text)
    return _no_break_pattern(language).sub(_NO_BREAK, text)


@lru_cache(maxsize=64)
def _no_break_pattern(language: Language) -> re.Pattern[str]:
    places = [*_EVERYWHERE, *_number_places(language), *_word_places(language)]
    alternatives = (f"(?<={before} )(?={after})" for before, after in places)
    return re.compile(f" (?:{'|'.join(alternatives)})")


def _number_places(language: Language) -> Iterator[_Place]:
    """Yield the places next to numbers and dates: 23. listopadu, 2022 թվականի, стр. 5."""
    base = language.base
    if words := UNITS.get(base, "").split():
        words = [re.escape(word).replace(r"\*", r"\w*") for word in [*words, *language.months]]
        following = rf"(?i:{'|'.join(words)})(?:\b|(?=[²³]))"
        # A century may have a Roman number.
        yield from (_Place(r"[\dIVX]", following), _Place(r"\d\.", following))
    for word in BEFORE_NUMBER.get(base, "").split():
        yield _Place(rf"\b{re.escape(word)}", r"\d")
    if base in ORDINAL_DOT_LANGUAGES:
        noun = r"[^\W\d_]" if base in CAPITAL_NOUNS else _lower_case(language)
        yield from (_Place(before, rf"{noun}|\d") for before in (r"\b\d\.", r"\b\d\d\."))


def _word_places(language: Language) -> Iterator[_Place]:
    """Yield the places between words: z. B., т. д., А. С. Пушкин, v Praze."""
    base, capital = language.base, CAPITALS.get(language.script)
    if capital:
        yield _Place(r"\b[^\W\d_]\.", rf"[^\W\d_]\.|{_lower_case(language)}[^\W\d_]{{1,2}}\.")
    if capital and base in BEFORE_NAME:
        yield _Place(rf"\b{capital}[.․]", capital)
        # After a number "г." is a year, and may end a sentence.
        for word in BEFORE_NAME[base].split():
            yield _Place(rf"(?<!\d[ {_NO_BREAK}])\b{re.escape(word)}", capital)
    if letters := ONE_LETTER.get(base):
        yield _Place(rf"(?<![\w'’-])[{letters}{letters.upper()}]", r"\w")
    if base in WITH_DASHES:
        yield _DASH
    if base == "fr":
        yield from _FRENCH


def _lower_case(language: Language) -> str:
    """Return a pattern for a letter of the language that is no capital."""
    capital = CAPITALS.get(language.script)
    return rf"(?!{capital})[^\W\d_]" if capital else r"[^\W\d_]"
