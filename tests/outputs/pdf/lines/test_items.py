"""Items of a paragraph."""

from __future__ import annotations

from publisher.outputs.pdf.lines.items import measures


def test_spaces_stretch_and_shrink_by_their_width() -> None:
    found = measures("a b\u00a0c d", [5, 2, 5, 4, 5, 3, 5], fixed={5})
    assert found.stretches == [0, 2, 0, 4, 0, 0, 0]
    assert [round(shrink, 9) for shrink in found.shrinks] == [0, 0.4, 0, 0.8, 0, 0, 0]


def test_a_space_of_negative_width_does_not_stretch() -> None:
    assert measures("a b", [5, -1, 5]).stretches == [0, 0, 0]
