"""The length of headlines, by which layouts choose their size."""

from __future__ import annotations

import pytest

from publisher.pages.headline import headline_length


@pytest.mark.parametrize(
    ("title", "length"),
    [
        ("Armenia rejects CSTO help", "short"),
        ("L" * 28, "short"),
        ("L" * 29, "medium"),
        ("L" * 75, "medium"),
        ("L" * 76, "long"),
        ("世界人権宣言の採択から七十", "short"),
        ("世界人権宣言の採択から七十五年", "medium"),
        ("世" * 38, "long"),
    ],
)
def test_a_headline_is_short_medium_or_long(title: str, length: str) -> None:
    assert headline_length(title) == length
