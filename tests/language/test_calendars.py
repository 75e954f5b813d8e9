"""Dates in the calendars of newspapers."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.language.calendars import PRESS_CALENDARS, persian
from publisher.language.locale import Language

DAY = dt.date(2023, 11, 23)


@pytest.mark.parametrize(
    ("code", "local", "gregorian"),
    [
        ("th", "23 พฤศจิกายน 2566", "23 พฤศจิกายน ค.ศ. 2023"),
        ("fa", "۲ آذر ۱۴۰۲", "۲۳ نوامبر ۲۰۲۳"),
        ("fa-AF", "۲ قوس ۱۴۰۲", "۲۳ نومبر ۲۰۲۳"),
        ("ps", "د ۱۴۰۲ د لیندۍ ۲", "۲۰۲۳ نومبر ۲۳"),
        ("ar-SA", "٢٣ نوفمبر ٢٠٢٣", "٢٣ نوفمبر ٢٠٢٣"),
        ("ps-PK", "۲۰۲۳ نومبر ۲۳", "۲۰۲۳ نومبر ۲۳"),
        ("ja", "2023年11月23日", "2023年11月23日"),
    ],
)
def test_date_is_in_the_calendar_of_the_press_unless_it_is_to_be_gregorian(
    code: str, local: str, gregorian: str
) -> None:
    assert Language(code).date(DAY) == local
    assert Language(code, calendar="gregorian").date(DAY) == gregorian


def test_a_language_is_the_same_in_every_calendar() -> None:
    assert Language("fa") == Language("fa", calendar="gregorian")
    assert len({Language("fa"), Language("fa", calendar="gregorian")}) == 1


# The last days of leap years, and other days that history books give in both calendars.
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(1979, 2, 11), (1357, 11, 22)),
        (dt.date(2017, 3, 20), (1395, 12, 30)),
        (dt.date(2021, 3, 20), (1399, 12, 30)),
        (dt.date(2021, 3, 21), (1400, 1, 1)),
        (dt.date(2024, 3, 19), (1402, 12, 29)),
        (dt.date(2024, 3, 20), (1403, 1, 1)),
        (dt.date(2024, 9, 21), (1403, 6, 31)),
        (dt.date(2024, 9, 22), (1403, 7, 1)),
        (dt.date(2025, 3, 20), (1403, 12, 30)),
    ],
)
def test_persian_date_of_known_days(day: dt.date, expected: tuple[int, int, int]) -> None:
    assert persian(day) == expected


@given(st.dates(dt.date(1799, 3, 21), dt.date(2123, 12, 31)))
def test_persian_dates_are_those_of_icu(day: dt.date) -> None:
    icu = pytest.importorskip("icu", reason="ICU is not installed (the extra icu)")
    locale = icu.Locale.forLanguageTag("fa-u-ca-persian")
    calendar = icu.Calendar.createInstance(icu.TimeZone.createTimeZone("UTC"), locale)
    calendar.setTime(86400.0 * (day - dt.date(1970, 1, 1)).days)
    fields = icu.UCalendarDateFields
    month = calendar.get(fields.MONTH) + 1
    found = calendar.get(fields.YEAR), month, calendar.get(fields.DAY_OF_MONTH)
    assert persian(day) == found


@pytest.mark.parametrize("key", PRESS_CALENDARS, ids="-".join)
def test_names_of_months_are_those_of_icu(key: tuple[str, str]) -> None:
    icu = pytest.importorskip("icu", reason="ICU is not installed (the extra icu)")
    kind = "buddhist" if key[0] == "th" else "persian"
    locale = icu.Locale.forLanguageTag(f"{'-'.join(key)}-u-ca-{kind}")
    day = dt.date(2023, 3, 25)
    for number in range(12):
        month = day + dt.timedelta(days=31 * number)
        seconds = 86400.0 * (month - dt.date(1970, 1, 1)).days
        name = icu.SimpleDateFormat("LLLL", locale).format(seconds)
        # See the names of Dari.
        assert name.removesuffix("\u0654") in Language("-".join(key)).date(month)
