"""Merge driver for git: a three-way merge of catalogues, message by message.

A message that one side changed is taken from that side. If both changed it, ours becomes
fuzzy, with theirs in a comment: no work is lost, and no conflict is published.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.catalogues.entries import append_obsolete, forms_of
from publisher.catalogues.key import key_of
from publisher.catalogues.suggestions import is_unreviewed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import polib

    from publisher.catalogues.key import Key

    Entries = Mapping[Key, polib.POEntry]


class _Sides(NamedTuple):
    """The three versions of a catalogue."""

    base: polib.POFile
    ours: polib.POFile
    theirs: polib.POFile


class _MergedEntry(NamedTuple):
    """Result for one message; without an entry, the message is removed."""

    entry: polib.POEntry | None
    is_conflict: bool = False


def merge_files(base: Path, ours: Path, theirs: Path) -> int:
    """Merge `theirs` into the file `ours`; return the number of conflicts.

    Raises PublisherError for a file that cannot be read, and leaves `ours` unchanged.
    """
    sides = _Sides(*map(pofile.load, (base, ours, theirs)))
    by_key = [{key_of(entry): entry for entry in po} for po in sides]
    merged = pofile.empty()
    merged.header, merged.metadata = _merge_headers(sides), _merge_metadata(sides)
    merged.metadata_is_fuzzy = sides.ours.metadata_is_fuzzy
    conflicts = 0
    obsolete: list[polib.POEntry] = []
    for key in _merge_order(by_key[1], by_key[2]):
        entry, is_conflict = _merge_entry(*(entries.get(key) for entries in by_key))
        conflicts += is_conflict
        if entry is not None:
            (obsolete if entry.obsolete else merged).append(entry)
    _append_obsolete(merged, obsolete)
    pofile.save(merged, ours)
    return conflicts


def _append_obsolete(merged: polib.POFile, obsolete: Iterable[polib.POEntry]) -> None:
    """Append obsolete entries, except unreviewed suggestions whose translations are kept."""
    forms = {form for entry in merged for form in forms_of(entry)}
    for entry in sorted(obsolete, key=lambda entry: (entry.msgid, entry.msgctxt or "")):
        is_copy = is_unreviewed(entry) and forms.issuperset(forms_of(entry))
        if entry.tcomment or not is_copy:
            append_obsolete(merged, entry)


def install_merge_driver(root: Path, command: str) -> None:
    """Configure `command` as the merge driver of .gitattributes in the clone at `root`.

    Raises PublisherError if `root` is in no repository.
    """
    for key, value in (("name", "gettext catalogues"), ("driver", command)):
        git = ("git", "-C", str(root), "config", f"merge.gettext.{key}", value)
        if subprocess.run(git, check=False, capture_output=True).returncode:
            raise PublisherError("there is no git repository; make one first", file=root)


def _merge_order(ours: Entries, theirs: Entries) -> list[Key]:
    """Return all keys in our order; insert each of theirs after the key that precedes it."""
    keys = list(ours)
    preceding: Key | None = None
    for key in theirs:
        if key not in ours:
            keys.insert(keys.index(preceding) + 1 if preceding is not None else 0, key)
        preceding = key
    return keys


def _merge_entry(
    base: polib.POEntry | None, ours: polib.POEntry | None, theirs: polib.POEntry | None
) -> _MergedEntry:
    if ours is None or theirs is None:
        return _MergedEntry(_merge_removed(base, theirs if ours is None else ours))
    before, our_state, their_state = map(_state, (base, ours, theirs))
    if their_state in (our_state, before):
        return _MergedEntry(ours)
    if our_state == before:
        return _MergedEntry(theirs)
    our_forms, their_forms = _translation_forms(ours), _translation_forms(theirs)
    if our_forms and their_forms and our_forms != their_forms:
        _mark_conflict(ours, theirs)
        return _MergedEntry(ours, is_conflict=True)
    entry, other = (ours, theirs) if our_forms else (theirs, ours)
    _merge_remarks(entry, other, base)
    return _MergedEntry(entry)


def _merge_removed(
    base: polib.POEntry | None, entry: polib.POEntry | None
) -> polib.POEntry | None:
    """Return the entry of the only side that has it; None if the other side removed it.

    A removed entry with a translator's work is kept as obsolete.
    """
    if entry is None or base is None:
        return entry
    if not _translation_forms(entry) and not entry.tcomment:
        return None
    entry.obsolete = True
    return entry


def _state(entry: polib.POEntry | None) -> tuple[object, ...] | None:
    """Return the fields of an entry that make a change."""
    if entry is None:
        return None
    forms = tuple(sorted(entry.msgstr_plural.items()))
    flags = frozenset(entry.flags)
    return entry.msgstr, forms, flags, entry.tcomment, entry.comment, entry.obsolete


def _translation_forms(entry: polib.POEntry) -> tuple[str, ...]:
    forms = (entry.msgstr, *(entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)))
    return tuple(form for form in forms if form)


def _mark_conflict(ours: polib.POEntry, theirs: polib.POEntry) -> None:
    """Make our entry fuzzy, and add their translation to its comments."""
    ours.comment = theirs.comment if ours.obsolete else ours.comment
    ours.flags = list(dict.fromkeys([*ours.flags, "fuzzy"]))
    remark = f"the other branch has: {' | '.join(_translation_forms(theirs))}"
    ours.tcomment = "\n".join([*_unique_lines(ours.tcomment, theirs.tcomment), remark])
    ours.obsolete = ours.obsolete and theirs.obsolete


def _merge_remarks(entry: polib.POEntry, other: polib.POEntry, base: polib.POEntry | None) -> None:
    """Merge comments and flags into the entry whose translation is taken.

    If only one side is fuzzy, that is a change of one side, and is taken.
    """
    entry.tcomment = "\n".join(_unique_lines(entry.tcomment, other.tcomment))
    entry.comment = other.comment if entry.obsolete else entry.comment
    entry.obsolete = entry.obsolete and other.obsolete
    if not _translation_forms(other) or entry.fuzzy == other.fuzzy:
        return
    was_fuzzy = base is not None and base.fuzzy
    flags = [flag for flag in entry.flags if flag != "fuzzy"]
    entry.flags = flags if was_fuzzy else [*flags, "fuzzy"]


def _unique_lines(*texts: str) -> list[str]:
    return list(dict.fromkeys(line for text in texts for line in text.split("\n") if line))


def _merge_headers(sides: _Sides) -> str:
    """Return the comment at the head from the side that changed it; all lines if both did."""
    base, ours, theirs = (str(po.header) for po in sides)
    if theirs == base:
        return ours
    return theirs if ours == base else "\n".join(_unique_lines(ours, theirs))


def _merge_metadata(sides: _Sides) -> dict[str, str]:
    """Return each header field from the side that changed it; the later one of two dates."""
    fields = {**sides.theirs.metadata, **sides.ours.metadata}
    for field in fields:
        base, ours, theirs = (po.metadata.get(field) for po in sides)
        if theirs is not None and ours in {base, None}:
            fields[field] = theirs
        elif theirs is not None and ours is not None and field.endswith("-Date"):
            fields[field] = max(ours, theirs)
    return fields
