"""Fast paths: a pre-check or a single scan of a text equals the exact definition.

The definitions that are tested here parse the text, or work character by character.
"""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from publisher.base.characters import ascii_digits
from publisher.checks.numerals import figures
from publisher.checks.unit import Side
from publisher.language.locale import Language
from publisher.language.quotations import brackets, quotations
from publisher.language.scripts import scripts_of
from publisher.markup.parser import parse_inline
from publisher.markup.plain_text import is_plain
from publisher.markup.scope import Scope

# Texts that a catalogue may hold, with many quotes, brackets, digits and marks.
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"])
    | st.sampled_from("«»“”„\"'「」()[]（）.,:; aя0٣१３²½*_`<$%{@")
)
ENGLISH = Language("en")


@given(TEXTS)
def test_plain_text_is_shown_unchanged_without_marks(text: str) -> None:
    side = Side(text, ENGLISH, Scope())
    if is_plain(text):
        assert [(t.type, t.content) for t in parse_inline(text)] == [("text", text)] * bool(text)
        assert (side.shown, side.marks.total()) == (text, 0)
        assert [*side.links, *side.images, *side.code] == []


@given(TEXTS, st.sampled_from(["www.e.org/a", "HTTPS://e.org", "Ann@E.org", "WWW.e.org"]))
def test_addresses_and_placeholders_are_found_after_any_text(text: str, address: str) -> None:
    side = Side(f"{text} {address} {{name}} %(a)s $HOME", ENGLISH)
    assert side.addresses[-1] == address
    assert side.placeholders[-3:] == ["{name}", "%(a)s", "$HOME"]
    assert side.prose.endswith(" \ufffc \ufffc \ufffc \ufffc")


@given(TEXTS)
def test_digits_of_every_script_become_ascii(text: str) -> None:
    exact = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    assert ascii_digits(text) == exact
    assert figures(text) == figures(exact)


@given(TEXTS)
def test_quotations_and_brackets_depend_on_marks_only(text: str) -> None:
    other = "".join("ь" if c.isalpha() else c for c in text)
    assert quotations(text) == quotations(other)
    assert brackets(text) == brackets(other)


@given(TEXTS)
def test_scripts_of_a_text_are_those_of_its_characters(text: str) -> None:
    text = text.replace("&", "")  # it begins character references, such as &amp;
    assert scripts_of(text) == scripts_of("".join(sorted(set(text))))
