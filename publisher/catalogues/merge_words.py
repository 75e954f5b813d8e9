"""Merge of a message's translations: the words of one side, and whether they are fuzzy.

Words and flag are merged together, so that no text becomes published that neither side
approved, that is, has without the flag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from publisher.catalogues.entries import forms_of
from publisher.catalogues.suggestions import is_remark, is_unreviewed
from publisher.catalogues.three_way import Sides, merge_values

if TYPE_CHECKING:
    import polib


class MergedWords(NamedTuple):
    """The side whose words are taken, and whether they are fuzzy.

    `other` are words of the other side that are not in the base: somebody's work. In a
    conflict, both sides have changed the words.
    """

    entry: polib.POEntry
    fuzzy: bool
    other: tuple[str, ...] = ()
    is_conflict: bool = False


def merge_words(
    base: polib.POEntry | None, ours: polib.POEntry, theirs: polib.POEntry
) -> MergedWords:
    """Take the words and the flag from the side that changed them; merge them if both did."""
    states = Sides(base, ours, theirs).map(_state)
    if states.theirs in {states.ours, states.base} or states.ours == states.base:
        return _taken(theirs if states.ours == states.base else ours)
    before, our_forms, their_forms = (_forms(entry) for entry in (base, ours, theirs))
    if not our_forms or not their_forms:
        return _taken(ours if our_forms else theirs)
    if our_forms == their_forms:
        return _merge_flag(base, ours, theirs)
    if before in {our_forms, their_forms}:
        return _merge_edit(base, *((ours, theirs) if before == our_forms else (theirs, ours)))
    return _merge_edits(ours, theirs)


def _taken(entry: polib.POEntry) -> MergedWords:
    return MergedWords(entry, entry.fuzzy)


def _merge_flag(
    base: polib.POEntry | None, ours: polib.POEntry, theirs: polib.POEntry
) -> MergedWords:
    """Merge two sides with the same words; if only one is fuzzy, that is a change of one side."""
    fuzzy, approved = (ours, theirs) if ours.fuzzy else (theirs, ours)
    if _forms(base) != _forms(ours) and is_unreviewed(fuzzy):
        return _taken(approved)  # one side has reviewed the other's suggestion
    return _taken(approved if base is not None and base.fuzzy else fuzzy)


def _merge_edit(
    base: polib.POEntry | None, flagged: polib.POEntry, edited: polib.POEntry
) -> MergedWords:
    """Merge a side that changed the flag only with one that changed the words."""
    fuzzy = merge_values(Sides(base is not None and base.fuzzy, edited.fuzzy, flagged.fuzzy))
    if edited.fuzzy and not fuzzy:
        # The approval is of the old words.
        return MergedWords(flagged, fuzzy=False, other=_forms(edited))
    return MergedWords(edited, fuzzy)


def _merge_edits(ours: polib.POEntry, theirs: polib.POEntry) -> MergedWords:
    """Merge two sides that changed the words differently; a suggestion of ours is no work."""
    if is_unreviewed(theirs):
        return MergedWords(ours, ours.fuzzy, other=_forms(theirs))
    if is_unreviewed(ours):
        return MergedWords(theirs, theirs.fuzzy, other=_forms(ours))
    return MergedWords(ours, fuzzy=True, other=_forms(theirs), is_conflict=True)


def _state(entry: polib.POEntry | None) -> tuple[object, ...] | None:
    """Return the words, and the remarks on their origin."""
    if entry is None:
        return None
    plural = tuple(sorted(entry.msgstr_plural.items()))
    remarks = tuple(filter(is_remark, entry.comment.split("\n")))
    previous = entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural
    return entry.msgstr, plural, entry.fuzzy, remarks, previous


def _forms(entry: polib.POEntry | None) -> tuple[str, ...]:
    return () if entry is None else tuple(forms_of(entry))
