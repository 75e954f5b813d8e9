"""Checks of numbers: those of the source are those of the translation, whatever their habit."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from publisher.checks.check import of_message
from publisher.checks.numerals import calendar_years, figures, has_numerals, hinted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from decimal import Decimal

    from publisher.checks.numerals import Figure
    from publisher.checks.unit import Unit


@of_message("error")
def number(unit: Unit) -> Iterator[str]:
    """A number, date or percentage differs from the source's.

    Every way of writing it counts, and a number that is often spelled out may be.

    Bad (ru): It is 140 m long. → Его длина 410 м.
    Bad (hy): In 2021 it rained. → 2012 թվականին անձրև էր։
    Good (ru): It cost 1,000.5 dollars. → Это стоило 1 000,5 доллара.
    Good (ar): It cost 1,000.5 dollars. → كلف ١٬٠٠٠٫٥ دولار.
    Good (hi): It cost 1,000,000. → इसकी कीमत १०,००,००० थी।
    Good (de): At 5 p.m. on 11/23/2023. → Um 17:00 Uhr am 23. November 2023.
    Good (zh): For 1.5 million people. → 为150万人。
    Good (ru): For 3 years. → Три года.
    """
    lost, gained = _unlike(unit)
    if lost and gained:
        yield f"{_listed(gained)} stands where the source has {_listed(lost)}"
        return
    if grave := [f for f in lost if not f.is_often_a_word]:
        if not has_numerals(unit.target.prose):
            yield f"{_listed(grave)} of the source is missing"
    elif grave := [f for f in gained if not f.is_often_a_word]:
        yield f"{_listed(grave)} is not in the source"


@of_message("warning")
def spelled_number(unit: Unit) -> Iterator[str]:
    """A number stands in digits on one side only; it may be spelled out on the other.

    Bad (ru): For 3 years. → На протяжении лет.
    Good (ru): For 3 years. → 3 года.
    """
    lost, gained = _unlike(unit)
    if lost and not gained and all(f.is_often_a_word for f in lost):
        yield f"{_listed(lost)} of the source is missing or spelled out"
    elif gained and not lost and all(f.is_often_a_word for f in gained):
        yield f"{_listed(gained)} is not in the source, or spelled out there"


def _unlike(unit: Unit) -> tuple[list[Figure], list[Figure]]:
    """Return the source's figures that the translation lacks, and its own that are new."""
    ours, theirs = figures(unit.source.prose), figures(unit.target.prose)
    lost = [f for f in ours if not any(f.is_like(other) for other in theirs)]
    gained = [f for f in theirs if not any(f.is_like(other) for other in ours)]
    if not lost and not gained:
        return [], []
    language = unit.target.language
    years = {value: calendar_years(value, language) for f in ours for value in f.values}
    lost = [f for f in lost if not _is_dated(f, theirs, years)]
    lost = _unsaid(lost, theirs, hinted(unit.target.prose, language))
    hints = hinted(unit.source.prose, unit.source.language).union(*years.values())
    gained = _unsaid(gained, ours, hints)
    if _digits(lost) == _digits(gained):  # a telephone number, cut otherwise
        return [], []
    return lost, gained


def _is_dated(
    figure: Figure, others: Sequence[Figure], years: Mapping[Decimal, set[Decimal]]
) -> bool:
    """Say whether a year stands there as the language's own calendar counts it."""
    own = {year for value in figure.values for year in years[value]}
    return any(not own.isdisjoint(other.values) for other in others)


def _unsaid(
    left: Sequence[Figure], others: Sequence[Figure], hints: AbstractSet[Decimal]
) -> list[Figure]:
    """Keep the figures that the other side says in no way.

    A date or list is said if its parts are, and a part if it is one of a date there;
    what fills up an hour or a sum needs not be said.
    """
    whole = {value for f in others for value in f.readings} | hints
    pieces = set(chain.from_iterable(f.parts for f in others if len(f.parts) > 1))
    return [
        f
        for f in left
        if not (len(f.parts) > 1 and whole.issuperset(f.parts))
        and not (len(f.parts) > 2 and (whole | pieces).issuperset(f.parts))  # noqa: PLR2004 - a date
        and not (len(f.parts) == 1 and not pieces.isdisjoint(f.readings))
        and hints.isdisjoint(f.readings)
        and not f.is_filler
    ]


def _digits(found: Sequence[Figure]) -> str:
    return "".join(c for f in found for c in f.written if c.isdigit())


def _listed(found: Sequence[Figure]) -> str:
    return ", ".join(f"“{f.written}”" for f in found)
