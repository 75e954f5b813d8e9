"""Languages of words in scripts that determine them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.language.locale import Language
from publisher.language.script_languages import runs

SAMPLES = {
    "hy": "Հայաստանի Հանրապետություն",
    "ka": "საქართველო",
    "el": "Ελληνική Δημοκρατία",
    "he": "מְדִינַת יִשְׂרָאֵל",
    "th": "ราชอาณาจักรไทย",
    "km": "ព្រះរាជាណាចក្រកម្ពុជា",
    "lo": "ສາທາລະນະລັດ",
    "ko": "대한민국",
    "ja": "日本国のテスト",
    "ta": "தமிழ்நாடு",
    "te": "తెలంగాణ",
    "kn": "ಕರ್ನಾಟಕ",
    "ml": "കേരളം",
    "gu": "ગુજરાત",
    "pa": "ਪੰਜਾਬ",
    "or": "ଓଡ଼ିଶା",
    "si": "ශ්‍රී ලංකාව",
    "dv": "ދިވެހިރާއްޖެ",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_words_have_the_language_of_their_script(code: str) -> None:
    found = runs(f"the words “{SAMPLES[code]}”, 12", "Latn")
    assert [*found] == [("the words “", None), (SAMPLES[code], code), ("”, 12", None)]
    assert runs(SAMPLES[code], Language(code).script) == [(SAMPLES[code], None)]


@pytest.mark.parametrize(
    "text",
    [
        "Правда и мир",
        "中华人民共和国",
        "جمهورية",
        "भारत",
        "the angle α, the set ℵ or א",
        "ABC",
        "",
    ],
)
def test_other_words_have_none(text: str) -> None:
    assert [run.language for run in runs(text, "Latn")] == [None] * bool(text)


def test_han_is_japanese_only_beside_kana_and_in_no_other_east_asian_text() -> None:
    assert runs("東京は、大阪", "Latn") == [("東京は", "ja"), ("、大阪", None)]
    assert runs("東京は大阪", "Hant") == [("東京", None), ("は", "ja"), ("大阪", None)]
    assert runs("東京は大阪", "Kore") == [("東京", None), ("は", "ja"), ("大阪", None)]
    assert runs("東京は서울", "Jpan") == [("東京は", None), ("서울", "ko")]


@given(
    st.text(st.sampled_from("aя 1,αβאבのカ東中한ไทยԱբ\u0301’\n"), max_size=20),
    st.sampled_from(["Latn", "Cyrl", "Grek", "Hant", "Jpan", "Kore", "Thai"]),
)
def test_runs_are_the_text(text: str, script: str) -> None:
    found = runs(text, script)
    assert "".join(run.text for run in found) == text
    assert all(run.text for run in found)
