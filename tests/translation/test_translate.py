"""Translations of segments, and the sentences that are joined in one translation."""

from __future__ import annotations

import pytest
from helpers import document

from publisher.translation.segments import text_blocks
from publisher.translation.translate import joined_groups

ONE, TWO, THREE = "They built a bridge.", "It took years.", "Nobody was hurt."


@pytest.mark.parametrize(
    ("translations", "groups"),
    [
        ({}, [([ONE], None), ([TWO], None), ([THREE], None)]),
        ({ONE: "Մեկ։", TWO: "^", THREE: "^"}, [([ONE, TWO, THREE], "Մեկ։")]),
        ({ONE: "Մեկ։", TWO: "^", THREE: "Երեք։"}, [([ONE, TWO], "Մեկ։"), ([THREE], "Երեք։")]),
        ({ONE: "Մեկ։", TWO: "Երկու։", THREE: "^"}, [([ONE], "Մեկ։"), ([TWO, THREE], "Երկու։")]),
        # Without a translation before it, a mark joins nothing.
        ({ONE: "^", TWO: "^", THREE: "Երեք։"}, [([ONE], None), ([TWO], None), ([THREE], "Երեք։")]),
        ({ONE: "Մեկ։", THREE: "^"}, [([ONE], "Մեկ։"), ([TWO], None), ([THREE], None)]),
    ],
)
def test_joined_sentences_are_one_group(
    translations: dict[str, str], groups: list[tuple[list[str], str | None]]
) -> None:
    article = document(f"A title\n\n{ONE} {TWO} {THREE}\n")
    block = text_blocks(article, "sentence")[-1]
    found = joined_groups(block, lambda segment: translations.get(segment.source))
    assert [([s.source for s in group.segments], group.target) for group in found] == groups
