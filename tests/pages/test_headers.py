"""Headers: classes by the length of what is in them, and running titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.pages.headers import header_classes, running_title


@pytest.mark.parametrize(
    ("title", "length"),
    [
        ("Armenia rejects CSTO help", "short-title"),
        ("L" * 28, "short-title"),
        ("L" * 29, "medium-title"),
        ("L" * 75, "medium-title"),
        ("L" * 76, "long-title"),
        ("世界人権宣言の採択から七十", "short-title"),
        ("世界人権宣言の採択から七十五年", "medium-title"),
        ("世" * 38, "long-title"),
    ],
)
def test_a_headline_is_short_medium_or_long(title: str, length: str) -> None:
    assert header_classes(title, "") == length


@pytest.mark.parametrize(
    ("lead", "classes"),
    [
        ("L" * 320, "short-title lead"),
        ("L" * 321, "short-title"),
        ("世" * 160, "short-title lead"),
        ("世" * 161, "short-title"),
    ],
)
def test_a_short_first_paragraph_is_a_lead(lead: str, classes: str) -> None:
    assert header_classes("Title", lead) == classes


@pytest.mark.parametrize(
    ("title", "running"),
    [
        ("A title that is short enough", "A title that is short enough"),
        (
            "The International Covenant on Economic, Social, and Cultural Rights",
            "The International Covenant on Economic…",
        ),
        (
            "The International Covenant on Economic: what it has meant",
            "The International Covenant on Economic…",
        ),
        ("世界人権宣言" * 5, "世界人権宣言世界人権宣言世界人権宣言世界人…"),
        ("कि" * 40, "कि" * 21 + "…"),
        ("Donaudampfschifffahrt" * 4, "DonaudampfschifffahrtDonaudampfschifffahrtD…"),
    ],
)
def test_a_running_title_ends_with_a_word_or_a_letter(title: str, running: str) -> None:
    assert running_title(title) == running


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_running_title_is_the_beginning_of_the_title(title: str) -> None:
    running = running_title(title)
    assert running == title or title.startswith(running.removesuffix("…"))
    assert header_classes(running, "") != "long-title"
