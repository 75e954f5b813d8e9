"""Hyphenation of Indic scripts: a list of words, laws, and the patterns of others."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hyphenation_words import plain_pyphen, words
from hypothesis import given
from hypothesis import strategies as st

from publisher.language.hyphenation.aksharas import Aksharas
from publisher.language.hyphenation.dictionaries import RULES
from publisher.language.hyphenation.lazy_patterns import LazyDictionary
from publisher.language.locale import Language

LIST = Path(__file__).with_name("aksharas.txt")
ENTRIES = re.findall(r"^(\S+) # .+$", LIST.read_text(encoding="utf-8"), re.MULTILINE)
INDIC = sorted(code for code, rules in RULES.items() if isinstance(rules, Aksharas))
# Those of LibreOffice's patterns for which CLDR has words enough.
PATTERNS = {
    "as": "as_IN",
    "kn": "kn_IN",
    "mr": "mr_IN",
    "or": "or_IN",
    "pa": "pa_IN",
    "te": "te_IN",
}
JOINING = re.compile("[क-हক-হਕ-ਹક-હକ-ହక-హಕ-ಹക-ഹ][़়਼઼଼಼]?[्্੍્୍్್്]$")
# Letters that the patterns lack, and y of two characters.
LACKING = re.compile("[ৰৱ়ୟୱ]")
letters = st.sampled_from(
    [c for c in map(chr, range(0x900, 0xE00)) if unicodedata.category(c)[0] in "LM"]
    + ["\u200c", "\u200d"]
)
signs_often = st.sampled_from("क्ािंतरவப்ர்கிമ്ാകൾදු්නා\u200d\u200cঅব্ৎ")


def divided(word: str) -> list[str]:
    return [word[a:b] for a, b in pairwise([0, *Aksharas().breaks(word), len(word)])]


@pytest.mark.parametrize("entry", ENTRIES)
def test_words_divide_as_in_the_list(entry: str) -> None:
    assert "-".join(divided(entry.replace("-", ""))) == entry


@given(st.lists(letters | signs_often, max_size=24).map("".join))
def test_every_part_is_made_of_whole_aksharas(word: str) -> None:
    parts = divided(word)
    assert "".join(parts) == word
    assert min(len(parts[0]), len(parts[-1])) >= 2 or len(parts) == 1
    for before, after in pairwise(parts):
        assert unicodedata.category(after[0]) == "Lo"
        assert not JOINING.search(before)


@given(st.text(max_size=20))
def test_words_with_other_letters_are_whole(word: str) -> None:
    if re.search("[^\u0900-\u0dff\u200c\u200d]", word):
        assert divided(word) == [word]


def test_sanskrit_leaves_out_no_vowels() -> None:
    assert Aksharas(leaves_out_vowels=False).breaks("अनुशासनम्") == [3, 5, 6]
    assert Aksharas().breaks("अनुशासनम्") == [3, 6]
    assert RULES["sa"].breaks("समझदारी") == [2, 3]
    assert RULES["hi"].breaks("समझदारी") == [3]


@pytest.mark.parametrize("code", INDIC)
def test_each_language_is_hyphenated_in_its_script(code: str) -> None:
    assert Language.parse(code).hyphenation == code
    assert any(Aksharas().breaks(word) for word in words(code))


@pytest.mark.parametrize(("code", "name"), PATTERNS.items())
def test_all_points_are_points_of_the_patterns(code: str, name: str) -> None:
    patterns = LazyDictionary(plain_pyphen().LANGUAGES[name])
    points = wrong = 0
    for word in words(code):
        if LACKING.search(word):
            continue
        ours = Aksharas().breaks(word)
        points += len(ours)
        wrong += len({*ours} - {*map(int, patterns.positions(word))})
    assert points > 100
    assert wrong == 0
