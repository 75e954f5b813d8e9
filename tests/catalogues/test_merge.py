"""Three-way merge of catalogues: no work is lost, and nothing is published unapproved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.catalogues.entries import forms_of
from publisher.catalogues.merge import Merged, merge_catalogues

if TYPE_CHECKING:
    from collections.abc import Mapping

OTHER = "the other branch has: "


def catalogue(*entries: Mapping[str, Any], **metadata: str) -> polib.POFile:
    po = polib.POFile(wrapwidth=0)
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8", **metadata}
    po.extend(polib.POEntry(**{"msgid": "One.", **entry}) for entry in entries)
    return po


def message(words: str, *, fuzzy: bool = False, **parts: Any) -> dict[str, Any]:  # noqa: ANN401 - any part
    flags = [*parts.pop("flags", []), *(["fuzzy"] if fuzzy else [])]
    return {"msgstr": words, "flags": flags, **parts}


def merged(base: polib.POFile, ours: polib.POFile, theirs: polib.POFile) -> Merged:
    """Merge, and check that exchanging the sides gives the same number of conflicts."""
    result = merge_catalogues(base, ours, theirs)
    assert result.conflicts == merge_catalogues(base, theirs, ours).conflicts
    return result


NEW = message("")
X, X_FUZZY = message("x"), message("x", fuzzy=True)
Y, Y_FUZZY = message("y"), message("y", fuzzy=True)
Z = message("z")
SUGGESTED = message("y", fuzzy=True, comment="was: a [b → c]", previous_msgid="Before.")


@pytest.mark.parametrize(
    ("sides", "expected"),  # of the words, whether they are fuzzy, others in a comment, conflicts
    [
        # One side changes the words, the flag or both.
        ((X, Y, X), ("y", False, "", 0)),
        ((X_FUZZY, Y, X_FUZZY), ("y", False, "", 0)),
        ((X, X_FUZZY, X), ("x", True, "", 0)),
        ((X_FUZZY, X, X_FUZZY), ("x", False, "", 0)),
        ((X, NEW, X), ("", False, "", 0)),
        # Both sides agree on the words.
        ((NEW, Y, Y), ("y", False, "", 0)),
        ((NEW, Y, Y_FUZZY), ("y", True, "", 0)),
        ((NEW, Y, SUGGESTED), ("y", False, "", 0)),
        ((X_FUZZY, Y, Y_FUZZY), ("y", False, "", 0)),
        ((X_FUZZY, NEW, X), ("x", False, "", 0)),
        # One side changes the words, the other the flag.
        ((X, X_FUZZY, Y), ("y", True, "", 0)),
        ((X_FUZZY, X, Y), ("y", False, "", 0)),
        ((X_FUZZY, X, Y_FUZZY), ("x", False, "y", 0)),
        # Both sides change the words.
        ((X, Y, Z), ("y", True, "z", 1)),
        ((X, Y_FUZZY, Z), ("y", True, "z", 1)),
        ((NEW, Y_FUZZY, Z), ("y", True, "z", 1)),
        ((NEW, Z, SUGGESTED), ("z", False, "y", 0)),
        ((NEW, X_FUZZY, SUGGESTED), ("x", True, "y", 0)),
        ((X, NEW, Y), ("y", False, "", 0)),
    ],
)
def test_words_and_their_flag(
    sides: tuple[Mapping[str, Any], ...], expected: tuple[str, bool, str, int]
) -> None:
    base, ours, theirs = map(catalogue, sides)
    result = merged(base, ours, theirs)
    entry = result.po[0]
    remark = entry.tcomment.removeprefix(OTHER)
    assert (entry.msgstr, entry.fuzzy, remark, result.conflicts) == expected
    if not result.conflicts:
        assert str(merged(base, theirs, ours).po[0]) == str(entry)


def test_parts_of_a_message_are_merged_separately() -> None:
    old = message("x", flags=["c-format"], tcomment="keep\ndrop", comment="heading 2\nnote")
    ours = {**old, "msgstr": "y", "tcomment": "keep\ndrop\nours", "comment": "heading 3\nnote"}
    theirs = {
        **old,
        "flags": ["c-format", "no-wrap"],
        "tcomment": "theirs\nkeep",
        "comment": "heading 2\nnote\nterm: a = b",
    }
    result = merged(*map(catalogue, (old, ours, theirs)))
    entry = result.po[0]
    assert (entry.msgstr, entry.flags, result.conflicts) == ("y", ["c-format", "no-wrap"], 0)
    assert set(entry.tcomment.split("\n")) == {"keep", "ours", "theirs"}
    assert entry.comment.split("\n") == ["heading 3", "note", "term: a = b"]


def test_remarks_go_with_the_words() -> None:
    base = message("", comment="paragraph")
    ours = {**SUGGESTED, "comment": "paragraph\nwas: a [b → c]"}
    theirs = message("z", comment="paragraph\na note")
    entry = merged(*map(catalogue, (base, ours, theirs))).po[0]
    assert (entry.msgstr, entry.comment, entry.previous_msgid) == ("z", "paragraph\na note", None)


def test_suggestion_that_is_a_copy_leaves_no_comment() -> None:
    old = {"msgid": "Before.", "msgstr": "y", "obsolete": True}
    result = merged(catalogue(old), catalogue(Z, old), catalogue(SUGGESTED, old))
    assert (result.po[0].msgstr, result.po[0].fuzzy, result.po[0].tcomment) == ("z", False, "")


def test_message_that_is_active_on_one_side_and_new_on_both_is_active() -> None:
    retired = {"msgstr": "x", "obsolete": True}
    for ours, theirs in ((X, retired), (retired, X)):
        entry = merge_catalogues(catalogue(), catalogue(ours), catalogue(theirs)).po[0]
        assert (entry.msgstr, entry.obsolete) == ("x", False)


def test_joined_message_that_the_merge_separates_is_fuzzy() -> None:
    one, two, new = ({"msgid": text, "msgstr": "x"} for text in ("One.", "Two.", "New."))
    joined = {"msgid": "Two.", "msgstr": "^"}
    base, ours, theirs = catalogue(one, two), catalogue(one, joined), catalogue(one, new, two)
    entries = merged(base, ours, theirs).po
    assert [(entry.msgid, entry.fuzzy) for entry in entries] == [
        ("One.", False),
        ("New.", False),
        ("Two.", True),
    ]
    again = merge_catalogues(base, ours, catalogue(new, one, two)).po
    assert [entry.fuzzy for entry in again] == [False, False, False]


def test_message_that_is_no_longer_joined_is_not_fuzzy() -> None:
    one, two, new = ({"msgid": text, "msgstr": "x"} for text in ("One.", "Two.", "New."))
    joined = {"msgid": "Two.", "msgstr": "^"}
    sides = catalogue(one, joined), catalogue(one, joined), catalogue(one, new, two)
    entry = merged(*sides).po[-1]
    assert (entry.msgid, entry.msgstr, entry.fuzzy, entry.comment) == ("Two.", "x", False, "")


def test_header_fields_are_merged_by_themselves() -> None:
    dates = [f"2023-11-2{day} 10:00+0400" for day in range(3)]
    base = catalogue(**{"PO-Revision-Date": dates[0], "X-Approved-By": "A", "Language": "hy"})
    ours = catalogue(**{"PO-Revision-Date": dates[1], "Language": "hy", "X-Generator": "Poedit"})
    theirs = catalogue(**{**base.metadata, "PO-Revision-Date": dates[2], "Last-Translator": "Ani"})
    metadata = merged(base, ours, theirs).po.metadata
    assert metadata["PO-Revision-Date"] == dates[2]
    assert (metadata["X-Generator"], metadata["Last-Translator"]) == ("Poedit", "Ani")
    assert "X-Approved-By" not in metadata


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [("B", "C", "B"), ("B", None, "B"), (None, "C", "C"), (None, None, None), ("A", "C", "C")],
)
def test_a_header_field_that_both_sides_changed_is_ours_if_we_have_it(
    ours: str | None, theirs: str | None, expected: str | None
) -> None:
    base, *sides = (
        catalogue(**({} if value is None else {"X-Team": value})) for value in ("A", ours, theirs)
    )
    assert merged(base, *sides).po.metadata.get("X-Team") == expected


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2023-11-20 10:00+0400", "2023-11-20 09:00+0100"),
        ("2023-11-20 23:30-0500", "2023-11-21 10:00+0400"),
        ("2023-11-20 23:30+0400", "2023-11-20 20:00"),
        ("2023-12-31 23:59+0000", "10000-01-01 00:00+0000")[::-1],
        ("YEAR-MO-DA HO:MI+ZONE", "2023-11-20 10:00+0400"),
        ("", "2023-11-20 10:00+0400"),
    ],
)
def test_the_later_date_of_two_is_taken_in_any_time_zone(earlier: str, later: str) -> None:
    for ours, theirs in ((earlier, later), (later, earlier)):
        sides = (catalogue(**{"PO-Revision-Date": date}) for date in ("1999", ours, theirs))
        assert merge_catalogues(*sides).po.metadata["PO-Revision-Date"] == later


MESSAGES = st.builds(
    lambda msgid, words, fuzzy, note, kind, obsolete: {
        "msgid": msgid,
        **message(words, fuzzy=fuzzy and bool(words), tcomment=note),
        **({"obsolete": True} if obsolete and words else {"comment": kind}),
    },
    msgid=st.sampled_from(["One.", "Two.", "Three.", "Four."]),
    words=st.sampled_from(["", "a", "b", "c", "^"]),
    fuzzy=st.booleans(),
    note=st.sampled_from(["", "note 1", "note 2\nnote 3"]),
    kind=st.sampled_from(["", "paragraph", "paragraph\nwas: a [b → c]"]),
    obsolete=st.booleans(),
)
CATALOGUES = st.lists(MESSAGES, unique_by=lambda entry: str(entry["msgid"]), max_size=4)


def work_of(side: polib.POFile, base: polib.POFile) -> set[str]:
    """Return the words and notes of a side that its base does not have."""
    before = {word for entry in base for word in (*forms_of(entry), *entry.tcomment.split("\n"))}
    work = {word for e in side for word in (*forms_of(e), *e.tcomment.split("\n"))}
    return work - before - {"^", ""}


def test_words_that_two_messages_lose_are_kept_in_a_comment() -> None:
    two = {"msgid": "Two.", "comment": ""}
    base = catalogue({**two, **message("a", fuzzy=True)})
    ours = catalogue({**two, **message("b", fuzzy=True)}, {"msgid": "Three.", **message("a")})
    theirs = catalogue({**two, **message("a")}, {"msgid": "Three.", **message("b")})
    po, _ = merged(base, ours, theirs)
    assert [(e.msgstr, e.tcomment) for e in po] == [
        ("a", "the other branch has: b"),
        ("a", "the other branch has: b"),
    ]


@given(base=CATALOGUES, ours=CATALOGUES, theirs=CATALOGUES)
def test_no_work_is_lost_and_nothing_is_published_that_no_side_approved(
    base: list[dict[str, Any]], ours: list[dict[str, Any]], theirs: list[dict[str, Any]]
) -> None:
    sides = [catalogue(*entries) for entries in (base, ours, theirs)]
    po, _ = merged(*sides)
    text = "\n".join([po.header, *(f"{e.msgstr}\n{e.tcomment}" for e in po)])
    for side in sides[1:]:
        assert all(word in text for word in work_of(side, sides[0]))
    approved = {(e.msgid, e.msgstr) for side in sides[1:] for e in side if not e.fuzzy}
    for entry in po:
        assert entry.fuzzy or not entry.msgstr or (entry.msgid, entry.msgstr) in approved


def _entry(source: str, translation: str) -> dict[str, Any]:
    return {"msgid": source, "msgstr": translation, "flags": [], "tcomment": "", "comment": ""}


@given(base=CATALOGUES, side=CATALOGUES)
@example(base=[_entry("One.", ""), _entry("Two.", "^")], side=[_entry("Two.", "^")])
def test_change_of_one_side_is_taken_as_it_is(
    base: list[dict[str, Any]], side: list[dict[str, Any]]
) -> None:
    kept = {entry["msgid"] for entry in side}
    side += [entry for entry in base if entry["msgid"] not in kept]
    expected = {str(entry) for entry in catalogue(*side)}
    for ours, theirs in ((side, base), (base, side), (side, side)):
        sides = [catalogue(*entries) for entries in (base, ours, theirs)]
        po, conflicts = merge_catalogues(*sides)
        assert ({str(entry) for entry in po}, conflicts) == (expected, 0)
