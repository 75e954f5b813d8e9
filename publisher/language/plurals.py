"""Plural forms of a language: CLDR's rules, spelt as gettext's `Plural-Forms` field.

msginit does not know Armenian, Georgian or Persian. CLDR's rules tell which counts share a
form (UTS #35, part 3, section 5): Armenian has one for 0 and 1, and one for all others.
"""

from __future__ import annotations

import gettext
from functools import cache
from typing import TYPE_CHECKING

from babel.messages.plurals import PLURALS, get_plural
from babel.plural import PluralRule, to_gettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from babel import Locale

# Counts that distinguish all rules below a million. Whole millions have a form of their own
# in French and other Romance languages ("un million de jours"), which gettext ignores.
_COUNTS = (*range(201), *range(1000, 20_001, 1000), *range(30_000, 1_000_000, 10_000))


@cache
def plural_forms(locale: Locale) -> str:
    """Return the value of a catalogue's `Plural-Forms` field.

    It is spelt as in gettext's table if that has a rule for the same counts.
    """
    rule = locale.plural_form
    partition = _partition(map(rule, _COUNTS))
    if conventional := _conventional_spellings().get(partition):
        return f"nplurals={max(partition) + 1}; plural={conventional};"
    used = set(map(rule, _COUNTS))
    # to_gettext() needs no condition for the last form.
    conditions = {tag: condition for tag, condition in rule.rules.items() if tag in used}
    if "other" not in used:
        conditions.popitem()
    return str(to_gettext(PluralRule(conditions)))


def former_plural_forms(locale: Locale) -> str:
    """Return the value that earlier versions wrote, from gettext's table alone."""
    return str(get_plural(locale).plural_forms)


@cache
def _conventional_spellings() -> dict[tuple[int, ...], str]:
    spellings = {expression for _, expression in PLURALS.values()}
    return {
        _partition(map(_compiled(expression), _COUNTS)): expression
        for expression in sorted(spellings, key=len, reverse=True)
    }


def _compiled(expression: str) -> Callable[[int], int]:
    return gettext.c2py(expression)


def _partition(forms: Iterable[object]) -> tuple[int, ...]:
    """Return the forms numbered by first use, so that equal partitions are equal."""
    numbers: dict[object, int] = {}
    return tuple(numbers.setdefault(form, len(numbers)) for form in forms)
