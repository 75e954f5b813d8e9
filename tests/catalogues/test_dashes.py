"""Dashes in one form, as far as they cannot be read as a minus."""

from __future__ import annotations

import pytest

from publisher.catalogues.dashes import fold_dashes


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("a -- b", "a — b"),
        ("a–b", "a — b"),
        ("at -5", "at −5"),
        # At the end of a text, and beside another dash, they stay as they are.
        ("a—", "a—"),
        ("a –", "a —"),
        ("a--", "a--"),
        ("a—-b", "a—-b"),
        ("a-—b", "a-—b"),
    ],
)
def test_forms_of_dashes(text: str, folded: str) -> None:
    assert fold_dashes(text) == folded
