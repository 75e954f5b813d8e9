"""Math blocks: openings without an end take no search of the rest of the text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from publisher.markup.parser import parse
from publisher.markup.renderer import render

if TYPE_CHECKING:
    from types import FrameType


def calls_for(text: str) -> int:
    """Return the number of function calls that parsing a text takes."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        parse(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("opening", ["$$a\n\n", "> $$a\n\n", "- $$a\n\n", "$$a\n"])
@pytest.mark.parametrize("end", ["", "> $$\n"])
def test_work_grows_with_the_number_of_openings(opening: str, end: str) -> None:
    few, many = (calls_for(opening * number + end) for number in (100, 400))
    assert many < 6 * few


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$$\na\n\nb\n$$", "a\n\nb"),
        ("> $$\n> a\n> $$", "a"),
        ("$$a$$", "a"),
        ("$$a\nb $$  ", "a\nb"),
    ],
)
def test_block_with_an_end_is_math(text: str, expected: str) -> None:
    assert f'<p class="math" translate="no">{expected}</p>' in render(parse(text).tokens)


@pytest.mark.parametrize("text", ["$$a", "$$a\n\nb", "> $$a\n\n$$", "$$a\n\n> b"])
def test_opening_without_an_end_is_text(text: str) -> None:
    assert "math" not in render(parse(text).tokens)
