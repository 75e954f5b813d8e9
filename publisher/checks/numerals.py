"""Text → figures: the numbers that are written in digits, and what each may mean.

A figure is not read in one way: `1.000` is a thousand or one, `9.30` a half past nine.
Two figures are alike if any of their readings is the same, so that no language's habit
is taken for a mistake.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.language.locale import Language

_GROUP = r"['’٬\u00a0\u202f\u2009\u2007 ]\d{3}(?!\d)"
_FIGURE = re.compile(rf"\d+(?:[.,٫٬·]\d+|{_GROUP})*")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_SEPARATOR = re.compile(r"\D")
_ROMAN = re.compile(r"(?<![^\W_])(?=[IVXLC])(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})(?![^\W_])")
_ROMAN_DIGITS = MappingProxyType({"I": 1, "V": 5, "X": 10, "L": 50, "C": 100})
# Cyrillic letters stand in for the Latin ones on many keyboards.
_LATIN = str.maketrans("ІХС", "IXC")
_HAN_DIGITS = MappingProxyType(
    {c: str(n % 10) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0"}
)
_HAN_RUN = re.compile(f"[{''.join(_HAN_DIGITS)}]{{2,}}")
_HAN_NUMERAL = re.compile(
    r"[一二三四五六七八九十百千两半双]|[한두세네]\s|[하이삼사오육칠팔구십백천]"
)
# Words for magnitudes that a figure is followed by: 150万 is 1.5 million.
_MYRIAD = re.compile(
    r"\s?(?:[十百千万萬亿億兆]|[백천만억조]|लाख|करोड़|हज़ार|हजार|লাখ|কোটি|லட்சம்|கோடி|crore|lakh)"
)
_WORD_BEHIND = re.compile(r"\s?[^\W\d_]")
_HALF_DAY = re.compile(r"(?:[:.]\d\d)?\s?[ap]\.?\s?m\b", re.IGNORECASE)
_FEW = 100  # below it a number is often a word
_SPELLED_SIGNS = 2  # digits of a large round number that is often a word: twelve thousand
_LARGE = 1000
_HOURS = 12
_DAY = 24
_YEARS = range(1000, 2700)

# Years of other calendars, as what is added to the common one (CLDR, supplemental calendars).
_CALENDARS = MappingProxyType({"th": (543,), "fa": (-621, -622), "am": (-7, -8), "ne": (56, 57)})


@dataclass(frozen=True)
class Figure:
    """A number as it is `written`, in ASCII digits, with what stands around it."""

    written: str
    before: str
    behind: str

    @cached_property
    def parts(self) -> tuple[Decimal, ...]:
        """The runs of digits one by one, as in a date or a list."""
        return tuple(Decimal(part) for part in _SEPARATOR.split(self.written))

    @cached_property
    def values(self) -> frozenset[Decimal]:
        """What the figure may mean as one number."""
        return _values(self.written)

    @cached_property
    def readings(self) -> frozenset[Decimal]:
        """What it may mean where it stands: an hour of the other half of the day, a decade."""
        found = set(self.values)
        for value in self.values:
            if _HALF_DAY.match(self.behind) and value <= _HOURS:
                found |= {value + _HOURS, value - _HOURS, Decimal(_DAY)}
            if self.behind[:1] in {"s", "-"} and value in _YEARS:
                found |= {value % 100, value // 100 + 1}
            if self.before[-1:] in {"–", "-", "/", "’", "'", "—"} and value < _FEW:
                found |= {value + 1900, value + 2000}
        return frozenset(found)

    @property
    def is_often_a_word(self) -> bool:
        """Whether a translator may well have spelled it out: `3`, `1.5`, `10,000`."""
        return any(_is_often_a_word(value) for value in self.values)

    @property
    def is_filler(self) -> bool:
        """Whether it is the `00` of a full hour or of a sum of money."""
        return bool(self.values) and not any(self.values)

    def is_like(self, other: Figure) -> bool:
        """Say whether two figures may mean the same."""
        if self.written == other.written or self.readings & other.readings:
            return True
        return any(
            _is_shifted(mine, theirs, self, other)
            for mine in self.values
            for theirs in other.values
        )


@lru_cache(maxsize=2048)
def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text in their order, whatever the script of their digits."""
    plain = in_ascii(text)
    return tuple(
        Figure(found[0], plain[: found.start()][-20:], plain[found.end() :][:20])
        for found in _FIGURE.finditer(plain)
    )


