"""Lookup of translations: what readers may see, what reviewers see, and how much is left."""

from __future__ import annotations

import polib
import pytest

from publisher.catalogues.catalogue import (
    CREDITS,
    CREDITS_MESSAGE,
    Catalogue,
    Draft,
    Message,
    entry_of,
    merge_repeated,
)
from publisher.catalogues.entries import (
    append_obsolete,
    forms_of,
    is_joined,
    is_standalone,
    is_translated,
    translation_of,
    with_line_feeds_of,
)
from publisher.catalogues.freshness import Freshness


def entry(source: str, translation: str = "", *flags: str, **parts: object) -> polib.POEntry:
    return polib.POEntry(msgid=source, msgstr=translation, flags=list(flags), **parts)


def test_finished_translations_are_found_by_source_and_context() -> None:
    known = Catalogue(
        [
            entry("May", "Mai"),
            entry("May", "peut", msgctxt="verb"),
            entry("One", "Un", "fuzzy"),
            entry("Two", "Deux", obsolete=True),
            entry("Three", " \n"),
            entry("Four", " Quatre\n"),
            entry(" x ", " x "),
        ]
    )
    assert (known.translation("May"), known.translation("May", "verb")) == ("Mai", "peut")
    assert known.translation_of(("verb", "May")) == "peut"
    assert known.translation("May", "noun") is None
    for source in ("One", "Two", "Three", "Five"):
        assert known.translation(source) is None
    # Spaces around a translation are a slip, unless it repeats the source.
    assert (known.translation("Four"), known.translation(" x ")) == ("Quatre", " x ")


def test_reviewers_see_fuzzy_translations_and_their_state() -> None:
    entries = [
        entry("One", "Un", "fuzzy", previous_msgid="Once", tcomment=" ask the mayor\n"),
        entry("Two", "", "fuzzy", previous_msgid="Twice"),
        entry("Three", "Trois", previous_msgid="Thrice"),
    ]
    known = Catalogue(entries)
    assert known.for_review().translation("One") == "Un"
    assert known.for_review().translation("Three") == "Trois"
    assert known.translation("One") is None
    state = Draft(fuzzy=True, previous="Once", comment="ask the mayor")
    assert known.draft((None, "One")) == state
    assert known.draft((None, "Two")) == Draft(previous="Twice")
    assert known.draft((None, "Three")) == Draft()
    assert known.draft(("menu", "One")) == Draft()


@pytest.mark.parametrize(
    ("names", "flags", "shown"),
    [("Ani", (), "Ani"), ("", (), None), (CREDITS, (), None), ("Ani", ("fuzzy",), None)],
)
def test_credits_are_the_translators_names(
    names: str, flags: tuple[str, ...], shown: str | None
) -> None:
    assert Catalogue([entry(CREDITS, names, *flags)]).credits == shown
    assert Catalogue().credits is None


def test_freshness_counts_messages_and_the_words_that_are_left() -> None:
    messages = [Message("One two"), Message("Three"), Message("One two"), Message("Four five six")]
    messages += [Message("Seven"), Message("Seven", context="menu"), CREDITS_MESSAGE]
    entries = [entry("One two", "x"), entry("Three", "x", "fuzzy"), entry("Seven", "x")]
    assert Catalogue(entries).freshness(messages) == Freshness(2, 1, 2, 8, 5, 2)
    # A translation that cannot be used in its place leaves its message untranslated.
    left = Catalogue(entries).freshness(messages, {(None, "Seven")})
    assert left == Freshness(1, 1, 3, 8, 6, 2)
    fuzzy = Catalogue([*entries, entry(CREDITS, "Ani", "fuzzy")])
    assert fuzzy.freshness(messages).fuzzy == 2
    named = Catalogue([*entries, entry(CREDITS, "Ani")])
    assert named.freshness(messages) == Freshness(2, 1, 2, 8, 5, 2)
    assert Catalogue([entry("Three", " ", "fuzzy")]).freshness([Message("Three")]).fuzzy == 0


def test_an_edition_is_fresh_only_if_nothing_is_left() -> None:
    assert Freshness(2, 0, 0, 0, 0).fresh
    assert not Freshness(2, 1, 0, 0, 0).fresh
    assert not Freshness(2, 0, 1, 0, 0).fresh
    assert (Freshness(2, 1, 4, 0, 0).messages, Freshness(2, 1, 4, 0, 0).percent) == (7, 28)
    assert (Freshness(0, 0, 0, 0, 0).percent, Freshness(0, 0, 3, 0, 0).percent) == (100, 0)


def test_repeated_messages_are_merged_with_all_comments_and_flags() -> None:
    messages = [
        Message("One", ("title",), ("python-format",)),
        Message("Two", ("paragraph",)),
        Message("One", ("paragraph", "title"), ("no-wrap",)),
        Message("One", ("cell",), context="menu"),
        Message("Two", ("paragraph",)),
    ]
    assert merge_repeated(messages) == [
        Message("One", ("title", "paragraph"), ("python-format", "no-wrap")),
        Message("Two", ("paragraph",)),
        Message("One", ("cell",), context="menu"),
    ]
    new = entry_of(merge_repeated(messages)[0])
    assert (new.msgid, new.msgstr) == ("One", "")
    assert new.msgctxt is None
    assert (new.comment, new.flags) == ("title\nparagraph", ["python-format", "no-wrap"])


def test_plural_forms_count_as_translations() -> None:
    plural = entry("Day", msgid_plural="Days", msgstr_plural={0: "Jour", 1: "Jours"})
    empty = entry("Day", msgid_plural="Days", msgstr_plural={0: "", 1: ""})
    assert (forms_of(plural), translation_of(plural)) == (["Jour", "Jours"], "Jours")
    assert (is_translated(plural), is_translated(empty), translation_of(empty)) == (
        True,
        False,
        "",
    )
    assert translation_of(entry("One", "Un")) == "Un"


@pytest.mark.parametrize(
    ("given", "joined", "standalone"),
    [
        (entry("One", "Un"), False, True),
        (entry("One"), False, False),
        (entry("One", "Un", "fuzzy"), False, False),
        (entry("Two", "^"), True, False),
        (entry("and two", "^"), True, False),
        (entry("^", "^"), False, True),
    ],
)
def test_only_a_finished_translation_of_its_own_stands_alone(
    given: polib.POEntry, *, joined: bool, standalone: bool
) -> None:
    assert (is_joined(given), is_standalone(given)) == (joined, standalone)


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [("a", "\nx\n", "x"), ("\na", "x", "\nx"), ("a\n", "\nx", "x\n"), ("\na\n", "x", "\nx\n")],
)
def test_line_feeds_are_those_of_the_source(source: str, translation: str, expected: str) -> None:
    assert with_line_feeds_of(source, translation) == expected


def test_an_untranslated_entry_leaves_its_comment_at_the_head() -> None:
    po = polib.POFile()
    po.header = "Of Ani."
    append_obsolete(po, entry("One", "Un"))
    append_obsolete(po, entry(f"A{' long' * 30}", tcomment="ask\nthe mayor"))
    assert [(item.msgid, bool(item.obsolete)) for item in po] == [("One", True)]
    first, second, third = po.header.split("\n")
    assert (first, third) == ("Of Ani.", "the mayor")
    assert second == f"on “A{' long' * 11} lon”: ask"
