"""No-break spaces by language; everything else stays unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.language.locale import Language
from publisher.language.no_break import insert_no_break_spaces

CODES = ("en", "fr", "ru", "uk", "hy", "cs", "pl", "de", "zh", "hr", "lv")
LANGUAGES = [Language(code) for code in CODES]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "В~2023~г. он~— слева~— стоял у~моста №~5: А.~С.~Пушкин"),
        ("ru", "Реки, моря и~т.~д. Он жил в~г.~Москве, д.~5. Это 23~ноября, XX~век, 5~км²."),
        ("ru", "В~2023~г. Москва росла. Это я. Да. Нет."),
        ("uk", "У~2023~р. та й~ще 10~000~грн, у~2022~році, 23~листопада"),
        ("be", "У~2022~годзе, 23~лістапада, т.~д."),
        ("bg", "През 2022~година, 23~ноември, т.~е. 5~лв."),
        ("fr", "Il dit~: «~Oui_!~»_; vraiment_? C’est 5~%."),
        ("fr-CA", "Il dit~: «~Oui!~»; vraiment? M.~Roy, p.~5, le 23~novembre, XXe~siècle"),
        ("fr", "Le site https://example.org/a?b est là: 12:30"),
        ("hy", "«Այո»,~— ասաց նա 2023~թ. հետո"),
        ("hy", "Ա.~Պողոսյանը 2022~թվականի նոյեմբերի 23-ին՝ XX~դարում, 5~կմ"),
        ("hy", "2022~թվականին 5 դարձավ 6"),
        ("cs", "Byl v~Praze s~k~5.~3.~2020 a~23.~listopadu, ve 20.~století. Bylo jich 23. Pak"),
        ("cs", "s.~5, §~3, a.~s. Škoda, J.~A.~Komenský, p.~Novák"),
        ("sk", "Dňa 23.~novembra 2022 na s.~5"),
        ("hr", "23.~studenoga 2022.~godine"),
        ("sr", "23.~новембра 2022.~године"),
        ("sr-Latn", "23.~novembra 2022.~godine"),
        ("hu", "2022.~november 23-án"),
        ("lv", "2022.~gada 23.~novembrī"),
        ("lt", "2022~m. lapkričio 23~d."),
        ("fi", "23.~marraskuuta 2022"),
        ("ka", "2022~წლის 23~ნოემბერი"),
        ("kk", "2022~жылғы 23~қараша"),
        ("pl", "Była w~domu i~w~2027~r., 23~listopada, w~XX~w., art.~5 ust.~2"),
        ("de", "z.~B. am 3.~Oktober, 100~€, i.~d.~R. auf S.~5, Dr.~Meier. Es waren 2023. Dann"),
        ("en", "It was 10~000 of them : in 5~% of cases — a lot"),
    ],
)
def test_no_break_spaces_follow_the_languages_typography(code: str, text: str) -> None:
    plain = text.replace("~", " ").replace("_", " ")
    assert (
        insert_no_break_spaces(plain, Language(code)).replace("\u00a0", "~").replace("\u202f", "_")
        == text
    )


@given(st.text(st.sampled_from("aвkrАII« »!?:;.—5 10№%г\u00a0")), st.sampled_from(LANGUAGES))
def test_only_the_kind_of_spaces_changes(text: str, language: Language) -> None:
    result = insert_no_break_spaces(text, language)
    assert len(result) == len(text)
    pairs = zip(text, result, strict=True)
    assert all(old == new or (old == " " and new in "\u00a0\u202f") for old, new in pairs)
    assert insert_no_break_spaces(result, language) == result
