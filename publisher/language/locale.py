"""A language as CLDR knows it: its tag, direction, script, names, dates and numbers."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date
from babel.lists import format_list
from babel.localedata import locale_identifiers
from babel.messages.plurals import get_plural
from babel.numbers import format_percent

from publisher.base.errors import PublisherError
from publisher.language.hyphenation import dictionaries

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

# Letters, digits and one separator kind: nothing that could leave a folder.
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")

# Sentences stand side by side without a space in these scripts (UAX #14 classes
# them as breaking between any two letters, or as South-East Asian).
_JOINED_SCRIPTS = frozenset({"Hans", "Hant", "Hani", "Jpan", "Bopo", "Yiii"})
_JOINED_SCRIPTS |= {"Thai", "Laoo", "Khmr", "Mymr", "Tibt", "Lana", "Talu"}

# For CLDR's numbering systems: the CSS counter style that counts in them (CSS Counter
# Styles Level 3, section 6.1), and their zero, behind which Unicode has the other digits.
_NUMBERING = {
    "arab": ("arabic-indic", "٠"),
    "arabext": ("persian", "۰"),
    "beng": ("bengali", "০"),
    "deva": ("devanagari", "०"),
    "mymr": ("myanmar", "၀"),
    "tibt": ("tibetan", "༠"),
}
_LATIN = ("decimal", "0")


@dataclass(frozen=True)
class Language:
    """A language by the `code` that the project uses for it in file names.

    `code` is written in BCP 47 or in gettext's way (`pt-BR`, `pt_BR`); use
    `Language.parse` to make one from words that people wrote.
    """

    code: str

    @staticmethod
    def parse(code: str) -> Language:
        """Return the language called `code`; raise PublisherError if CLDR has none."""
        # CLDR's `root` holds what all languages share; it is none itself.
        if not _TAG.fullmatch(code) or code in {"root", "und"}:
            raise PublisherError(
                f"{code!r} is not a language code; write one like 'hy', 'pt-BR' or 'zh-Hans'"
            )
        try:
            _locale(code)
        except (UnknownLocaleError, ValueError) as error:
            raise PublisherError(f"unknown language {code!r}{_nearest(code)}") from error
        if code != (usual := _usual_case(code)):
            raise PublisherError(f"unknown language {code!r}; did you mean {usual!r}?")
        return Language(code)

    def __str__(self) -> str:
        return self.code

    @property
    def tag(self) -> str:
        """The BCP 47 tag, for HTML `lang` and PDF `/Lang`."""
        return self.code.replace("_", "-")

    @property
    def gettext(self) -> str:
        """The name for a catalogue's `Language` field (GNU gettext manual, Header Entry)."""
        return self.code.replace("-", "_")

    @property
    def base(self) -> str:
        """The bare ISO 639 code: `pt` of `pt-BR`."""
        return self.locale.language

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale."""
        return _locale(self.code)

    @cached_property
    def script(self) -> str:
        """The ISO 15924 code of the script it is written in (CLDR likely subtags)."""
        if self.locale.script:
            return self.locale.script
        likely = get_global("likely_subtags")
        tag = likely.get(str(self.locale)) or likely.get(self.base) or "und_Latn"
        return str(tag.split("_")[1])

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as HTML `dir` wants it."""
        return str(self.locale.text_direction)

    @property
    def joiner(self) -> str:
        """What stands between two sentences of a paragraph."""
        return "" if self.script in _JOINED_SCRIPTS else " "

    @cached_property
    def hyphenation(self) -> str | None:
        """The BCP 47 tag whose dictionary hyphenates the language; None where none does.

        That is the nearest one in CLDR's chain of parents (UTS #35, part 1, section 4.1.3),
        by likely region where the language has none (`en` as `en-US`), in the same script.
        """
        for code in self._relatives():
            name = dictionaries.dictionary(code)
            if name and Language(name).script == self.script:
                return name.replace("_", "-")
        return None

    def _relatives(self) -> Iterator[str]:
        """Give the codes under which something for this language may be kept, nearest first."""
        code = str(self.locale)
        while code:
            # Likely subtags are given for bare languages only: `hy` is `hy_Armn_AM`.
            likely = get_global("likely_subtags").get(code)
            if likely:
                yield f"{code}_{likely.rpartition('_')[2]}"
            yield code
            code = get_global("parent_exceptions").get(code) or code.rpartition("_")[0]
        yield f"{self.base}_{self.script}"

    @property
    def plural_forms(self) -> str:
        """The value of a catalogue's `Plural-Forms` field."""
        return str(get_plural(self.locale).plural_forms)

    @property
    def counter_style(self) -> str:
        """The CSS counter style that writes page numbers in the language's digits."""
        return _NUMBERING.get(self.locale.default_numbering_system, _LATIN)[0]

    def name_in(self, other: Language) -> str:
        """Name this language in the `other` one: `Armenian` in English, `армянский` in Russian."""
        return str(self.locale.get_display_name(other.locale) or self.code)

    def date(self, day: dt.date) -> str:
        """Write a day out: `23 November 2023` in British English."""
        return self._in_own_digits(format_date(day, format="long", locale=self.locale))

    def number(self, number: int) -> str:
        """Write a whole number in the language's digits, ungrouped."""
        return self._in_own_digits(str(number))

    def percent(self, percent: int) -> str:
        """Write a share given in whole percent."""
        return self._in_own_digits(format_percent(Decimal(percent) / 100, locale=self.locale))

    @cached_property
    def calendar_words(self) -> frozenset[str]:
        """The names of days and months, in lower case and without a stop."""
        names = [
            name
            for table in (self.locale.days, self.locale.months)
            for widths in table.values()
            for width in ("wide", "abbreviated")
            for name in widths[width].values()
        ]
        return frozenset(name.lower().rstrip(".") for name in names)

    @cached_property
    def territories(self) -> dict[str, str]:
        """The names of countries and other territories, by ISO 3166 or UN M.49 code."""
        return {str(code): str(name) for code, name in self.locale.territories.items()}

    def _in_own_digits(self, text: str) -> str:
        """Write Latin digits as the language's; Babel gives its forms, but in Latin digits."""
        zero = _NUMBERING.get(self.locale.default_numbering_system, _LATIN)[1]
        return text.translate({ord("0") + n: ord(zero) + n for n in range(10)})

    def listing(self, items: Sequence[str]) -> str:
        """Join `items` as running text does: `A, B and C`."""
        return str(format_list(items, locale=self.locale))


@lru_cache(maxsize=512)
def _locale(code: str) -> Locale:
    return Locale.parse(code.replace("-", "_"))


def _usual_case(code: str) -> str:
    """Write a tag in the usual case: `zh-Hant-TW` (RFC 5646, section 2.1.1)."""
    first, *rest = re.split("([-_])", code)
    by_length = {2: str.upper, 4: str.title}
    return first.lower() + "".join(by_length.get(len(part), str)(part) for part in rest)


def _nearest(code: str) -> str:
    close = difflib.get_close_matches(
        code.replace("-", "_"), locale_identifiers(), n=1, cutoff=0.5
    )
    return f"; did you mean {close[0]!r}?" if close else "; CLDR lists the codes that exist"
