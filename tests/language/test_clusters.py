"""Clusters: what no line end divides in Khmer, Lao, Burmese and Thai."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.language.clusters import cluster_breaks, runs

# Every possible division of some words.
DIVISIONS = [
    # Khmer: letters below, vowels around; closed and silent letters; repetition
    "ខ្មែ|រ",
    "ស្ត្រី",
    "កាត់",
    "អា|ទិ|ត្យ",
    "ធម៌",
    "សូ|មៗ",
    # Lao: vowels before, behind and between; repetition
    "ເມື|ອ|ງ",
    "ຂ້|ອ|ຍ",
    "ປະ|ເທ|ດ",
    "ນ້ຳ",
    "ຄົນໆ",
    "ວັນ",
    "ສຽ|ງ",
    # Burmese: closed letters, letters below, an order of marks that is not normal
    "မြန်|မာ",
    "တက္က|သိုလ်",
    "သင်္ဘော",
    "အ|ခွင့်",
    "အ|ခွင\u103a\u1037",
    # Thai: vowels before, behind and between; silent letters; repetition, abbreviation
    "เมื่อ",
    "น้ำ",
    "สั่ง|ซื้อ",
    "สิ|ทธิ์",
    "เด็|กๆ",
    "ก|รุ|ง|เท|พฯ",
]


@pytest.mark.parametrize("divided", DIVISIONS)
def test_a_word_is_divided_between_clusters_only(divided: str) -> None:
    word = divided.replace("|", "")
    places = [0, *cluster_breaks(word), len(word)]
    assert "|".join(word[start:end] for start, end in pairwise(places)) == divided


LETTERS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0E01, max_codepoint=0x0EDF),
        st.characters(min_codepoint=0x1000, max_codepoint=0x109F),
        st.characters(min_codepoint=0x1780, max_codepoint=0x17DD),
        st.sampled_from("a \u200b\u200c\u200d"),
    ),
    max_size=40,
)


@given(LETTERS)
def test_breaks_are_inside_runs_and_never_before_a_mark(text: str) -> None:
    for place in cluster_breaks(text):
        assert any(start < place < end for start, end in runs(text))
        assert not unicodedata.category(text[place]).startswith("M")
        assert text[place] not in "\u200c\u200d"


@pytest.mark.parametrize("text", ["", "word", "слово", "標題", "हिन्दी", "ก", "๒๕๖๖", "ᨠᩣ᩠ᨾᨾᩮᩥᩬᨦ"])
def test_other_text_has_none(text: str) -> None:
    assert cluster_breaks(text) == ()
    assert list(runs(text)) == []


def test_a_joiner_begins_no_run() -> None:
    assert cluster_breaks("\u200cก") == ()
