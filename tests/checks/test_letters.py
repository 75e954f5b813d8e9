"""Checks of letters: look-alikes of other scripts and languages, and normal form."""

from __future__ import annotations

import pytest
from check_helpers import Pair, messages


@pytest.mark.parametrize(
    ("target", "language", "described"),
    [
        ("Это Мocт.", "ru", ["“Мocт” mixes scripts: o is Latin, c is Latin"]),
        ("Мoлoкo", "ru", ["“Мoлoкo” mixes scripts: o is Latin"]),
        ("Oн пришёл", "ru", ["“Oн” mixes scripts: O is Latin"]),
        ("Иvан и Иvан", "ru", ["“Иvан” mixes scripts: v is Latin"]),
        (
            "Мocт, Oн",
            "ru",
            ["“Мocт” mixes scripts: o is Latin, c is Latin", "“Oн” mixes scripts: O is Latin"],
        ),
        ("Hовик-ին", "hy", ["“Hовик” mixes scripts: H is Latin"]),
        ("կամuրջ", "hy", ["“կամuրջ” mixes scripts: u is Latin"]),
        ("Brücкe", "de", ["“Brücкe” mixes scripts: к is Cyrillic"]),
        ("το γεφύρι oμορφο", "el", ["“oμορφο” mixes scripts: o is Latin"]),
        ("Ｂrücke", "de", ["“Ｂrücke” mixes scripts: Ｂ is Fullwidth"]),
        ("B𝐫ücke", "de", ["“B𝐫ücke” mixes scripts: 𝐫 is Mathematical"]),
        ("Bꓣücke", "de", ["“Bꓣücke” mixes scripts: ꓣ is Lisu"]),
        ("BᎡücke", "de", ["“BᎡücke” mixes scripts: Ꭱ is Cherokee"]),
        ("Bⲟücke", "de", ["“Bⲟücke” mixes scripts: ⲟ is Coptic"]),
        ("ხიdი", "ka", ["“ხიdი” mixes scripts: d is Latin"]),
        # A name with an ending; two letters may be a slip
        ("В Googleе", "ru", ["“Googleе” mixes scripts: е is Cyrillic"]),
        ("COVIDов", "ru", ["“COVIDов” mixes scripts: о is Cyrillic, в is Cyrillic"]),
        ("Сборox", "ru", ["“Сборox” mixes scripts: o is Latin, x is Latin"]),
        ("COVID19ов", "ru", ["“COVID19ов” mixes scripts: о is Cyrillic, в is Cyrillic"]),
        ("COVIDим", "ru", []),
        ("COVIDова", "ru", []),
        ("Googleов", "ru", []),
        ("Telegramում", "hy", []),
        ("Telegram-ում Wi-Fi-роутер", "hy", []),
        ("RAID وLVM", "ar", []),
        ("IT-компания", "ru", []),
        ("Я use_это", "ru", []),
        ("CJKのテスト", "ja", []),
        # All in letters of another script
        ("c ним", "ru", ["“c” is in letters of another script"]),
        ("и ho", "ru", ["“ho” is in letters of another script"]),
        ("το βιβλίο о", "el", ["“о” is in letters of another script"]),
        ("տուն o", "hy", ["“o” is in letters of another script"]),
        ("Das ist еѕ", "de", ["“еѕ” is in letters of another script"]),
        ("с ним, не он", "ru", []),
        ("и cop", "ru", []),
        ("и C", "ru", []),
        ("и Co", "ru", []),
        ("и do", "ru", []),
        ("كتاب a", "ar", []),
        ("а 12", "ru", []),
        ("5 本 a", "ja", []),
    ],
)
def test_letter_of_another_script_is_found(
    target: str, language: str, described: list[str]
) -> None:
    assert messages("look-alike", [Pair("The bridge.", target)], language) == described


