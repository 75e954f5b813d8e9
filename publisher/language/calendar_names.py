"""Names of days and months in a language, from CLDR's Gregorian calendar."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Literal

from babel import localedata

if TYPE_CHECKING:
    from babel import Locale

_WIDTHS = ("wide", "abbreviated")


def calendar_names(locale: Locale, table: Literal["days", "months"]) -> dict[int, frozenset[str]]:
    """Return the full and abbreviated names of days or months, by the number of each.

    All are in lower case and without a final dot.

    The table is a copy: Babel writes names that a locale takes from another context into data
    that all locales share (`LocaleDataDict.__getitem__`, Babel 2.18).
    """
    copied = localedata.LocaleDataDict({table: copy.deepcopy(localedata.load(str(locale))[table])})
    contexts = copied[table]
    widths = [contexts[context][width] for context in contexts for width in _WIDTHS]
    return {
        number: frozenset(names[number].lower().rstrip(".") for names in widths)
        for number in widths[0]
    }
