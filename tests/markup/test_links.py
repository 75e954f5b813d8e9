"""Anchors of headings: those that GitHub makes, and those of other generators."""

from __future__ import annotations

import pytest

from publisher.markup.links import anchor_of, find_anchor


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Save & send", "save--send"),
        ("snake_case – 2.0", "snake_case--20"),
        ("Über uns", "über-uns"),
        ("हिन्दी भाषा", "हिन्दी-भाषा"),
        ("☎\ufe0f Call", "call"),
        ("!?", ""),
    ],
)
def test_anchor_of_words(words: str, expected: str) -> None:
    assert anchor_of(words) == expected


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("save--send", "save--send"),
        ("save-send", "save--send"),
        ("uber-uns", "über-uns"),
        ("U\u0308ber-uns", "über-uns"),
        ("हिन्दी_भाषा", "हिन्दी-भाषा"),
        ("save", None),
        ("-", None),
    ],
)
def test_anchors_of_other_generators_are_found(name: str, found: str | None) -> None:
    assert find_anchor(name, {"save--send", "über-uns", "हिन्दी-भाषा"}) == found
