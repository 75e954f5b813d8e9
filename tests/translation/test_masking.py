"""Masks: what a reader does not see ends no sentence, and every offset stays known."""

from __future__ import annotations

import pytest
from helpers import document
from hypothesis import given
from hypothesis import strategies as st

from publisher.translation.masking import mask, visible
from publisher.translation.segments import segments

TEXTS = st.lists(
    st.sampled_from(
        [
            *("a", "B. ", "*", "_", "[", "](x. y)", "]", "(z)", "`c. D`", "`", "<b>", "$x. Y$"),
            *("[^1]", "~~", "https://x.org/a.b", "www.x.org ", "․", 'א"א', " ", "“q. R”"),
        ]
    ),
    max_size=10,
).map("".join)


@given(TEXTS)
def test_each_visible_character_has_its_offset(text: str) -> None:
    masked = mask(text)
    assert len(masked.text) == len(masked.offsets)
    assert list(masked.offsets) == sorted(set(masked.offsets))
    for character, offset in zip(masked.text, masked.offsets, strict=True):
        assert character in {text[offset], "x", "."}
        assert character != "․"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("A *b* __c__ ~~d~~.", "A b c d."),
        ("A note.[^1] B.", "A note. B."),
        ("See [the plan](https://x.org/a.b). B.", "See the plan. B."),
        ('See [it](a.b "A title. So"). B.', "See it. B."),
        ("See [it](a(b.c)d). B.", "See it. B."),
        ("Type `a. B` now. C.", "Type xxxxxx now. C."),
        ("Type ``a ` b. C`` now.", "Type xxxxxxxxxxxx now."),
        ("A <https://x.org/a.b> here.", "A xxxxxxxxxxxxxxxxxxx here."),
        ("A <b>c. D</b> here.", "A xxxc. Dxxxx here."),
        ("If $a. B$ holds.", "If xxxxxx holds."),
        ("On https://x.org/a.b. Then C.", "On xxxxxxxxxxxxxxxxx. Then C."),
        ("On WWW.X.ORG/a, then C.", "On xxxxxxxxxxx, then C."),
        ('צה"ל יפעל.', "צהxל יפעל."),
        ('He said "no". B.', 'He said "no". B.'),
        ("Ա․ Բ", "Ա. Բ"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_marks_are_hidden_and_code_is_opaque(text: str, masked: str) -> None:
    assert mask(text).text == masked


def test_visible_text_keeps_code_but_no_marks() -> None:
    assert visible("A *b* `c. D` [e](f.g)․[^1]") == "A b `c. D` e."


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("Type `print(“a. B”)` first. Then stop.", ["Type `print(“a. B”)` first.", "Then stop."]),
        ("Set `x = 1. ` first. Then stop.", ["Set `x = 1. ` first.", "Then stop."]),
        ("If $a < b. C$ holds, stop. Then go.", ["If $a < b. C$ holds, stop.", "Then go."]),
    ],
)
def test_code_and_addresses_are_not_divided(paragraph: str, sentences: list[str]) -> None:
    article = document(f"# T\n\n{paragraph}", ending="md")
    assert [segment.source for segment in segments(article, "sentence")][1:] == sentences
