"""Checks of amounts: empty, untranslated, too long or too short translations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from check_helpers import Pair, context, faults, messages

from publisher.catalogues.po_scanner import RawEntry

if TYPE_CHECKING:
    from publisher.catalogues.key import Key


@pytest.mark.parametrize(
    ("source", "target", "is_empty"),
    [
        ("The bridge.", "\u200b", True),
        ("The bridge.", "\u00a0\u2060 ", True),
        ("The bridge.", "![](b.png)", True),
        ("5", "\u200b", True),
        ("The bridge.", "Мост.", False),
        ("The bridge.", "…", False),
        ("The bridge.", "5", False),
        ("+", "=", False),
        ("![](a.png)", "![](b.png)", False),
        ("\u200b", "\u200b", False),
    ],
)
def test_translation_without_visible_characters_is_empty(
    source: str, target: str, is_empty: bool
) -> None:
    found = faults("empty", context([Pair(source, target)], "ru"))
    expected = "has no visible character; translate it or leave it empty"
    assert [(fault.message, fault.key) for fault in found] == (
        [(expected, (None, source))] if is_empty else []
    )


@pytest.mark.parametrize(
    ("key", "translation", "fuzzy", "is_empty"),
    [
        ((None, "A."), "  ", False, True),
        (("note", "A."), "\n", False, True),
        ((None, "A."), " а ", False, False),
        ((None, "A."), "", False, False),
        ((None, "A."), "  ", True, False),
        ((None, ""), "  ", False, False),
    ],
)
def test_translation_of_only_spaces_is_empty(
    key: Key, translation: str, fuzzy: bool, is_empty: bool
) -> None:
    entry = RawEntry(key, 7, translation, fuzzy=fuzzy)
    found = faults("empty", replace(context([], "ru"), raw_entries={key: entry}))
    expected = "has only spaces; translate it or leave it empty"
    assert [(fault.message, fault.key) for fault in found] == (
        [(expected, key)] if is_empty else []
    )


@pytest.mark.parametrize(
    ("source", "target", "language", "shown"),
    [
        ("The bridge was opened", "The bridge was opened", "ru", "The bridge was opened"),
        ("The **bridge** was opened", "The **bridge** was opened ", "de", "The bridge was opened"),
        ("Lord of the Rings", "Lord of the Rings", "ru", "Lord of the Rings"),
        (f"He {'sees ' * 9}it.", f"He {'sees ' * 9}it.", "ru", f"He {'sees ' * 7}se"),
        ("Bank of America Tower", "Bank of America Tower", "ru", None),
        ("Visual Studio Code Server", "Visual Studio Code Server", "ru", None),
        ("was not opened", "was not opened", "ru", None),
        ("The bridge was 1 2 3", "The bridge was 1 2 3", "ru", None),
        ("The bridge was opened", "The bridge was open", "ru", None),
        ("The bridge was opened", "The bridge was opened", "en-GB", None),
    ],
)
def test_translation_that_repeats_a_sentence_is_untranslated(
    source: str, target: str, language: str, shown: str | None
) -> None:
    expected = [f"“{shown}” is not translated"] if shown else []
    assert messages("untranslated", [Pair(source, target)], language) == expected


BRIDGE = "We saw the old bridge and then the new park by The River, in a b c of New York Times."


@pytest.mark.parametrize(
    ("target", "language", "runs"),
    [
        # In another script: three words in lower case, with more than one letter
        ("Мы saw the old мост.", "ru", ["saw the old"]),
        ("Мы WE SAW the old bridge.", "ru", ["WE SAW the old bridge"]),
        ("We saw the old мост.", "ru", ["We saw the old"]),
        ("Мост the new park", "ru", ["the new park"]),
        ("Мост the old bridge then the new park.", "ru", ["the old bridge", "then the new park"]),
        ("The Old bridge and мост.", "ru", None),
        ("Мост the old bridge и then the new.", "ru", ["the old bridge", "then the new"]),
        ("Мост old bridge.", "ru", None),
        ("Мост old bridge, new park.", "ru", None),
        ("Мост bridge old the.", "ru", None),
        ("Мост in a b c of.", "ru", None),
        ("Мост The River.", "ru", None),
        ("Газета New York Times.", "ru", None),
        ("Мост small green boat.", "ru", None),
        # In the same script: more than four words
        ("Wir saw the old bridge and gut.", "de", ["saw the old bridge and"]),
        ("Wir saw the old bridge gut.", "de", None),
        ("Wir saw the old gut.", "de", None),
        ("Wir of New York Times gut.", "de", None),
        ("Wir saw the old bridge and", "en-GB", None),
        (BRIDGE, "ru", None),
    ],
)
def test_several_words_of_the_source_in_a_row_are_found(
    target: str, language: str, runs: list[str] | None
) -> None:
    expected = [f"“{run}” is not translated" for run in runs or ()]
    assert messages("source-words", [Pair(BRIDGE, target)], language) == expected


@pytest.mark.parametrize(
    ("source", "target", "language", "percent"),
    [
        # Half or twice as long
        ("a" * 100, "а" * 49, "ru", 49),
        ("a" * 100, "а" * 50, "ru", None),
        ("a" * 100, "а" * 200, "ru", None),
        ("a" * 100, "а" * 201, "ru", 201),
        # Any length, if it differs by a few letters only
        ("a" * 36, "а", "ru", None),
        ("a" * 37, "а", "ru", 3),
        ("a" * 10, "а" * 45, "ru", None),
        ("a" * 10, "а" * 46, "ru", 460),
        # Letters, marks and digits count; punctuation, spaces, code and addresses do not
        ("a" * 100, "а" * 60 + "! " * 200, "ru", None),
        ("a" * 100, "а" * 20 + "! " * 200, "ru", 20),
        ("a" * 100, "कि" * 50, "hi", None),
        ("a" * 100, "1" * 50, "ru", None),
        ("a" * 100, "а" * 60 + f"`{'b' * 200}`", "ru", None),
        ("a" * 100, "а" * 60 + f" https://e.org/{'b' * 200}", "ru", None),
        ("…!", "а" * 100, "ru", None),
        # Dense scripts
        ("a" * 100, "字" * 17, "zh", 49),
        ("a" * 100, "字" * 18, "zh", None),
        ("a" * 100, "字" * 69, "zh", None),
        ("a" * 100, "字" * 71, "zh", 203),
        ("a" * 100, "字" * 17, "zh-Hant", 49),
        ("a" * 100, "字" * 18, "zh-TW", None),
        ("a" * 100, "字" * 71, "zh-Hant", 203),
        ("a" * 100, "字" * 24, "ja", 48),
        ("a" * 100, "字" * 25, "ja", None),
        ("a" * 100, "字" * 101, "ja", 202),
        ("a" * 100, "글" * 27, "ko", 49),
        ("a" * 100, "글" * 28, "ko", None),
        ("a" * 100, "글" * 109, "ko", None),
        ("a" * 100, "글" * 111, "ko", 202),
        ("a" * 100, "a" * 10, "en-GB", None),
    ],
)
def test_length_is_compared_with_that_expected_in_the_script(
    source: str, target: str, language: str, percent: int | None
) -> None:
    expected = f"has {percent}% of the length expected from the source"
    found = messages("length", [Pair(source, target)], language)
    assert found == ([] if percent is None else [expected])


@pytest.mark.parametrize(
    ("letters", "is_found"), [(72, False), (285, False), (71, True), (287, True)]
)
def test_length_is_compared_with_that_of_a_dense_source(letters: int, is_found: bool) -> None:
    found = messages("length", [Pair("字" * 50, "a" * letters)], "en", "zh")
    assert bool(found) == is_found


@pytest.mark.parametrize(
    ("lengths", "language", "percent"),
    [
        ([(2001, 3202)], "ru", 160),
        ([(2001, 3201)], "ru", None),
        ([(1001, 3000), (1000, 1000)], "ru", 200),
        ([(1001, 1000), (1000, 1000)], "ru", None),
        ([(2001, 500)], "ru", None),
        ([(2000, 9000)], "ru", None),
        ([(2001, 2001)], "zh", 286),
        ([(2001, 1000)], "zh", None),
        ([], "ru", None),
    ],
)
def test_edition_is_much_longer_than_its_source(
    lengths: list[tuple[int, int]], language: str, percent: int | None
) -> None:
    pairs = [Pair("a" * source, "б" * target) for source, target in lengths]
    expected = f"the edition has {percent}% of the source's length"
    found = messages("longer-edition", pairs, language)
    assert found == ([] if percent is None else [expected])


@pytest.mark.parametrize(
    ("sentences", "others", "is_found"),
    [
        (4, 1, True),
        (3, 1, False),
        (1, 4, True),
        (1, 3, False),
        (6, 2, True),
        (5, 2, False),
        (2, 6, True),
        (2, 5, False),
        (4, 4, False),
    ],
)
def test_numbers_of_sentences_may_differ_a_little(
    sentences: int, others: int, is_found: bool
) -> None:
    pair = Pair("It rained. " * sentences, "Шёл дождь. " * others)
    expected = f"sentences: has {others}, the source has {sentences}"
    assert messages("sentence-count", [pair], "ru") == ([expected] if is_found else [])


@pytest.mark.parametrize(
    "target",
    [
        "Он сказал: «Да. Нет. Да. Нет.»",
        "Он сказал (да. Нет. Да. Нет.)",
        "Он сказал „Да. Нет. Да. Нет.“",
    ],
)
def test_sentences_in_quotation_marks_and_brackets_count(target: str) -> None:
    pair = Pair("He said yes.", target)
    assert messages("sentence-count", [pair], "ru") == ["sentences: has 4, the source has 1"]


@pytest.mark.parametrize(("length", "is_found"), [(5000, True), (5001, False)])
def test_sentences_of_an_unrealistic_message_are_not_counted(length: int, is_found: bool) -> None:
    target = ("Шёл дождь. " * 500)[: length - 1] + "."
    assert bool(messages("sentence-count", [Pair("It rained.", target)], "ru")) == is_found
    source = ("It rained. " * 500)[: length - 1] + "."
    assert bool(messages("sentence-count", [Pair(source, "Шёл дождь.")], "ru")) == is_found
