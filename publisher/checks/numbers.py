"""Checks of numbers: those of the source are those of the translation, whatever their habit."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from publisher.checks.check import of_message
from publisher.checks.figures import calendar_years, figures, has_numerals, hinted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publisher.checks.figures import Figure
    from publisher.checks.unit import Side, Unit


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
    lost, gained = _without_pieces(lost, theirs), _without_pieces(gained, ours)
    lost = _without_hints(lost, unit.target, ours, unit)
    gained = _without_hints(gained, unit.source, ours, unit)
    if _digits(lost) == _digits(gained):  # a telephone number, cut otherwise
        return [], []
    return lost, gained


def _without_pieces(left: Sequence[Figure], others: Sequence[Figure]) -> list[Figure]:
    """Drop dates and lists whose parts the other side has, and parts of its dates."""
    whole = {value for f in others for value in f.readings}
    pieces = set(chain.from_iterable(f.parts for f in others if len(f.parts) > 1))
    return [
        f
        for f in left
        if not (len(f.parts) > 1 and whole.issuperset(f.parts))
        and not (len(f.parts) > 2 and (whole | pieces).issuperset(f.parts))  # noqa: PLR2004 - a date
        and not (len(f.parts) == 1 and not pieces.isdisjoint(f.readings))
    ]


def _without_hints(
    left: Sequence[Figure], other: Side, source: Sequence[Figure], unit: Unit
) -> list[Figure]:
    known = hinted(other.prose, other.language)
    for figure in source:
        for value in figure.values:
            known |= calendar_years(value, unit.target.language)
    return [f for f in left if known.isdisjoint(f.readings) and not f.is_filler]


def _digits(found: Sequence[Figure]) -> str:
    return "".join(c for f in found for c in f.written if c.isdigit())


def _listed(found: Sequence[Figure]) -> str:
    return ", ".join(f"“{f.written}”" for f in found)
