"""Calendars of the press, where CLDR prefers another than the Gregorian one for a territory.

CLDR does so for Thailand, Iran and Afghanistan (calendarPreferenceData), whose newspapers print
the date so: without the era, which CLDR's long form adds. Those of the Arab countries, India,
Japan and Taiwan print Gregorian dates, at least beside others. Names of months are CLDR's
(version 47, `ca-persian`); Babel has only those of the Gregorian calendar.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

CalendarChoice = Literal["local", "gregorian"]

_BUDDHIST_ERA = 543  # years before the Common Era
_PERSIAN_EPOCH = dt.date(622, 3, 21).toordinal()  # the first day of its first year
_LONG_MONTHS = 6 * 31  # days of the months with 31 days, at the start of a Persian year


class CivilDate(NamedTuple):
    """A year, month and day of any calendar; months count from 1."""

    year: int
    month: int
    day: int


@dataclass(frozen=True)
class PressCalendar:
    """The calendar of a language's newspapers.

    - `convert`: its date for a Gregorian one
    - `pattern`: of a date, with `day`, `month` and `year`
    - `months`: names of its months; none if they are those of the Gregorian calendar
    """

    convert: Callable[[dt.date], CivilDate]
    pattern: str = "{day} {month} {year}"
    months: tuple[str, ...] = ()

    def format(self, day: dt.date, gregorian_month: str) -> str:
        """Return a date in the calendar, with Latin digits."""
        own = self.convert(day)
        month = self.months[own.month - 1] if self.months else gregorian_month
        return self.pattern.format(day=own.day, month=month, year=own.year)


def buddhist(day: dt.date) -> CivilDate:
    """Return a date of the Thai calendar, whose months are Gregorian.

    Its years have begun in January since 1941.
    """
    return CivilDate(day.year + _BUDDHIST_ERA, day.month, day.day)


def persian(day: dt.date) -> CivilDate:
    """Return a date of the solar Hijri calendar of Iran and Afghanistan.

    Eight years of 33 are leap years: the rule of ICU (`persncal.cpp`), which has exceptions to it
    only before 1799 and after 2123. From there on dates may be a day late.
    """
    days = day.toordinal() - _PERSIAN_EPOCH
    year = 1 + (33 * days + 3) // 12053  # days in 33 years
    day_of_year = days - 365 * (year - 1) - (8 * year + 21) // 33
    is_long = day_of_year < _LONG_MONTHS
    month, day_of_month = divmod(day_of_year, 31) if is_long else divmod(day_of_year - 6, 30)
    return CivilDate(year, month + 1, day_of_month + 1)


_THAI = PressCalendar(buddhist)
_IRANIAN = PressCalendar(
    persian,
    months=(
        *("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور"),
        *("مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"),
    ),
)
# Newspapers of Kabul print سنبله, without the ezafe of CLDR.
_DARI = PressCalendar(
    persian,
    months=(
        *("حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله"),
        *("میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"),
    ),
)
_PASHTO = PressCalendar(
    persian,
    pattern="د {year} د {month} {day}",
    months=(
        *("وری", "غویی", "غبرگولی", "چنگاښ", "زمری", "وږی"),
        *("تله", "لړم", "لیندۍ", "مرغومی", "سلواغه", "کب"),
    ),
)
# By language and territory.
PRESS_CALENDARS = MappingProxyType(
    {
        ("th", "TH"): _THAI,
        ("fa", "IR"): _IRANIAN,
        ("fa", "AF"): _DARI,
        ("ps", "AF"): _PASHTO,
    }
)