@pytest.mark.parametrize(
    ("target", "language", "described"),
    [
        ("Київ", "ru", "“Київ” has ї, which ru does not use"),
        ("КИІВ", "ru", "“КИІВ” has і, which ru does not use"),
        ("Єґі", "ru", "“Єґі” has є, і, ґ, which ru does not use"),
        ("Ўладзімір", "ru", "“Ўладзімір” has і, ў, which ru does not use"),
        ("Љубљана", "ru", "“Љубљана” has љ, which ru does not use"),
        ("Крым", "uk", "“Крым” has ы, which uk does not use"),
        ("Поэт", "uk", "“Поэт” has э, which uk does not use"),
        ("Минск", "be", "“Минск” has и, which be does not use"),
        ("Борщ", "be", "“Борщ” has щ, which be does not use"),
        ("Крым", "bg", "“Крым” has ы, which bg does not use"),
        ("كتاب", "fa", "“كتاب” has ك, which fa does not use"),
        ("علي", "fa", "“علي” has ي, which fa does not use"),
        ("یک", "ar", "“یک” has ک, ی, which ar does not use"),
        ("یک", "ar-EG", "“یک” has ک, ی, which ar-EG does not use"),
        ("Київ", "uk", None),
        ("Крым поэт ёж", "ru", None),
        ("Мінск ўсё", "be", None),
        ("Объезд щи", "bg", None),
        ("Љубљана", "sr", None),
        ("یک کتاب", "fa", None),
        ("كتاب علي", "ar", None),
        ("یک", "ur", None),
    ],
)
def test_letter_that_the_language_does_not_use_is_found(
    target: str, language: str, described: str | None
) -> None:
    expected = [described] if described else []
    assert messages("look-alike", [Pair("The bridge.", target)], language) == expected


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("м0ст", "ru"),
        ("п1р", "ru"),
        ("ё0ё", "ru"),
        ("br1dge", "de"),
        ("h0me", "de"),
        ("1O5", "de"),
        ("1О5", "ru"),
        ("x1O5", "de"),
        ("10O", "de"),
        ("10О", "ru"),
        ("O5", "de"),
        ("О15", "ru"),
    ],
)
def test_letter_among_digits_or_digit_among_letters_is_found(word: str, language: str) -> None:
    expected = [f"“{word}” mixes letters and digits"]
    assert messages("look-alike", [Pair("The bridge.", f"«{word}»")], language) == expected


NAMES_WITH_DIGITS = "B2B COVID19 H2O CO2 MP3 4G 100 p2p O 0 1st A1B К1 AO5 10OK 1X5"


@pytest.mark.parametrize("word", NAMES_WITH_DIGITS.split())
def test_letters_and_digits_of_usual_names_are_correct(word: str) -> None:
    assert messages("look-alike", [Pair("The bridge.", f"„{word}“ 5")], "de") == []


def test_words_of_the_source_are_correct() -> None:
    pair = Pair("Type 10O or Мoст.", "Введите 10O или Мoст: Oн, 1O5.")
    described = ["“Oн” mixes scripts: O is Latin", "“1O5” mixes letters and digits"]
    assert messages("look-alike", [pair], "ru") == described


@pytest.mark.parametrize(
    ("target", "described"),
    [
        ("ロ口ア", ["“ロ口ア” has U+53E3 CJK UNIFIED IDEOGRAPH-53E3 among similar katakana"]),
        (
            "これはコ力コーラだ",
            ["“れはコ力コーラ” has U+529B CJK UNIFIED IDEOGRAPH-529B among similar katakana"],
        ),
        *(
            (
                f"ア{kanji}ー",
                [f"“ア{kanji}ー” has U+{ord(kanji):04X} {name} among similar katakana"],
            )
            for kanji, name in (
                (each, f"CJK UNIFIED IDEOGRAPH-{ord(each):04X}") for each in "工二八夕卜一"
            )
        ),
        (
            "ア口アと、ア力ア",
            [
                "“ア口アと、” has U+53E3 CJK UNIFIED IDEOGRAPH-53E3 among similar katakana",
                "“と、ア力ア” has U+529B CJK UNIFIED IDEOGRAPH-529B among similar katakana",
            ],
        ),
        ("ロシアのコカコーラ", []),
        ("人口ア", []),
        ("ア口の", []),
        ("アメリカ一の", []),
        ("第二", []),
        ("ア人ア", []),
    ],
)
def test_kanji_among_similar_katakana_is_found(target: str, described: list[str]) -> None:
    assert messages("look-alike", [Pair("Russia", target)], "ja") == described


@pytest.mark.parametrize(
    ("target", "language", "word"),
    [
        ("En e\u0301te\u0301.", "fr", "e\u0301te\u0301."),
        ("Tie\u0302\u0301ng Vie\u0302\u0323t", "vi", "Tie\u0302\u0301ng"),
        ("й и\u0306", "ru", "и\u0306"),
        ("한국 \u1112\u1161\u11ab", "ko", "\u1112\u1161\u11ab"),
        ("En été.", "fr", None),
        ("Tiếng Việt", "vi", None),
        # Marks in another order look the same.
        ("ש\u05c1\u05bcלום", "he", None),
        ("كتاب\u0651\u064e", "ar", None),
        ("x\u0301", "fr", None),
    ],
)
def test_decomposed_letter_is_not_in_normal_form(
    target: str, language: str, word: str | None
) -> None:
    expected = [f"“{word}” is not in Unicode normal form C (NFC)"] if word else []
    assert messages("normal-form", [Pair("Summer", target)], language) == expected
