"""Gaps between the characters of Chinese, Japanese and Korean lines."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.language.east_asian.spacing import Gap, gaps, trim_at_end, trim_at_start
from publisher.language.locale import Language

STRETCH = 1 / 16
SOLID = Gap(0, STRETCH)  # between two Han characters
BESIDE_LATIN = Gap(1 / 4, 1 / 8, 1 / 8)
# Pairs that are the same in Chinese and Japanese (JLREQ 3.1.4, 3.2.6; CLREQ 3.1.6, 3.2).
SHARED = {
    "中文": SOLID,
    "はな": SOLID,
    "スー": SOLID,
    "中A": BESIDE_LATIN,
    "z文": BESIDE_LATIN,
    "年8": BESIDE_LATIN,
    "5月": BESIDE_LATIN,
    "中б": BESIDE_LATIN,
    "%中": BESIDE_LATIN,
    "ab": Gap(),
    "12": Gap(),
    "中 ": Gap(),  # a space that is written serves
    " A": Gap(),
    "中-": Gap(),
    "—―": SOLID,
    "——": Gap(),
    "……": Gap(),
    "中—": SOLID,
    "中「": Gap(0, STRETCH, 1 / 4),
    "「中": Gap(),
    "中」": Gap(),
    "」中": Gap(0, STRETCH, 1 / 4),
    "」「": Gap(-1 / 2, STRETCH, 1 / 4),
    "「『": Gap(-1 / 2),
    "』」": Gap(-1 / 2),
    "）（": Gap(-1 / 2, STRETCH, 1 / 4),
    "「A": Gap(),
    "A」": Gap(),
    "」A": Gap(0, 0, 1 / 4),
    "中・": Gap(0, 0, 1 / 4),
    "・中": Gap(0, 0, 1 / 4),
    "・「": Gap(-1 / 2, 0, 1 / 4),
    "１２": Gap(),
    "５％": Gap(),
    "中\u0301": Gap(),
    "　中": Gap(),
}
OF_EACH = {
    # GB/T 15834, 5.1: marks in the left half.
    "zh-Hans": {
        "。”": Gap(-1 / 2),
        "，“": Gap(-1 / 2, STRETCH, 1 / 4),
        "：《": Gap(-1 / 2, STRETCH, 1 / 4),
        "。中": SOLID,
        "，中": Gap(0, STRETCH, 1 / 4),
        "中，": Gap(),
        "？”": Gap(-1 / 2),
        "；中": Gap(0, STRETCH, 1 / 4),
    },
    # Taiwan and Hong Kong: marks in the middle, and question marks as wide as characters.
    "zh-Hant": {
        "。」": Gap(-1 / 4),
        "，「": Gap(-1 / 2, STRETCH, 1 / 8),
        "：「": Gap(-1 / 2, STRETCH, 1 / 8),
        "。中": SOLID,
        "，中": Gap(0, STRETCH, 1 / 8),
        "中，": Gap(0, 0, 1 / 8),
        "中。": Gap(),
        "？」": Gap(),
    },
    "ja": {
        "。」": Gap(-1 / 2),
        "、「": Gap(-1 / 2, STRETCH, 1 / 4),
        "。「": Gap(-1 / 2, STRETCH),
        "。中": SOLID,
        "、中": Gap(0, STRETCH, 1 / 4),
        "？」": Gap(),
        "中：": Gap(0, 0, 1 / 8),
    },
}
TABLE = [
    (code, pair, gap) for code in OF_EACH for pair, gap in {**SHARED, **OF_EACH[code]}.items()
]


@pytest.mark.parametrize(("code", "pair", "gap"), TABLE)
def test_pairs_have_the_gaps_of_their_language(code: str, pair: str, gap: Gap) -> None:
    assert gaps(pair, Language(code)) == [gap]


@pytest.mark.parametrize(
    ("text", "ems"),
    [("真！的", 3), ("真！！的", 3), ("真？！的", 3), ("真！！！的", 4), ("真！！", 2)],
)
def test_exclamation_marks_of_mainland_china_share_squares(text: str, ems: float) -> None:
    mainland = Language("zh-Hans")
    width = len(text) + sum(gap.space for gap in gaps(text, mainland))
    assert width - trim_at_end(text[-1], mainland) == ems


def test_marks_of_proportional_fonts_have_no_blank() -> None:
    text, widths = "他说“OK”。", [1, 1, 0.45, 0.7, 0.7, 0.45, 1]
    narrow, wide = (gaps(text, Language("zh-Hans"), w) for w in (widths, None))
    assert [gap.space for gap in narrow] == [0] * 6
    assert [gap.shrink for gap in narrow] == [0] * 6
    assert wide[1].shrink
    assert wide[5].space == -1 / 2
    assert gaps("列夫·托", Language("zh-Hans"), [1, 1, 0.33, 1])[1:] == [Gap(), Gap()]


def test_korean_words_are_not_stretched() -> None:
    assert gaps("한국 사람은 UN에서", Language("ko")) == [Gap()] * 10
    assert gaps("」「", Language("ko")) == [Gap(-1 / 2, 0, 1 / 4)]


def test_other_languages_have_no_gaps() -> None:
    assert gaps("The 漢字A」「", Language("en")) == [Gap()] * 8


@pytest.mark.parametrize(
    ("code", "at_start", "at_end"),
    [
        ("zh-Hans", {"（": 0.5, "“": 0.5}, {"，。、：；？！”）": 0.5, "·": 0.25}),
        ("zh-Hant", {"「": 0.5}, {"」）": 0.5, "，。、：；": 0.25, "？！": 0}),
        ("ja", {"「": 0.5, "『": 0.5}, {"、。」）": 0.5, "・：": 0.25, "？！": 0}),
        ("ko", {"「": 0.5}, {"」": 0.5}),
        ("en", {"「": 0}, {"」": 0}),
    ],
)
def test_marks_lose_their_blank_at_the_ends_of_lines(
    code: str, at_start: dict[str, float], at_end: dict[str, float]
) -> None:
    language = Language(code)
    found = {mark: trim_at_start(mark, language) for mark in at_start}
    assert found == at_start
    for marks, blank in at_end.items():
        assert {trim_at_end(mark, language) for mark in marks} == {blank}
    for letter in "中かA1":
        assert trim_at_start(letter, language) == trim_at_end(letter, language) == 0


MARKS = "「」（）。，、：；？！・—…中かA1 ー％"


@given(st.text(MARKS), st.sampled_from(["zh-Hans", "zh-Hant", "ja", "ko"]))
def test_no_gap_covers_a_character(text: str, code: str) -> None:
    found = gaps(text, Language(code))
    assert len(found) == max(0, len(text) - 1)
    assert all(gap.stretch >= 0 <= gap.shrink for gap in found)
    for (before, after), gap in zip(pairwise(text), found, strict=True):
        blank = trim_at_end(before, Language(code)) + trim_at_start(after, Language(code))
        blank += trim_at_start(before, Language(code)) + trim_at_end(after, Language(code))
        assert gap.shrink - min(gap.space, 0) <= max(blank, 1 / 8)


@pytest.mark.parametrize("code", ["zh-Hans", "zh-Hant", "ja"])
def test_no_gap_stretches_between_a_mark_and_what_it_encloses(code: str) -> None:
    pairs = [*product("（「", "中かA"), *product("中かA", "）」。，、・")]
    assert all(gaps(a + b, Language(code))[0].stretch == 0 for a, b in pairs)
