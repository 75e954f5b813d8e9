"""Figures of texts: their values in every notation, and numbers in other forms."""

from __future__ import annotations

from decimal import Decimal

import pytest

from publisher.checks.numerals import (
    Figure,
    calendar_years,
    figures,
    has_numerals,
    implied_numbers,
)
from publisher.language.locale import Language


def figure(text: str) -> Figure:
    """Return the first figure of a text."""
    return figures(text)[0]


def numbers(*written: str) -> set[Decimal]:
    return {Decimal(each) for each in written}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", []),
        ("No figures.", []),
        ("In 2021, 12.5 km.", ["2021", "12.5"]),
        ("From 10-12 or 5/6", ["10", "12", "5", "6"]),
        ("At 12:30", ["12", "30"]),
        ("On 23.11.2023.", ["23.11.2023"]),
        ("1,2,3", ["1,2,3"]),
        ("H2O, B12", ["2", "12"]),
        ("3·14", ["3·14"]),
        ("1 000 000", ["1 000 000"]),
        ("1\u00a0000\u202f000\u2009000\u2007000", ["1\u00a0000\u202f000\u2009000\u2007000"]),
        ("1’000'000", ["1’000'000"]),
        ("1 2345", ["1", "2345"]),
        ("1 234 5678", ["1 234", "5678"]),
        ("12 34", ["12", "34"]),
        ("1\n000", ["1", "000"]),
        ("١٬٠٠٠٫٥", ["1٬000٫5"]),
        ("۱۲۳ و १२ और ১২", ["123", "12", "12"]),
        ("๒๕๖๖ — ၁၂", ["2566", "12"]),
        ("５０", ["50"]),
        ("5.30pm or 7.30 p.m.", ["5", "30", "7", "30"]),
        ("5.30 to 7.30pm", ["5", "30", "7", "30"]),
        ("5.30–7pm", ["5", "30", "7"]),
        ("5.30 km", ["5.30"]),
        ("5.305 pm", ["5.305"]),
    ],
)
def test_figures_are_found_in_digits_of_any_script(text: str, written: list[str]) -> None:
    assert [each.written for each in figures(text)] == written


def test_figure_has_the_text_around_it() -> None:
    (first, second) = figures("He paid 12 dollars for 3.")
    assert (first.before, first.after) == ("He paid ", " dollars for 3.")
    assert (second.before[-4:], second.after) == ("for ", ".")


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("5", ["5"]),
        ("007", ["7"]),
        ("2021", ["2021"]),
        ("1.5", ["1.5"]),
        ("1,5", ["1.5"]),
        ("1·5", ["1.5"]),
        ("١٫٥", ["1.5"]),
        ("1,23", ["1.23"]),
        ("1.2345", ["1.2345"]),
        ("1.000", ["1000", "1"]),
        ("1,234", ["1234", "1.234"]),
        ("1·234", ["1234", "1.234"]),
        ("١٬٠٠٠", ["1000"]),
        ("١٫٠٠٠", ["1"]),
        ("1 000", ["1000"]),
        ("1’000", ["1000"]),
        ("1'000", ["1000"]),
        ("1\u00a0000 000", ["1000000"]),
        ("12,345,678", ["12345678"]),
        ("12.345.678", ["12345678"]),
        ("12 345 678", ["12345678"]),
        ("1,23,456", ["123456"]),
        ("12,34,567", ["1234567"]),
        ("123,45,67,890", ["1234567890"]),
        ("1,000.5", ["1000.5"]),
        ("1.000,5", ["1000.5"]),
        ("1 000,5", ["1000.5"]),
        ("1’000.5", ["1000.5"]),
        ("١٬٠٠٠٫٥", ["1000.5"]),
        ("1,234.567", ["1234.567"]),
        ("1,234,567.891", ["1234567.891"]),
        ("12,34,567.5", ["1234567.5"]),
        ("1234,567", ["1234.567"]),
        # No notation of one number: dates, lists and versions.
        ("23.11.2023", []),
        ("1.2.3", []),
        ("1,2,3", []),
        ("12,345,67", []),
        ("1,23,4567", []),
        ("1,5,000", []),
        ("1,234,56,789", []),
        ("1,23,456,789", []),
        ("1234.567.890", []),
        ("1234,567.5", []),
        ("12,34.5", []),
        ("1.000,5.2", []),
        ("1.000,500.2", []),
        ("1 000,000.5", []),
        ("1٫000٫000", []),
    ],
)
def test_figure_has_the_values_of_every_notation(written: str, values: list[str]) -> None:
    (one,) = figures(written)
    assert one.values == numbers(*values)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("5", ["5"]),
        ("23.11.2023", ["23", "11", "2023"]),
        ("1,05", ["1", "5"]),
        ("1 000", ["1", "0"]),
    ],
)
def test_figure_has_parts(written: str, parts: list[str]) -> None:
    assert figure(written).parts == tuple(map(Decimal, parts))


