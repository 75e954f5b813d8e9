"""Checks: the examples in their help, and translations with and without faults."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from check_helpers import Pair, context, messages

from publisher.catalogues.known import KnownTranslation
from publisher.checks.policy import Policy
from publisher.checks.registry import CHECKS, findings

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXAMPLE = re.compile(r"^(Bad|Good) \(([\w-]+)\): (.*)$", re.MULTILINE)


class Example(NamedTuple):
    """A bad or good example in a check's help; ` | ` separates its translated pairs."""

    check: str
    verdict: str
    language: str
    pairs: str


def examples() -> Iterator[Example]:
    for name, check in CHECKS.items():
        for verdict, language, pairs in _EXAMPLE.findall(check.help):
            yield Example(name, verdict, language, pairs)


@pytest.mark.parametrize(("name", "verdict", "language", "written"), list(examples()))
def test_examples_in_the_help_of_a_check_hold(
    name: str, verdict: str, language: str, written: str
) -> None:
    pairs = [Pair(*pair.split(" → ", 1)) for pair in written.split(" | ")]
    found = messages(name, pairs, language)
    assert bool(found) == (verdict == "Bad"), found


@pytest.mark.parametrize("name", CHECKS)
def test_help_has_a_bad_and_a_good_example(name: str) -> None:
    assert re.search(r"^Bad", CHECKS[name].help, re.MULTILINE)
    assert re.search(r"^Good", CHECKS[name].help, re.MULTILINE)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)


EQUAL = [
    ("It cost 1,000.5 dollars.", "Это стоило 1\u00a0000,5 доллара.", "ru"),
    ("It cost 1,000.5 dollars.", "قیمت آن ۱٬۰۰۰٫۵ دلار بود.", "fa"),
    ("12,345,678 people", "१,२३,४५,६७८ लोग", "hi"),
    ("About 5 percent.", "Yaklaşık %5.", "tr"),
    ("On 12/05/2023.", "05.12.2023.", "de"),
    ("On November 23, 2023.", "23.11.2023 թ.", "hy"),
    ("On November 23, 2023.", "2023年11月23日。", "ja"),
    ("At 5:30 p.m.", "В 17:30.", "ru"),
    ("At 12 a.m.", "Um 0 Uhr.", "de"),
    ("In the 1990s.", "In den 90er Jahren.", "de"),
    ("In the 21st century.", "В XXI веке.", "ru"),
    ("From 2022–23.", "С 2022 по 2023 год.", "ru"),
    ("2,000 soldiers", "2 тыс. солдат", "ru"),
    ("1.4 billion people", "14亿人", "zh"),
    ("Call +374 10 123456.", "Звоните +374 10 12-34-56.", "ru"),
    ("In 2023.", "พ.ศ. 2566", "th"),
    ("1.5 million for 3 days.", "Полтора миллиона на три дня.", "ru"),
    ("½ of it, 9.30 and 3 km².", "Половина, 9:30 и 3 км².", "ru"),
    ("In 2022 and again in 2022.", "В 2022 году и снова.", "ru"),
]


@pytest.mark.parametrize(("source", "target", "language"), EQUAL)
def test_number_is_equal_in_every_notation(source: str, target: str, language: str) -> None:
    assert messages("number", [Pair(source, target)], language) == []


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("It cost 1,000.5 dollars.", "Это стоило 1\u00a0000,6 доллара.", "ru"),
        ("5 percent", "%50", "tr"),
        ("On November 23, 2023.", "24.11.2023", "de"),
        ("At 5:30 p.m.", "В 18:30.", "ru"),
        ("1.4 billion people", "15亿人", "zh"),
        ("140 square kilometers", "квадратных километров", "ru"),
        ("In September", "В сентябре 2022 года", "ru"),
        ("Call +374 10 123456.", "Звоните +374 10 12-34-65.", "ru"),
    ],
)
def test_different_number_is_found(source: str, target: str, language: str) -> None:
    assert messages("number", [Pair(source, target)], language)


