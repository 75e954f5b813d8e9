"""Word breaks of scripts without spaces between words."""

from __future__ import annotations

import importlib
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.language.clusters import cluster_breaks
from publisher.language.word_breaks import icu_words, word_breaks

WORDS = [
    "យើង|ទៅ|សាលា|ជាមួយគ្នា",
    "ພວກ|ເຮົາ|ໄປ|ໂຮງຮຽນ|ນຳກັນ",
    "ကျွန်ုပ်|တို့|ကျောင်း|သွား|သည်",
    "เรา|ไป|โรงเรียน|ด้วย|กัน",
]


def divided(text: str) -> str:
    places = [0, *word_breaks(text), len(text)]
    return "|".join(text[start:end] for start, end in pairwise(places))


@pytest.mark.parametrize("words", WORDS)
def test_a_line_may_end_between_words(words: str) -> None:
    assert divided(words.replace("|", "")) == words


def test_no_word_has_an_edge_within_it() -> None:
    name, rest = "នាងទីណាទីន", "បានចេញ"
    assert len(name) - 1 in word_breaks(name + rest)  # ICU finds នបាន
    found = word_breaks(name + rest, (len(name),))
    assert len(name) in found
    assert len(name) - 1 not in found


def test_an_edge_divides_no_cluster() -> None:
    assert word_breaks("ប្រាំៗ", (4,)) == ()
    assert word_breaks("ไทย abc", (4, 5)) == ()
    name = "ประเทศไทยนายกรัฐมนตรี"
    assert word_breaks(name, (9, 10)) == word_breaks(name)  # น|า


def test_an_edge_leaves_no_consonant_alone() -> None:
    assert word_breaks("กรมศุลกากร", (1,)) == word_breaks("กรมศุลกากร")


def test_several_scripts_are_divided_in_one_text() -> None:
    assert divided("Bangkok 2, เราไป (យើងទៅ)") == "Bangkok 2, เรา|ไป (យើង|ទៅ)"


def test_places_are_characters_also_after_one_beyond_the_bmp() -> None:
    assert divided("😀 เราไป") == "😀 เรา|ไป"


def test_places_beside_spaces_and_marks_are_left_to_general_rules() -> None:
    assert word_breaks("เรา ไป") == ()
    assert word_breaks("เรา\u200bไป") == ()
    assert word_breaks("เรา-ไป") == ()
    assert word_breaks("ไทย2566") == ()


def test_clusters_are_kept_whole() -> None:
    assert divided("ប្រាំៗ") == "ប្រាំៗ"  # ICU begins a line with ៗ


@pytest.mark.parametrize("words", ["គ្រប់|បុគ្គល", "အရှေ့|ဘက်", "မသွား|ဘူး"])
def test_a_consonant_is_not_a_word(words: str) -> None:
    assert divided(words.replace("|", "")) == words


def test_a_vowel_may_be_a_word() -> None:
    assert divided("នេះឬនោះ") == "នេះ|ឬ|នោះ"


def test_burmese_words_are_found_in_either_order_of_marks() -> None:
    normal = "လွတ်လပ်ခွင့်ရှိသည်"
    other = normal.replace("\u1037\u103a", "\u103a\u1037")
    assert other != normal
    assert word_breaks(other) == word_breaks(normal) != ()


CHARACTERS = "ก็เาะๆ ខ្មែៗ ກໍເະໆ မြ\u1037\u103a\u1039 a.\u200b\u200d😀"


@given(st.text(st.sampled_from(CHARACTERS), max_size=30))
def test_word_breaks_are_cluster_breaks(text: str) -> None:
    assert set(word_breaks(text)) <= set(cluster_breaks(text))
    edges = tuple(range(1, len(text), 3))
    assert set(word_breaks(text, edges)) <= set(cluster_breaks(text))


def test_words_of_chinese_and_japanese_are_found() -> None:
    text = "😀灭火器 消火器"
    assert [text[start:end] for start, end in icu_words(text)] == ["😀", "灭火器", " ", "消火器"]


def test_without_icu_there_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icu", None)
    monkeypatch.delitem(sys.modules, "publisher.language.word_breaks")
    module = importlib.import_module("publisher.language.word_breaks")
    assert module.icu_version() is None
    assert module.word_breaks("เราไปโรงเรียน") == ()
    assert module.icu_words("灭火器还重") == ()
