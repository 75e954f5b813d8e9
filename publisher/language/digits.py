"""Digits of a locale: CLDR's default numbering system, and its counter style in CSS."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from babel import Locale


class Digits(NamedTuple):
    """A numbering system: its CSS counter style and zero; Unicode encodes 1 to 9 after it."""

    counter_style: str
    zero: str

    def write(self, text: str) -> str:
        """Replace Latin digits by these; Babel formats with Latin ones only."""
        zero = ord(self.zero)
        return text.translate({ord("0") + n: zero + n for n in range(10)})


LATIN_DIGITS = Digits("decimal", "0")
# By CLDR numbering system; counter styles from CSS Counter Styles Level 3, section 6.1.
_DIGITS = MappingProxyType(
    {
        "arab": Digits("arabic-indic", "٠"),
        "arabext": Digits("persian", "۰"),
        "beng": Digits("bengali", "০"),
        "deva": Digits("devanagari", "०"),
        "mymr": Digits("myanmar", "၀"),
        "tibt": Digits("tibetan", "༠"),
    }
)


def digits_of(locale: Locale) -> Digits:
    """Return the digits that numbers are written with in a locale."""
    return _DIGITS.get(locale.default_numbering_system, LATIN_DIGITS)