EQUAL = [
    ("1,000", "1.000"),
    ("1,000", "1000"),
    ("1,000", "१,०००"),
    ("1,234,567", "12,34,567"),
    ("1.50", "1,5"),
    ("23.11.2023", "23.11.2023"),
    # Hours of half a day
    ("5 p.m.", "17:00"),
    ("5pm", "17"),
    ("5 PM", "17"),
    ("5 p. m.", "17"),
    ("5:30 p.m.", "17:30"),
    ("5.30 p.m.", "17:30"),
    ("5–11 p.m.", "17–23"),
    ("5:30 to 7:30 p.m.", "17"),
    ("5 - 11 p.m.", "17"),
    ("1 p.m.", "13"),
    ("11 p.m.", "23"),
    ("12 p.m.", "12"),
    ("12 a.m.", "0"),
    ("12 a.m.", "24"),
    ("12:30 a.m.", "0:30"),
    ("9 a.m.", "9"),
    ("17 Uhr", "5 p.m."),
    # Decades and centuries
    ("1990s", "90er"),
    ("1990-е годы", "90s"),
    ("the 1800s", "19. Jahrhundert"),
    ("the 1000s", "11 век"),
    ("the 2600s", "27 век"),
    # Years without their century
    *((f"{dash}23", "2023") for dash in "–-/’'—"),
    ("’90s", "1990"),
    ("’99", "1999"),
    ("’00", "2000"),
    # Larger units
    ("2000 soldiers", "2 тыс. солдат"),
    ("2тыс.", "2000"),
    ("3 millions", "3000000"),
    ("1.5 million", "1500000"),
    ("1.4 billion", "14亿"),
    ("1.5 million", "150万"),
    ("50000", "5万"),
    ("50000", "5 만"),
    ("2000000", "20 lakh"),
    ("30000000", "3 करोड़"),
    ("300000", "৩ লাখ"),
    ("30", "3 十"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_figures_may_be_equal_in_another_notation(one: str, other: str) -> None:
    assert figure(one).may_equal(figure(other))
    assert figure(other).may_equal(figure(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("140", "410"),
        ("1.5", "1.6"),
        ("1.5", "15"),
        ("1.2.3", "1.2.4"),
        ("5 p.m.", "18"),
        ("5 p.m.", "24"),
        ("5 p.m.", "7"),
        ("5 a.m.", "17"),
        ("12 a.m.", "23"),
        ("5 apples", "17"),
        ("5 pmx", "17"),
        ("5 and 6 p.m.", "17"),
        ("5; 6 p.m.", "17"),
        ("13 p.m.", "25"),
        ("1990s", "91er"),
        ("1990s", "21"),
        ("1990 and", "90"),
        ("the 900s", "10"),
        ("the 999s", "99"),
        ("the 2700s", "28"),
        ("’90s", "1890"),
        ("’90s", "2890"),
        ("about 23", "2023"),
        ("–100", "2000"),
        ("–123", "2023"),
        ("2000.", "2."),
        ("20000 m", "2 km"),
        ("2000000 m", "20 km"),
        ("200 m", "20 m"),
        ("3000 m", "2 km"),
        ("1100 km", "1 km"),
        ("1010 km", "1 km"),
        ("2200 km", "2 km"),
        ("11万", "1"),
        ("0 km", "5 km"),
        ("0 km", "1000 km"),
        ("2000 (a)", "2 (a)"),
        ("2000  km", "2"),
        ("2000 5", "2"),
        ("20000 x", "2 lax"),
    ],
)
def test_different_figures_are_not_equal(one: str, other: str) -> None:
    assert not figure(one).may_equal(figure(other))
    assert not figure(other).may_equal(figure(one))


SPELLED_OUT = (
    "0 1 3 12 21 99 100 200 900 1.5 0.5 2,5 11.5 1000 1,000 2000 3000 10,000 12,000 99000 "
    "2,700 9900 1,000,000 15000000 1000.0"
)
IN_DIGITS = (
    "1.3 1.25 12.5 13.5 101 110 140 250 990 1001 1100 1900 1999 2023 2600 2650 10,100 12,300 "
    "123,000 1.2.3"
)


@pytest.mark.parametrize("written", SPELLED_OUT.split())
def test_small_and_round_number_is_often_spelled_out(written: str) -> None:
    assert figure(written).is_often_spelled_out


@pytest.mark.parametrize("written", IN_DIGITS.split())
def test_other_number_is_in_digits(written: str) -> None:
    assert not figure(written).is_often_spelled_out


@pytest.mark.parametrize(
    ("written", "expected"),
    [("0", True), ("00", True), ("0,00", True), ("05", False), ("10", False), ("0.0.0", False)],
)
def test_filler_is_zero(written: str, expected: bool) -> None:
    assert figure(written).is_filler == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Без чисел.", "ru", []),
        # Roman numerals
        ("В XXI веке", "ru", ["21"]),
        ("в ХХІ столітті", "uk", ["21"]),
        ("ХІХ ст.", "uk", ["19"]),
        ("Louis XIV", "fr", ["14"]),
        ("Charles I, II, III, IV, V", "fr", ["1", "2", "3", "4", "5"]),
        ("VI VII VIII IX X", "de", ["6", "7", "8", "9", "10"]),
        ("XL XLV L LX XC XCIX C", "de", ["40", "45", "50", "60", "90", "99", "100"]),
        ("CCC, CXX, LXXXVIII", "de", ["300", "120", "88"]),
        ("(IV), «V»", "ru", ["4", "5"]),
        ("IIII VX IC MIX CIVIL XXL3 aV", "de", []),
        ("XIVe", "fr", []),
        # Names of months
        ("On November 23", "en", ["11"]),
        ("January, Feb., march", "en", ["1", "2", "3"]),
        ("Dismay", "en", []),
        ("23 ноября", "ru", ["11"]),
        ("к ноябрю", "ru", ["11"]),
        ("нояб. 2023", "ru", ["11"]),
        ("նոյեմբերի 23", "hy", ["11"]),
        ("23. Sept 2023", "de", ["9"]),
        ("2023. gada martā", "lv", ["3"]),
        ("marraskuussa", "fi", ["11"]),
        ("in ottobre", "it", ["10"]),
        ("Skogsmarken", "sv", []),
        ("Marken", "sv", []),
        # Superscripts, fractions and numbers in circles
        ("3 km²", "de", ["2"]),
        ("½, ⅔", "de", ["1", "2", "3"]),
        ("⑫", "ja", ["12"]),
        ("x₃", "de", ["3"]),
        # Runs of Chinese digits
        ("二〇二一年", "zh", ["2021"]),
        ("一九三四五六七八", "zh", ["19345678"]),
        ("零七", "zh", ["7"]),
        ("五年", "zh", []),
        ("三十", "zh", []),
    ],
)
def test_numbers_are_implied_by_other_forms(text: str, language: str, expected: list[str]) -> None:
    assert implied_numbers(text, Language(language)) == numbers(*expected)


