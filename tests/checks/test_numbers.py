"""Checks of numbers: which differences are found, and their messages."""

from __future__ import annotations

import pytest
from check_helpers import Pair, messages


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("No numbers.", "Без чисел.", "ru"),
        # Dates and times
        ("On 11/23/2023.", "Am 23.11.2023.", "de"),
        ("On 12.05.2023.", "2023.05.12", "zh"),
        ("On the 5th, 12.05.2023.", "5日:2023.05.12", "zh"),
        ("On 23.11.2023.", "23 ноября 2023 года.", "ru"),
        ("On November 23, 2023.", "23.11.2023", "de"),
        ("On 23 November 2023.", "२३ नवंबर २०२३ को।", "hi"),
        ("At 9:30.", "Um 9.30 Uhr.", "de"),
        ("At 9.30.", "В 9:30.", "ru"),
        ("At 5:00.", "Um 5 Uhr.", "de"),
        ("At 5.30 p.m.", "Um 17:30 Uhr.", "de"),
        ("At 5.30pm.", "Um 17.30 Uhr.", "de"),
        ("At 12.30am.", "Um 0.30 Uhr.", "de"),
        ("At 12:30 a.m.", "В 0:30.", "ru"),
        ("Open 5–11 p.m.", "Открыто 17–23.", "ru"),
        ("Open 5.30–7.30pm.", "Geöffnet 17.30–19.30 Uhr.", "de"),
        ("In 2022–23", "2022–2023", "ru"),
        # Lists
        ("Pages 1,2,3", "Страницы 1, 2 и 3", "ru"),
        ("Pages 1 and 2", "صفحات ۱/۲", "fa"),
        ("It is 1.5 m.", "طول آن ۱/۵ متر است.", "fa"),
        # Numbers in other forms
        ("The 21st century", "XXI век", "ru"),
        ("World War II", "2-я мировая война", "ru"),
        ("XXI", "21", "de"),
        ("In 2021", "二〇二一年", "zh"),
        ("½ of it", "1/2 от этого", "ru"),
        ("3 km2", "3 км²", "ru"),
        ("For 140 km.", "走了一百四十公里。", "zh"),
        ("140 people", "백사십 명", "ko"),
        # Money
        ("It cost $5.", "Es kostete 5,00 Dollar.", "de"),
        ("It cost 5 dollars.", "5 долларов 00 центов.", "ru"),
        ("It cost 1,000,000.", "Es kostete 1 000\u00a0000.", "de"),
        # Years in other calendars
        ("In 2023.", "พ.ศ. 2566", "th"),
        ("In 2023.", "در سال ۱۴۰۲", "fa"),
        ("In 2023.", "در سال ۱۴۰۱", "fa"),
        ("In 2023.", "በ2016 ዓ.ም.", "am"),
        ("In 2023.", "वि.सं. २०८०", "ne"),
        ("In 2023, 5 years.", "พ.ศ. 2566 5 ปี", "th"),
        # Telephone numbers
        ("Call 123456.", "Звоните 12-34-56.", "ru"),
        ("Call 0800 12 34 56.", "Rufen Sie 0800 123 456 an.", "de"),
        ("Call 010 123456 in May 2023.", "Звоните 010 12-34-56 05.2023.", "ru"),
        ("Call 0800 123456.", "Rufen Sie 0800 12 34 56 an.", "de"),
        # Repeated or spelled out
        ("In 2022 and in 2022.", "В 2022 году.", "ru"),
        ("For 3 years.", "Три года.", "ru"),
        ("For three years.", "3 года.", "ru"),
        ("10,000 people", "Десять тысяч человек", "ru"),
        ("See https://e.org/2021.", "См. https://e.org/2021.", "ru"),
        ("See https://e.org/2021.", "См. сайт.", "ru"),
        ("Type `140`.", "Введите.", "ru"),
    ],
)
def test_number_is_the_same(source: str, target: str, language: str) -> None:
    assert messages("number", [Pair(source, target)], language) == []


@pytest.mark.parametrize(
    ("source", "target", "language", "message"),
    [
        ("140 m", "410 м", "ru", "has “410” where the source has “140”"),
        ("3 m", "4 м", "ru", "has “4” where the source has “3”"),
        ("1.5 km", "15 km", "de", "has “15” where the source has “1.5”"),
        ("1.5 to 2.5", "15 bis 25", "de", "has “15”, “25” where the source has “1.5”, “2.5”"),
        ("1.5", "5.1", "de", "has “5.1” where the source has “1.5”"),
        ("1,000.5 m", "1 000,6 м", "ru", "has “1 000,6” where the source has “1,000.5”"),
        ("1–2 of 7", "3–4 из 7", "ru", "has “3”, “4” where the source has “1”, “2”"),
        ("5 p.m.", "18 Uhr", "de", "has “18” where the source has “5”"),
        ("5 p.m.", "24 Uhr", "de", "has “24” where the source has “5”"),
        ("5 a.m.", "17 Uhr", "de", "has “17” where the source has “5”"),
        ("1100 km", "1 km", "de", "has “1” where the source has “1100”"),
        ("11/23/2023", "24.11.2023", "de", "has “24.11.2023”, which the source lacks"),
        ("12.05.2023", "2023.06.12", "zh", "has “2023.06.12” where the source has “12.05.2023”"),
        ("Call 123456.", "12-34-65", "ru", "has “12”, “34”, “65” where the source has “123456”"),
        ("140 km", "км", "ru", "lacks “140”, which the source has"),
        ("140 km", "公里", "zh", "lacks “140”, which the source has"),
        ("3 of 140 or 250", "из", "ru", "lacks “140”, “250”, which the source has"),
        ("In 2023.", "ในปี", "th", "lacks “2023”, which the source has"),
        ("In 2023.", "พ.ศ. 2567", "th", "has “2567” where the source has “2023”"),
        ("In 2023.", "2566", "ru", "has “2566” where the source has “2023”"),
        ("In 2023.", "۱۴۰۳", "fa", "has “1403” where the source has “2023”"),
        ("It rained.", "В 2022 году", "ru", "has “2022”, which the source lacks"),
        ("It rained.", "3 из 140", "ru", "has “140”, which the source lacks"),
        ("5 km", "5,1 km", "de", "has “5,1”, which the source lacks"),
        ("km", "140 百", "zh", "has “140”, which the source lacks"),
    ],
)
def test_different_number_is_found(source: str, target: str, language: str, message: str) -> None:
    assert messages("number", [Pair(source, target)], language) == [message]


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ("3 years", "Три года", "has no “3” in digits; check that it is spelled out"),
        ("3 or 4", "Три", "has no “3”, “4” in digits; check that it is spelled out"),
        ("three", "3", "has “3” in digits; check that the source spells it out"),
        ("three or 5", "3, 4 и 5", "has “3”, “4” in digits; check that the source spells it out"),
        ("3 years", "3 года", None),
        ("3 years", "4 года", None),
        ("140 years", "лет", None),
        ("3 of 140", "из", None),
        ("years", "140 лет", None),
        ("years", "3 из 140", None),
        ("5:00", "5", None),
    ],
)
def test_spelled_number_is_to_be_checked(source: str, target: str, message: str | None) -> None:
    assert messages("spelled-number", [Pair(source, target)], "ru") == (
        [message] if message else []
    )
