"""Locale of a language from CLDR: tag, direction, script, names, dates and numbers."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.lists import format_list
from babel.localedata import locale_identifiers
from babel.numbers import format_percent

from publisher.base.errors import PublisherError
from publisher.language import plurals, spaces
from publisher.language.calendar_names import calendar_names
from publisher.language.calendars import PRESS_CALENDARS
from publisher.language.digits import LATIN_DIGITS, digits_of
from publisher.language.hyphenation import dictionaries

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from publisher.language.calendars import CalendarChoice
    from publisher.language.digits import Digits

# Letters, digits and separators only: a code becomes part of a path.
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class Language:
    """A language, identified by the `code` that the project uses in file names.

    `code` is a BCP 47 tag or its gettext spelling (`pt-BR`, `pt_BR`). Use `Language.parse`
    to validate user input. `calendar` is that of its dates: the one of its press, or the
    Gregorian one; a language is the same with either.
    """

    code: str
    calendar: CalendarChoice = field(default="local", compare=False)

    @staticmethod
    def parse(code: str) -> Language:
        """Return the language of `code`. Raises PublisherError if CLDR does not list it."""
        # `root` is the fallback of all CLDR locales and `und` an undetermined language.
        if not _TAG.fullmatch(code) or code in {"root", "und"}:
            raise PublisherError(
                f"{code!r} is not a language code; write one like 'hy', 'pt-BR' or 'zh-Hans'"
            )
        try:
            _locale(code)
        except (UnknownLocaleError, ValueError) as error:
            raise PublisherError(f"unknown language {code!r}; {_suggestion(code)}") from error
        if code != (canonical := in_canonical_case(code)):
            raise PublisherError(f"unknown language {code!r}; did you mean {canonical!r}?")
        return Language(code)

    def __str__(self) -> str:
        return self.code

    @property
    def tag(self) -> str:
        """The BCP 47 tag, for HTML `lang` and PDF `/Lang`."""
        return self.code.replace("_", "-")

    @property
    def gettext(self) -> str:
        """The value of a catalogue's `Language` field (GNU gettext manual, Header Entry)."""
        return self.code.replace("-", "_")

    @property
    def base(self) -> str:
        """The ISO 639 code without script and region: `pt` of `pt-BR`."""
        return self.locale.language

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale."""
        return _locale(self.code)

    @cached_property
    def script(self) -> str:
        """The ISO 15924 code of the script (CLDR likely subtags)."""
        if self.locale.script:
            return self.locale.script
        likely = get_global("likely_subtags")
        tag = likely.get(str(self.locale)) or likely.get(self.base) or "und_Latn"
        return str(tag.split("_")[1])

    @property
    def direction(self) -> str:
        """The value of HTML `dir`: `ltr` or `rtl`."""
        return str(self.locale.text_direction)

    @property
    def joiner(self) -> str:
        """The separator between two sentences of a paragraph: a space or nothing."""
        return spaces.sentence_space(self.script)

    @property
    def has_word_spaces(self) -> bool:
        """Whether there is a space between two words."""
        return spaces.has_word_spaces(self.script)

    @cached_property
    def hyphenation(self) -> str | None:
        """The BCP 47 tag of the hyphenation dictionary, or None.

        It is the nearest in CLDR's parent chain (UTS #35, part 1, section 4.1.3) that has
        the same script; a language without a region gets its likely one (`en` as `en-US`).
        """
        for code in self.fallback_codes():
            name = dictionaries.dictionary(code)
            if name and Language(name).script == self.script:
                return name.replace("_", "-")
        return None

    def fallback_codes(self) -> Iterator[str]:
        """Yield the codes that may name a resource of this language, nearest first."""
        code = str(self.locale)
        while code:
            # CLDR lists likely subtags for bare languages only: `hy` is `hy_Armn_AM`.
            likely = get_global("likely_subtags").get(code)
            if likely:
                yield f"{code}_{likely.rpartition('_')[2]}"
            yield code
            code = get_global("parent_exceptions").get(code) or code.rpartition("_")[0]
        yield f"{self.base}_{self.script}"

    @property
    def plural_forms(self) -> str:
        """The value of a catalogue's `Plural-Forms` field."""
        return plurals.plural_forms(self.locale)

    @property
    def former_plural_forms(self) -> str:
        """The value that earlier versions wrote into `Plural-Forms`."""
        return plurals.former_plural_forms(self.locale)

    @property
    def counter_style(self) -> str:
        """The CSS counter style for page numbers in the language's digits."""
        return self._digits.counter_style

    def name_in(self, other: Language) -> str:
        """Return the language's name in `other`: `Armenian` in English, `армянский` in Russian."""
        return str(self.locale.get_display_name(other.locale) or self.code)

    @property
    def own_name(self) -> str:
        """The language's name in itself: `հայերեն` of Armenian."""
        return self.name_in(self)

    def date(self, day: dt.date) -> str:
        """Format a date in CLDR's long form: `23 November 2023` in British English.

        It is in the calendar of the language's press, unless `calendar` is Gregorian.
        """
        press = PRESS_CALENDARS.get((self.base, self._territory))
        if press is None or self.calendar == "gregorian":
            return self._digits.write(format_date(day, format="long", locale=self.locale))
        month = format_date(day, format="MMMM", locale=self.locale)
        return self._digits.write(press.format(day, month))

    def number(self, number: int) -> str:
        """Format a whole number in the language's digits, without grouping."""
        return self._digits.write(str(number))

    def percent(self, percent: int) -> str:
        """Format a percentage, given as a whole number."""
        text = format_percent(Decimal(percent) / 100, locale=self.locale)
        if self._digits is not LATIN_DIGITS:
            symbols = self.locale.number_symbols.get(self.locale.default_numbering_system, {})
            # Marks of direction around the sign are for plain text.
            sign = symbols.get("percentSign", "%").strip("\u061c\u200e\u200f")
            text = text.replace("%", sign)
        return self._digits.write(text)

    @cached_property
    def months(self) -> frozenset[str]:
        """The names of months, in lower case and without a final dot."""
        return frozenset().union(*self.names_of_months.values())

    @cached_property
    def names_of_months(self) -> dict[int, frozenset[str]]:
        """The names of each month, by its number, as in `months`."""
        return calendar_names(self.locale, "months")

    @cached_property
    def calendar_words(self) -> frozenset[str]:
        """The names of days and months, in lower case and without a final dot."""
        return self.months.union(*calendar_names(self.locale, "days").values())

    @cached_property
    def territories(self) -> dict[str, str]:
        """The names of countries and other territories, by ISO 3166 or UN M.49 code."""
        return {str(code): str(name) for code, name in self.locale.territories.items()}

    def listing(self, items: Sequence[str]) -> str:
        """Format `items` as a list in running text: `A, B and C`."""
        return str(format_list(items, locale=self.locale))

    @property
    def _territory(self) -> str:
        """The ISO 3166 code of the territory, by CLDR's likely subtags."""
        likely = get_global("likely_subtags").get(str(self.locale), "")
        return self.locale.territory or str(likely).rpartition("_")[2]

    @property
    def _digits(self) -> Digits:
        return digits_of(self.locale)


@lru_cache(maxsize=512)
def _locale(code: str) -> Locale:
    return Locale.parse(code.replace("-", "_"))


def in_canonical_case(code: str) -> str:
    """Return a tag in its canonical case: `zh-Hant-TW` (RFC 5646, section 2.1.1)."""
    first, *rest = re.split("([-_])", code)
    by_length = {2: str.upper, 4: str.title}
    return first.lower() + "".join(by_length.get(len(part), str)(part) for part in rest)


def _suggestion(code: str) -> str:
    close = difflib.get_close_matches(
        code.replace("-", "_"), locale_identifiers(), n=1, cutoff=0.5
    )
    return f"did you mean {close[0]!r}?" if close else "CLDR lists the codes that exist"
