"""The length of balanced lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.outputs.pdf.lines.balance import even_length
from publisher.outputs.pdf.lines.total_fit import FORCED, PREFERRED, Item

END = Item(10, penalty=FORCED)


@pytest.mark.parametrize(
    ("width", "length"),
    [(100, 90), (90, 90), (89, 45), (45, 45), (44, 30)],
)
def test_lines_are_the_fewest_and_equally_long(width: float, length: float) -> None:
    assert even_length([Item(30, gap=5), Item(40, gap=5), END], width) == length


@pytest.mark.parametrize("penalty", [FORCED, PREFERRED])
@pytest.mark.parametrize(("width", "length"), [(100, 70), (69, 35), (34, 30)])
def test_length_of_several_parts_is_that_of_the_longest_lines(
    width: float, length: float, penalty: float
) -> None:
    items = [Item(30, gap=5, penalty=penalty), Item(50, gap=10), END]
    assert even_length(items, width) == length


def test_no_length_is_found_for_a_line_without_width() -> None:
    assert even_length([Item(30, gap=5), END], 0) == 0


@given(st.lists(st.integers(1, 30), min_size=1, max_size=30), st.integers(30, 100))
def test_balanced_lines_fit_and_are_about_as_long(words: list[int], width: int) -> None:
    items = [Item(word, gap=3) for word in words[:-1]] + [Item(words[-1], penalty=FORCED)]
    balanced = even_length(items, width)
    assert width / 2 < balanced <= width or balanced == sum(words) + 3 * (len(words) - 1)
