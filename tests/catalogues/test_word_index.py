"""Word index: which texts have a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.catalogues.word_index import WordIndex, hash_of_word, indexed_words, word_hashes


@given(st.lists(st.text(st.sampled_from("ab 译者"), max_size=9), max_size=300))
def test_the_texts_with_a_word_are_found_after_storage_too(texts: list[str]) -> None:
    index = WordIndex.of([(None, text) for text in texts])
    wanted = set(map(hash_of_word, ("ab", "b", "译者", "not in any")))
    expected = {
        word: [i for i, text in enumerate(texts) if word in word_hashes(text)] for word in wanted
    }
    for each in (index, WordIndex.from_bytes(index.to_bytes())):
        found = list(each.occurrences(wanted, 1000))
        assert {start for _, start, _ in found} <= {1000}
        assert {word: list(numbers) for word, _, numbers in found} == {
            word: numbers for word, numbers in expected.items() if numbers
        }


@pytest.mark.parametrize("texts", [1, 256, 257, 70_000])
def test_all_numbers_of_texts_are_stored(texts: int) -> None:
    index = WordIndex.of([(None, "ab")] * texts)
    ((_, _, numbers),) = WordIndex.from_bytes(index.to_bytes()).occurrences(
        {hash_of_word("ab")}, 0
    )
    assert list(numbers) == list(range(texts))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One two three four", {"one", "two", "three", "four"}),
        ("One two", {"one", "two", "one…", "two…"}),
        ("Bridge", {"bridge", "bri…", "rid…", "idg…", "dge…"}),
        ("ab", {"ab"}),
        ("译者们", {"译者们", "译者们…", "译者", "者们"}),
    ],
)
def test_short_texts_are_indexed_by_trigrams_and_chinese_by_bigrams(
    text: str, words: set[str]
) -> None:
    assert indexed_words(text) == words
