"""Checks of numbers: the translation has the source's numbers, in any notation."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from publisher.checks.check import of_message
from publisher.checks.numerals import calendar_years, figures, has_numerals, implied_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

    from publisher.checks.numerals import Figure
    from publisher.checks.unit import Unit


@of_message("error")
def number(unit: Unit) -> Iterator[str]:
    """A number, date or percentage differs from the source.

    Every notation counts, and small and round numbers may be spelled out.

    Bad (ru): It is 140 m long. → Его длина 410 м.
    Bad (hy): In 2021 it rained. → 2012 թվականին անձրև էր։
    Good (ru): It cost 1,000.5 dollars. → Это стоило 1 000,5 доллара.
    Good (ar): It cost 1,000.5 dollars. → كلف ١٬٠٠٠٫٥ دولار.
    Good (hi): It cost 1,000,000. → इसकी कीमत १०,००,००० थी।
    Good (de): At 5 p.m. on 11/23/2023. → Um 17:00 Uhr am 23. November 2023.
    Good (zh): For 1.5 million people. → 为150万人。
    Good (ru): For 3 years. → Три года.
    """
    missing, added = _difference(unit)
    if missing and added:
        yield f"has {_listed(added)} where the source has {_listed(missing)}"
        return
    if in_digits := [f for f in missing if not f.is_often_spelled_out]:
        if not has_numerals(unit.target.prose):
            yield f"lacks {_listed(in_digits)}, which the source has"
    elif in_digits := [f for f in added if not f.is_often_spelled_out]:
        yield f"has {_listed(in_digits)}, which the source lacks"


@of_message("warning")
def spelled_number(unit: Unit) -> Iterator[str]:
    """A number is in digits on one side only; the other side may spell it out.

    Bad (ru): For 3 years. → На протяжении лет.
    Good (ru): For 3 years. → 3 года.
    """
    missing, added = _difference(unit)
    if missing and not added and all(f.is_often_spelled_out for f in missing):
        yield f"has no {_listed(missing)} in digits; check that it is spelled out"
    elif added and not missing and all(f.is_often_spelled_out for f in added):
        yield f"has {_listed(added)} in digits; check that the source spells it out"


class _Difference(NamedTuple):
    """Figures of the source that the translation lacks, and those that it adds."""

    missing: list[Figure]
    added: list[Figure]


def _difference(unit: Unit) -> _Difference:
    source, target = figures(unit.source.prose), figures(unit.target.prose)
    missing = [f for f in source if not any(f.may_equal(other) for other in target)]
    added = [f for f in target if not any(f.may_equal(other) for other in source)]
    if not (missing or added) or _are_regrouped(missing, added):
        return _Difference([], [])
    language = unit.target.language
    years = {value: calendar_years(value, language) for f in source for value in f.values}
    missing = [f for f in missing if not _is_converted_year(f, target, years)]
    missing = _unmatched(missing, target, implied_numbers(unit.target.prose, language))
    implied = implied_numbers(unit.source.prose, unit.source.language).union(*years.values())
    added = _unmatched(added, source, implied)
    if _are_regrouped(missing, added):
        return _Difference([], [])
    return _Difference(missing, added)


def _is_converted_year(
    figure: Figure, others: Sequence[Figure], years: Mapping[Decimal, set[Decimal]]
) -> bool:
    """Return whether the other side has the year in the calendar of its language."""
    converted = {year for value in figure.values for year in years[value]}
    return any(not converted.isdisjoint(other.values) for other in others)


def _unmatched(
    candidates: Sequence[Figure], others: Sequence[Figure], implied: AbstractSet[Decimal]
) -> list[Figure]:
    """Return the figures that the other side does not express in another form.

    A date or list is matched if all its parts are, and a single number by a part of a date
    or list. The `00` of a full hour or sum needs no match.
    """
    numbers = {value for f in others for value in f.readings} | implied
    parts = set(chain.from_iterable(f.parts for f in others if len(f.parts) > 1))
    return [
        f
        for f in candidates
        if not numbers.issuperset(f.parts)
        and not (len(f.parts) > 2 and (numbers | parts).issuperset(f.parts))  # noqa: PLR2004 - a date
        and not (len(f.parts) == 1 and not parts.isdisjoint(f.readings))
        and implied.isdisjoint(f.readings)
        and not f.is_filler
    ]


def _are_regrouped(missing: Sequence[Figure], added: Sequence[Figure]) -> bool:
    """Return whether figures differ only in groups, as those of a telephone number may.

    The same groups differ in a decimal point: 1.5 and 15.
    """
    groups, others = ([re.sub(r"\D", "", f.written) for f in each] for each in (missing, added))
    return groups != others and "".join(groups) == "".join(others)


def _listed(found: Sequence[Figure]) -> str:
    return ", ".join(f"“{f.written}”" for f in found)