@pytest.mark.parametrize(
    ("name", "source", "target", "language"),
    [
        ("structure", "A **[big](https://e.org)** one.", "[**Большой**](https://e.org).", "ru"),
        ("structure", "In *The Bridge* we read.", "В «Мосте» читаем.", "ru"),
        ("placeholder", "It is 50% sure.", "Это на 50% so.", "ru"),
        ("placeholder", "It cost $US 5.", "Это стоило 5 долларов.", "ru"),
        ("markup", "2 * 3 * 4 and snake_case", "2 * 3 * 4 и snake_case", "ru"),
        ("unsafe-character", "Flag", "\U0001f3f4\U000e0067\U000e0062\U000e007f", "ru"),
        ("unsafe-character", "He said “a”.", "\u2067שלום\u2069 \u200eabc", "he"),
        ("unsafe-character", "a", "\u2067של\nום\u2069", "he"),
        ("look-alike", "A Telegram channel", "Telegram-ում Wi-Fi-роутер COVID-ов", "hy"),
        ("look-alike", "Telegram", "Telegramում", "hy"),
        ("look-alike", "RAID and LVM", "RAID وLVM", "ar"),
        ("quotation", "He said ‘never’ and “no”.", "Er sagte „nie“ und „nein“.", "de"),
        ("quotation", 'A 5" nail', 'Гвоздь 5"', "ru"),
        ("quotation", 'Type `"a"`.', "Введите `а`.", "ru"),
        ("quotation", "Type `a`.", 'Введите `"а`.', "ru"),
        ("quotation-marks", "Type `a`.", 'Введите `"а"`.', "ru"),
        ("quotation-marks", "He said “never”.", "彼は「いや」と言った。", "ja"),
        *(
            ("quotation-marks", "He said “never”.", target, language)
            for target, language in (
                ("“Asla” dedi.", "tr"),
                ("Ele disse “nunca”.", "pt-BR"),
                ("Ele disse «nunca».", "pt-AO"),
                ("Dijo: “nunca”.", "es-MX"),
                ("Dijo: «nunca».", "es"),
                ("Dijo: “nunca”.", "es"),
                ("Sanoi «inoiz ez».", "eu"),
                ("“Inoiz ez” esan zuen.", "eu"),
                ("Rekel je »nikoli«.", "sl"),
                ("Viņš teica “nekad”.", "lv"),
                ("Han sagde ”aldrig”.", "da"),
                ("Han sagde »aldrig«.", "da"),
                ("Han sagde „aldrig“.", "da"),
                ("他說：「從不」。", "zh-Hant"),
                ("他說：「從不」。", "zh-HK"),
                ("Er sagte «nie».", "de-CH"),
                ("Він сказав “ніколи”.", "uk"),
                ("“Heç vaxt” dedi.", "az"),
                ("On je rekao „nikad”.", "sr-Latn"),
            )
        ),
        ("end-mark", "Is it open?", "Είναι ανοιχτό\u037e", "el"),
        ("end-mark", "Nikol said:", "Նիկոլն ասաց․", "hy"),
        ("end-mark", "He left.", "เขาไปแล้ว", "th"),
        ("end-mark", "Is it open?", "開いていますか。", "ja"),
        ("doubled-word", "the man that came", "der Mann, der der Frau half", "de"),
        ("doubled-word", "slowly", "पलट पलट", "hi"),
        ("doubled-word", "We rise.", "Nous nous levons.", "fr"),
        ("doubled-word", "The same.", "To to samo.", "pl"),
        ("doubled-word", "What it is about.", "Det det handlar om.", "sv"),
        ("doubled-word", "Vitamin A and B", "vitamín A a B", "sk"),
        ("doubled-word", "It was she. She left.", "Это она. Она ушла.", "ru"),
        ("untranslated", "Visual Studio Code", "Visual Studio Code", "ru"),
        ("length", "Yes.", "Да, разумеется.", "ru"),
        ("source-words", "the New York Times", "газета New York Times", "ru"),
    ],
)
def test_correct_translation_has_no_finding(
    name: str, source: str, target: str, language: str
) -> None:
    assert messages(name, [Pair(source, target)], language) == []