def in_ascii(text: str) -> str:
    """Write all decimal digits as ASCII has them."""
    return _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)


def hinted(text: str, language: Language) -> set[Decimal]:
    """Return numbers that a text says, but not in digits of its own.

    Roman numerals, months by name, fractions and raised digits, Chinese digits in a row.
    """
    found = {Decimal(_roman(m[0])) for m in _ROMAN.finditer(text.translate(_LATIN)) if m[0]}
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
    """Say whether numbers may be spelled in Chinese characters or Hangul."""
    return bool(_HAN_NUMERAL.search(text))


def calendar_years(value: Decimal, language: Language) -> set[Decimal]:
    """Return a year of the common era as the language's own calendar counts it."""
    return {value + n for n in _CALENDARS.get(language.base, ())} if value in _YEARS else set()


def _is_often_a_word(value: Decimal) -> bool:
    if value != value.to_integral_value():
        return value < _HOURS and value * 2 == (value * 2).to_integral_value()
    if value < _FEW:
        return True
    signs = len(str(int(value)).rstrip("0"))
    return signs == 1 or (value > _LARGE and value not in _YEARS and signs <= _SPELLED_SIGNS)


def _is_shifted(mine: Decimal, theirs: Decimal, one: Figure, other: Figure) -> bool:
    """Say whether one is the other in thousands, millions, …, or in a myriad language's units."""
    if not mine or not theirs or mine == theirs:
        return False
    ratio = max(mine, theirs) / min(mine, theirs)
    digits = f"{ratio:f}"
    power = len(digits) - 1 if set(digits) == {"1", "0"} and digits[0] == "1" else 0
    if not power:
        return False
    if _MYRIAD.match(one.behind) or _MYRIAD.match(other.behind):
        return True
    worded = _WORD_BEHIND.match(one.behind) or _WORD_BEHIND.match(other.behind)
    return power % 3 == 0 and bool(worded)


@lru_cache(maxsize=4096)
def _values(written: str) -> frozenset[Decimal]:
    groups = _SEPARATOR.split(written)
    marks = re.findall(r"\D", written)
    found = set()
    if not marks:
        return frozenset({Decimal(written)})
    if _are_groups(groups) and len(set(marks)) == 1 and marks[0] != "٫":
        found.add(Decimal("".join(groups)))
    # The last mark may be a decimal one: no other mark is, and it stands only once.
    if marks[-1] in ".,٫·" and marks[-1] not in marks[:-1] and len(set(marks[:-1])) <= 1:
        whole = groups[:-1]
        if len(whole) == 1 or _are_groups(whole):
            found.add(Decimal("".join(whole) + "." + groups[-1]).normalize())
    return frozenset(found)


def _are_groups(groups: list[str]) -> bool:
    """Say whether runs of digits are thousands, in the Indian way too: 12,34,567."""
    first, *others = groups
    if not others or len(first) > 3 or len(others[-1]) != 3:  # noqa: PLR2004 - of a thousand
        return not others
    return {len(g) for g in others[:-1]} <= {3} or {len(g) for g in others[:-1]} <= {2}


def _roman(numeral: str) -> int:
    digits = [_ROMAN_DIGITS[c] for c in numeral]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-digit if digit < behind else digit for digit, behind in pairs)


_STEM = 3  # letters by which a month is known in every case that a language has


def _months(text: str, language: Language) -> Iterator[Decimal]:
    for number, names in _month_names(language.code).items():
        # Most texts name no month: that is seen at once, where it begins is searched then.
        found = (name for name in names if name in text)
        if any(re.search(rf"(?<![^\W\d_]){re.escape(name)}", text) for name in found):
            yield Decimal(number)


@lru_cache(maxsize=64)
def _month_names(code: str) -> dict[int, set[str]]:
    from publisher.language.locale import Language  # noqa: PLC0415 - only a cache's key is a code

    names: dict[int, set[str]] = {}
    for widths in Language(code).locale.months.values():
        for number, name in [*widths["wide"].items(), *widths["abbreviated"].items()]:
            word = name.lower().rstrip(".")
            stem = word[:-1] if len(word) > _STEM + 1 else word
            names.setdefault(number, set()).add(stem)
    return names
