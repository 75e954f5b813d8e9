"""Text → figures: the numbers written in digits, with every value that each may have.

A figure is ambiguous: `1.000` is a thousand or one, `9.30` may be half past nine. Two
figures match if they share any reading, so that no language's notation counts as an error.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.base.characters import ascii_digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.language.locale import Language

_GROUP = r"['’٬\u00a0\u202f\u2009\u2007 ]\d{3}(?!\d)"
_FIGURE = re.compile(rf"\d+(?:[.,٫٬·]\d+|{_GROUP})*")
_SEPARATOR = re.compile(r"\D")
_ROMAN = re.compile(r"(?<![^\W_])(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})(?![^\W_])")
_ROMAN_DIGITS = MappingProxyType({"I": 1, "V": 5, "X": 10, "L": 50, "C": 100})
# Cyrillic letters replace the Latin ones on many keyboards.
_LATIN = str.maketrans("ІХС", "IXC")
_HAN_DIGITS = MappingProxyType(
    {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0"}
)
_HAN_RUN = re.compile(f"[{''.join(_HAN_DIGITS)}]{{2,}}")
_HAN_NUMERAL = re.compile(
    r"[一二三四五六七八九十百千两半双]|[한두세네]\s|[하이삼사오육칠팔구십백천]"
)
# Words for magnitudes after a figure: 150万 is 1.5 million.
_MYRIAD = re.compile(
    r"\s?(?:[十百千万萬亿億兆]|[백천만억조]|लाख|करोड़|हज़ार|हजार|লাখ|কোটি|லட்சம்|கோடி|crore|lakh)"
)
_WORD_AFTER = re.compile(r"\s?[^\W\d_]")
# The half of the day, after a time or a range of times; British times have a dot: 5.30pm.
_AM_OR_PM = r"(?:\s?(?:[-–—]|to)\s?\d\d?(?:[:.]\d\d)?)?\s?([ap])\.?\s?m\b"
_HALF_DAY = re.compile(rf"(?::\d\d)?{_AM_OR_PM}", re.IGNORECASE)
_DOT_OF_TIME = re.compile(rf"(?<=\d)\.(?=\d\d{_AM_OR_PM})", re.IGNORECASE)
_SMALL = 100  # smaller numbers are often spelled out
_LARGE = 1000  # larger ones are, if they are round: twelve thousand
_ROUND_DIGITS = 2  # digits of a round number before its zeros
_HALF_DAY_HOURS = 12
_YEARS = range(1000, 2700)
_MONTH_STEM = 3  # letters that a month keeps in every inflection

# Offsets of other calendars from the common era (CLDR, supplemental calendars).
_CALENDARS = MappingProxyType({"th": (543,), "fa": (-621, -622), "am": (-7, -8), "ne": (56, 57)})


@dataclass(frozen=True)
class Figure:
    """A number as `written`, in ASCII digits, with the text `before` and `after` it."""

    written: str
    before: str
    after: str

    @cached_property
    def parts(self) -> tuple[Decimal, ...]:
        """Runs of digits, such as the parts of a date or a list."""
        return tuple(Decimal(part) for part in _SEPARATOR.split(self.written))

    @cached_property
    def values(self) -> frozenset[Decimal]:
        """Possible values of the figure as one number."""
        return _values(self.written)

    @cached_property
    def readings(self) -> frozenset[Decimal]:
        """Possible values in its context, such as an hour after noon or a decade."""
        found = set(self.values)
        half_day = _HALF_DAY.match(self.after)
        for value in self.values:
            if half_day and value == _HALF_DAY_HOURS:  # of noon or midnight, where usage differs
                found |= {value - _HALF_DAY_HOURS, value + _HALF_DAY_HOURS}
            elif half_day and value < _HALF_DAY_HOURS and half_day[1] in "pP":
                found.add(value + _HALF_DAY_HOURS)
            if self.after[:1] in {"s", "-"} and value in _YEARS:
                found |= {value % 100, value // 100 + 1}
            if self.before[-1:] in {"–", "-", "/", "’", "'", "—"} and value < _SMALL:
                found |= {value + 1900, value + 2000}
        return frozenset(found)

    @property
    def is_often_spelled_out(self) -> bool:
        """Whether translators often spell the number out: `3`, `1.5`, `10,000`."""
        return any(_is_often_spelled_out(value) for value in self.values)

    @property
    def is_filler(self) -> bool:
        """Whether it is zero, such as the `00` of a full hour or a sum of money."""
        return bool(self.values) and not any(self.values)

    def may_equal(self, other: Figure) -> bool:
        """Return whether two figures share a reading, or differ in unit only: 2,000 and 2 тыс."""
        if self.written == other.written or self.readings & other.readings:
            return True
        return any(
            _differ_in_unit(value, other_value, self, other)
            for value in self.values
            for other_value in other.values
        )


@lru_cache(maxsize=2048)
def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text in order, in digits of any script."""
    plain = _DOT_OF_TIME.sub(":", ascii_digits(text))
    return tuple(
        Figure(found[0], plain[: found.start()][-20:], plain[found.end() :][:20])
        for found in _FIGURE.finditer(plain)
    )