@pytest.mark.parametrize(
    ("name", "source", "target", "language"),
    [
        ("structure", "A note.[^1]", "Примечание.", "ru"),
        ("structure", "***a***", "**а**", "ru"),
        ("markup", "A big one.", "`Большой.", "ru"),
        ("unsafe-character", "a", "б\u0007", "ru"),
        ("unsafe-character", "a", "`\u2067a\u2069`", "ru"),
        ("unsafe-character", "a", "\u2067б  \nв\u2069", "ru"),
        ("unsafe-character", "a", "б\u2067в", "ru"),
        ("unsafe-character", "a", "б\u200b\u200b\u200bв", "ru"),
        ("look-alike", "He came", "Oн пришёл", "ru"),
        ("look-alike", "with him", "c ним", "ru"),
        ("look-alike", "bridge", "Brücкe", "de"),
        ("look-alike", "bridge", "կаմուրջ", "hy"),
        ("look-alike", "book", "كتاب و یک", "ar"),
        ("look-alike", "Russia", "ロ口アのコ力コーラ", "ja"),
        ("quotation", "“A” and “b”.", "«А» и б.", "ru"),
        ("quotation-marks", "He said “never”.", "Han sagde «aldrig».", "da"),
        ("quotation-marks", "He said “never”.", "Er sagte “nie”.", "de-CH"),
        ("end-mark", "It is open.", "Είναι ανοιχτό\u037e", "el"),
        ("french-space", "He said “no”.", "Il a dit «non».", "fr-CA"),
        ("french-space", "He said “no”.", "Il a dit « non ».", "fr-CH"),
        ("own-marks", "Who?", "Ո՞վ հարցրեց: Նա։", "hy"),
        ("own-marks", "Who?", "Ποιος?", "el"),
        ("french-space", "He said “no”.", "Il a dit « non ».", "fr"),
        *(
            ("doubled-word", "The man left.", target, language)
            for target, language in (
                ("Он он ушёл.", "ru"),
                ("Он\u00a0он ушёл.", "ru"),
                ("Вот. И и он ушёл.", "ru"),
                ("Он ушёл в в лес.", "ru"),
                ("Die die Frau ging.", "de"),
                ("«Der der Mann ging.»", "de"),
                ("Le le pont.", "fr"),
                ("Ο ο άνθρωπος.", "el"),
                ("The the man left.", "en-GB"),
            )
        ),
        ("address", "See WWW.E.ORG/a.", "См. WWW.E.ORG/b.", "ru"),
        ("placeholder", "Page {n} of {all}", "Страница {n}", "ru"),
        ("placeholder", "In $HOME", "В доме", "ru"),
        ("markup", "A big one.", "Большой <i>мост.", "ru"),
        ("unsafe-character", "a", "б\ue000", "ru"),
        ("unsafe-character", "a", "б\u2061в", "ru"),
        ("unsafe-character", "a", "б\u202c", "ru"),
        ("look-alike", "Kyiv", "КИІВ", "ru"),
        ("look-alike", "100", "10О", "ru"),
        ("source-words", "He said the dog barked.", "Он the dog barked сказал.", "ru"),
    ],
)
def test_faulty_translation_is_found(name: str, source: str, target: str, language: str) -> None:
    assert messages(name, [Pair(source, target)], language)


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        *(("tr", "“"), ("az", "“"), ("pt-BR", "“"), ("pt-PT", "«"), ("es-MX", "“"), ("es", "«")),
        *(
            ("sl", "»"),
            ("da", "”"),
            ("nb", "«"),
            ("de", "„"),
            ("de-CH", "«"),
            ("zh", "“"),
            ("zh-Hant", "「"),
        ),
    ],
)
def test_usual_quotation_mark_of_the_language_is_proposed(language: str, mark: str) -> None:
    (found,) = messages("quotation-marks", [Pair("He said “never”.", "〝Nie〟")], language)
    assert found.endswith(f"use {mark}")


@pytest.mark.parametrize(
    ("language", "remedy"), [("fr", "a no-break space next to"), ("fr-CA", "no space before")]
)
def test_space_before_a_mark_is_corrected_as_in_the_region(language: str, remedy: str) -> None:
    (found,) = messages("french-space", [Pair("Who asked?", "Qui a demandé ?")], language)
    assert found.endswith(f"needs {remedy} its mark")


def test_comparison_with_other_articles_is_separate() -> None:
    pairs = Pair("More here", "Читать далее"), Pair("More here.", "Подробнее тут.")
    elsewhere = {"More here": KnownTranslation("Ещё", "river")}
    edition = replace(context(pairs, "ru"), elsewhere=elsewhere)
    policy = Policy({"translated-otherwise": "warning", "length": "warning"})
    (own,) = findings(edition, Path("a.po"), policy)
    (other,) = findings(edition, Path("a.po"), policy, across=True)
    assert own.message == "the same text is translated “Читать далее” elsewhere"
    assert other.message == "the same text is translated “Ещё” in river"
