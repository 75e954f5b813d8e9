"""Edits of a source text, by their effect on its translation."""

from __future__ import annotations

import pytest

from publisher.catalogues.source_changes import Change, classify, folded


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('Type `print("a")` here.', "Type `print(“a”)` here."),
        ("Type `x -- y` here.", "Type `x — y` here."),
        ("Type `it's` here.", "Type `it’s` here."),
        ("Type `a b` here.", "Type `a\u00a0b` here."),
        ("Open `https://a.org/x` now.", "Open `https://b.org/y` now."),
    ],
)
def test_code_has_no_typography_and_no_addresses(before: str, after: str) -> None:
    assert classify(before, after, "en") is Change.WORDING
    assert classify(after, before, "en") is Change.WORDING


def test_typography_around_equal_code_is_typography() -> None:
    change = classify('Type "`a - b`" now - please.', "Type “`a - b`” now — please.", "en")
    assert change is Change.TYPOGRAPHY


def test_any_number_of_spaces_is_folded_in_linear_time() -> None:
    assert folded(f"«{' ' * 50_000}a") == '" a'
    assert folded(f"a{' ' * 50_000}b") == "a b"
