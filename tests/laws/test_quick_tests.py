"""What one glance at a text says of it, for speed, is what a look at each letter would say."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from publisher.checks.numerals import figures, in_ascii
from publisher.checks.unit import Side
from publisher.language.locale import Language
from publisher.language.quotations import brackets, quotations
from publisher.language.scripts import scripts_of
from publisher.markup.inline_rules import Scope
from publisher.markup.parser import parse_inline
from publisher.markup.renderer import is_plain

# What a catalogue can hold, and often what quotes, brackets, counts or marks.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"])
    | st.sampled_from("«»“”„\"'「」()[]（）.,:; aя0٣१３²½*_`<$%{@")
)
ENGLISH = Language("en")


@given(TEXTS)
def test_a_plain_text_is_shown_as_it_is_and_has_no_marks(text: str) -> None:
    side = Side(text, ENGLISH, Scope())
    if is_plain(text):
        assert [(t.type, t.content) for t in parse_inline(text)] == [("text", text)] * bool(text)
        assert (side.shown, side.marks.total()) == (text, 0)
        assert [*side.links, *side.images, *side.code] == []


@given(TEXTS, st.sampled_from(["www.e.org/a", "HTTPS://e.org", "Ann@E.org", "WWW.e.org"]))
def test_an_address_or_placeholder_is_found_behind_any_text(text: str, address: str) -> None:
    side = Side(f"{text} {address} {{name}} %(a)s $HOME", ENGLISH)
    assert side.addresses[-1] == address
    assert side.placeholders[-3:] == ["{name}", "%(a)s", "$HOME"]
    assert side.prose.endswith(" \ufffc \ufffc \ufffc \ufffc")


@given(TEXTS)
def test_digits_of_every_script_are_counted(text: str) -> None:
    slow = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    assert in_ascii(text) == slow
    assert figures(text) == figures(slow)


@given(TEXTS)
def test_only_marks_decide_on_quotations_and_brackets(text: str) -> None:
    other = "".join("ь" if c.isalpha() else c for c in text)
    assert quotations(text) == quotations(other)
    assert brackets(text) == brackets(other)


@given(TEXTS)
def test_the_scripts_of_a_text_are_those_of_its_parts(text: str) -> None:
    text = text.replace("&", "")  # which begins characters that are called by name
    assert scripts_of(text) == scripts_of("".join(sorted(set(text))))
