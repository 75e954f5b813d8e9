"""Word diffs: the changed words of two texts, and how a translator sees them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.catalogues.word_diff import difference, edits

TEXTS = st.text(st.sampled_from("ab é́ 一二กขא‌'-.,\n"), max_size=12)


@given(TEXTS, TEXTS)
def test_the_edits_of_two_texts_are_the_texts(before: str, after: str) -> None:
    found = edits(before, after)
    assert "".join(edit.was for edit in found) == before
    assert "".join(edit.now for edit in found) == after
    # Equal and changed spans alternate.
    assert all(one.is_change != other.is_change for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("a red house", "a green house", [("red", "green")]),
        ("the well-known man", "the man", [("well-known ", "")]),
        ("don't go", "do go", [("don't", "do")]),
        ("It’s on", "It’s off", [("on", "off")]),
        # Marks stay with their letters, a joiner with its word.
        ("cafe\u0301 x", "cafe x", [("cafe\u0301", "cafe")]),
        ("می\u200cروم x", "میروم x", [("می\u200cروم", "میروم")]),
        # A Chinese or Thai sign is a word.
        ("一二三", "一四三", [("二", "四")]),
        ("กขค", "กงค", [("ข", "ง")]),
        ("a, b", "a. b", [(",", ".")]),
        ("a red old house", "a blue new house", [("red old", "blue new")]),
        ("same", "same", []),
    ],
)
def test_whole_words_are_changed(before: str, after: str, changes: list[tuple[str, str]]) -> None:
    assert [tuple(edit) for edit in edits(before, after) if edit.is_change] == changes


@given(st.data(), st.lists(st.integers(), unique=True, min_size=1, max_size=30))
def test_the_change_of_one_place_is_found_exactly(data: st.DataObject, numbers: list[int]) -> None:
    words = [f"w{number}_" for number in numbers]
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start, len(words) - 1))
    new = ["x"] * data.draw(st.integers(0, 3))
    before, after = " ".join(words), " ".join([*words[:start], *new, *words[end:]])
    was, now = " ".join(words[start:end]), " ".join(new)
    changes = [edit for edit in edits(before, after) if edit.is_change]
    if not was or not now:  # a word and the space after it
        was, now = (f"{side} " if side else "" for side in (was, now))
    assert [tuple(edit) for edit in changes] == ([(was, now)] if was or now else [])


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("one of the council", "one of of the council", "one of [+ of] the council"),
        ("the old council", "the new big council", "the [old → new big] council"),
        ("in the north", "in in the north", "in [+ in] the north"),
        ("the council met", "later the council also met", "[+ later] the council [+ also] met"),
        ("the old, old city", "so the old, very old city", "[+ so] the old, [+ very] old city"),
    ],
)
def test_a_word_is_added_with_the_space_after_it(before: str, after: str, shown: str) -> None:
    assert difference(before, after) == shown


def test_long_texts_are_compared_in_seconds() -> None:
    words = [f"w{n % 7}" for n in range(6_000)]
    after = ["x" if n % 4 == 0 else word for n, word in enumerate(words)]
    start = time.process_time()
    changes = [edit for edit in edits(" ".join(words), " ".join(after)) if edit.is_change]
    assert len(changes) > 1_000
    assert time.process_time() - start < 10


def test_long_texts_without_a_common_word_are_compared_in_seconds() -> None:
    before, after = (" ".join(f"{letter}{n}" for n in range(30_000)) for letter in "ab")
    start = time.process_time()
    assert edits(before, after) == [(before, after)]
    assert time.process_time() - start < 6


LONG = "one two three four five six seven eight nine ten"


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("a b c", "a x c", "a [b → x] c"),
        ("a c", "a b c", "a [+ b] c"),
        ("a b c", "a c", "a [− b] c"),
        ("a b", "a", "a[− b]"),
        ("a", "a b", "a[+ b]"),
        ("b a", "a", "[− b] a"),
        # Adjacent changed words are one change.
        ("a red old house", "a blue new house", "a [red old → blue new] house"),
        ("the council", "a new council met", "[the → a new] council[+ met]"),
        # Of a long text, three words on each side of a change are shown.
        (f"x {LONG}", f"y {LONG}", "[x → y] one two three…"),
        (f"{LONG} x", f"{LONG} y", "…eight nine ten [x → y]"),
        (f"x {LONG} x", f"y {LONG} y", "[x → y] one two three…eight nine ten [x → y]"),
        ("x a b c d e f", "y a b c d e f", "[x → y] a b c d e f"),
        ("x a b c d e f g", "y a b c d e f g", "[x → y] a b c…"),
        ("a\nb  c", "a\nb  d", "a b [c → d]"),
    ],
)
def test_a_difference_is_shown_inline(before: str, after: str, shown: str) -> None:
    assert difference(before, after) == shown
