"""Three-way merges of values, lines and order: what one side changed is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.catalogues.three_way import (
    Sides,
    interleave,
    merge_lines,
    merge_sets,
    merge_values,
)

ITEMS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6).map(tuple)
SIDES = st.builds(Sides, ITEMS, ITEMS, ITEMS)


def test_the_changed_value_is_taken_and_ours_if_both_changed() -> None:
    assert merge_values(Sides(1, 1, 2)) == 2
    assert merge_values(Sides(1, 2, 1)) == 2
    assert merge_values(Sides(1, 2, 3)) == 2
    assert merge_values(Sides(1, 1, 1)) == 1


@given(SIDES)
def test_a_set_keeps_what_was_added_and_drops_what_was_removed(
    sides: Sides[tuple[str, ...]],
) -> None:
    base, ours, theirs = map(set, sides)
    merged = merge_sets(sides)
    assert len(set(merged)) == len(merged)
    for item in base | ours | theirs:
        is_kept = item in ours and item in theirs
        is_added = item not in base and (item in ours or item in theirs)
        assert (item in merged) is (is_kept or is_added)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("a\nb", "a\nb", "b\na", "b\na"),
        ("a\nb", "b\na", "a\nb", "b\na"),
        ("a\nb", "b\n\na", "b\n\na", "b\n\na"),
        ("a\nb", "a\nb\nc", "a\nb\nd", "a\nb\nc\nd"),
        ("a\nb", "a", "a\nb\nd", "a\nd"),
        ("", "x\n\ny", "z", "x\ny\nz"),
    ],
)
def test_lines_of_one_side_stay_as_they_are_and_those_of_both_are_merged(
    base: str, ours: str, theirs: str, merged: str
) -> None:
    assert merge_lines(Sides(base, ours, theirs)) == merged


@given(SIDES)
def test_the_order_has_the_items_of_both_sides_once(sides: Sides[tuple[str, ...]]) -> None:
    merged = interleave(sides)
    assert sorted(merged) == sorted({*sides.ours, *sides.theirs})
    # The side that changed the order keeps it; ours, if both did.
    first = sides.theirs if sides.ours == sides.base else sides.ours
    assert tuple(item for item in merged if item in first) == first


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("abc", "abc", "axbc", "axbc"),
        ("abc", "axbc", "abc", "axbc"),
        ("abc", "axbc", "aybc", "ayxbc"),
        ("abc", "cab", "abcy", "cyab"),
        ("abc", "bca", "yabc", "ybca"),
        ("", "ab", "xy", "xyab"),
        ("abc", "acb", "abxyc", "acbxy"),
    ],
)
def test_new_items_follow_the_one_before_them(
    base: str, ours: str, theirs: str, merged: str
) -> None:
    assert "".join(interleave(Sides(*map(tuple, (base, ours, theirs))))) == merged
