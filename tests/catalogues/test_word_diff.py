"""Word diffs: the changed words of two texts, and how a translator sees them."""

from __future__ import annotations

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
        # Of a long text, three words on each side of a change are shown.
        (f"x {LONG}", f"y {LONG}", "[x → y] one two three…"),
        (f"{LONG} x", f"{LONG} y", "…eight nine ten [x → y]"),
        (f"x {LONG} x", f"y {LONG} y", "[x → y] one two three…eight nine ten [x → y]"),
        ("x a b c d e", "y a b c d e", "[x → y] a b c d e"),
        ("a\nb  c", "a\nb  d", "a b [c → d]"),
    ],
)
def test_a_difference_is_shown_inline(before: str, after: str, shown: str) -> None:
    assert difference(before, after) == shown
