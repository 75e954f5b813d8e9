"""No-break spaces by language; everything else stays unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.language.locale import Language
from publisher.language.no_break import insert_no_break_spaces

LANGUAGES = [Language(code) for code in ("en", "fr", "ru", "uk", "hy", "cs", "pl", "de", "zh")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ru", "В~2023~г. он~— слева~— стоял у~моста № 5: А.~С.~Пушкин"),
        ("uk", "У~2023~р. та й~ще 10~000~грн"),
        ("fr", "Il dit~: «~Oui_!~»_; vraiment_? C’est 5~%."),
        ("fr", "Le site https://example.org/a?b est là: 12:30"),
        ("hy", "«Այո»,~— ասաց նա 2023~թ. հետո"),
        ("cs", "Byl v~Praze s~k~5.~3.~2020"),
        ("pl", "Była w~domu i~w~2027~r."),
        ("de", "z.~B. am 3.~Oktober, 100~€"),
        ("en", "It was 10~000 of them : in 5~% of cases — a lot"),
    ],
)
def test_no_break_spaces_follow_the_languages_typography(code: str, text: str) -> None:
    text = text.replace("№ 5", "№~5")
    plain = text.replace("~", " ").replace("_", " ")
    assert (
        insert_no_break_spaces(plain, Language(code)).replace("\u00a0", "~").replace("\u202f", "_")
        == text
    )


@given(st.text(st.sampled_from("aвk« »!?:;.—5 10№%г\u00a0")), st.sampled_from(LANGUAGES))
def test_only_the_kind_of_spaces_changes(text: str, language: Language) -> None:
    result = insert_no_break_spaces(text, language)
    assert len(result) == len(text)
    pairs = zip(text, result, strict=True)
    assert all(old == new or (old == " " and new in "\u00a0\u202f") for old, new in pairs)
    assert insert_no_break_spaces(result, language) == result