@pytest.mark.parametrize(
    "text",
    [
        *("一年", "二人", "三個", "四つ", "五月", "六", "七", "八", "九", "十", "百", "千"),
        *("两个", "半年", "双方"),
        *("한 사람", "두 개", "세 번", "네 명", "삼 년", "오백", "이천"),
    ],
)
def test_numerals_in_chinese_characters_and_hangul_are_possible(text: str) -> None:
    assert has_numerals(text)


@pytest.mark.parametrize("text", ["", "Three years.", "天気", "東京", "한글", "두부", "네모", "5"])
def test_no_numerals_in_other_texts(text: str) -> None:
    assert not has_numerals(text)


@pytest.mark.parametrize(
    ("year", "language", "expected"),
    [
        (2023, "th", ["2566"]),
        (2023, "fa", ["1402", "1401"]),
        (2023, "fa-AF", ["1402", "1401"]),
        (2023, "am", ["2016", "2015"]),
        (2023, "ne", ["2079", "2080"]),
        (2023, "ru", []),
        (1000, "th", ["1543"]),
        (2699, "th", ["3242"]),
        (999, "th", []),
        (2700, "th", []),
        (5, "th", []),
    ],
)
def test_year_has_its_equivalents_in_calendars_of_the_language(
    year: int, language: str, expected: list[str]
) -> None:
    assert calendar_years(Decimal(year), Language(language)) == numbers(*expected)