def implied_numbers(text: str, language: Language) -> set[Decimal]:
    """Return the numbers that a text expresses without decimal digits.

    They are Roman numerals, names of months, fractions, superscript digits and runs of
    Chinese digits.
    """
    found = {Decimal(_roman(m[0])) for m in _ROMAN.finditer(text.translate(_LATIN))}
    found |= set(_months(text.lower(), language))
    for character in set(text):
        if unicodedata.category(character) == "No":
            found |= {
                Decimal(d) for d in re.findall(r"\d+", unicodedata.normalize("NFKC", character))
            }
    for run in _HAN_RUN.findall(text):
        found.add(Decimal("".join(_HAN_DIGITS[c] for c in run)))
    return found


def has_numerals(text: str) -> bool:
    """Return whether a text may have numerals in Chinese characters or Hangul."""
    return bool(_HAN_NUMERAL.search(text))


def calendar_years(value: Decimal, language: Language) -> set[Decimal]:
    """Return a year of the common era in the other calendars of a language."""
    return {value + n for n in _CALENDARS.get(language.base, ())} if value in _YEARS else set()


def _is_often_spelled_out(value: Decimal) -> bool:
    if value != value.to_integral_value():
        return value < _HALF_DAY_HOURS and value * 2 == (value * 2).to_integral_value()
    if value < _SMALL:
        return True
    digits = len(f"{value:f}".rstrip("0"))
    return digits == 1 or (value > _LARGE and value not in _YEARS and digits <= _ROUND_DIGITS)


def _differ_in_unit(value: Decimal, other_value: Decimal, one: Figure, other: Figure) -> bool:
    """Return whether one value is the other in a larger unit: a thousand, a lakh or 万."""
    if not value or not other_value:
        return False
    ratio = max(value, other_value) / min(value, other_value)
    power = ratio.adjusted()
    if not power or ratio != Decimal(10) ** power:
        return False
    if _MYRIAD.match(one.after) or _MYRIAD.match(other.after):
        return True
    worded = _WORD_AFTER.match(one.after) or _WORD_AFTER.match(other.after)
    return power % 3 == 0 and bool(worded)


@lru_cache(maxsize=4096)
def _values(written: str) -> frozenset[Decimal]:
    groups = _SEPARATOR.split(written)
    marks = [" " if mark.isspace() else mark for mark in _SEPARATOR.findall(written)]
    found = set()
    if not marks:
        return frozenset({Decimal(written)})
    if _are_thousands(groups) and len(set(marks)) == 1 and marks[0] != "٫":
        found.add(Decimal("".join(groups)))
    # Only the last mark may be a decimal one, and only if it occurs once.
    if marks[-1] in ".,٫·" and marks[-1] not in marks[:-1] and len(set(marks[:-1])) <= 1:
        integer = groups[:-1]
        if len(integer) == 1 or _are_thousands(integer):
            found.add(Decimal("".join(integer) + "." + groups[-1]).normalize())
    return frozenset(found)


def _are_thousands(groups: list[str]) -> bool:
    """Return whether groups of digits separate thousands, also in Indian notation: 12,34,567."""
    first, *others = groups
    if not others or len(first) > 3 or len(others[-1]) != 3:  # noqa: PLR2004 - digits of a thousand
        return not others
    return {len(g) for g in others[:-1]} <= {3} or {len(g) for g in others[:-1]} <= {2}


def _roman(numeral: str) -> int:
    digits = [_ROMAN_DIGITS[c] for c in numeral]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-digit if digit < following else digit for digit, following in pairs)


def _months(text: str, language: Language) -> Iterator[Decimal]:
    for number, names in _month_names(language.code).items():
        # A substring test first: most texts name no month, and the pattern is slower.
        found = (name for name in names if name in text)
        if any(re.search(rf"(?<![^\W\d_]){re.escape(name)}", text) for name in found):
            yield Decimal(number)


@lru_cache(maxsize=64)
def _month_names(code: str) -> dict[int, set[str]]:
    from publisher.language.locale import Language  # noqa: PLC0415 - only a cache miss needs it

    return {
        number: {name[:-1] if len(name) > _MONTH_STEM + 1 else name for name in names}
        for number, names in Language(code).names_of_months.items()
    }
