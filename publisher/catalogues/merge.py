"""Three-way merge of catalogues, message by message, and part by part within a message.

Words with their fuzzy flag, other flags, comments, references and header fields are merged
separately: only different words are a conflict. Then ours become fuzzy, with theirs in a
comment, so that no work is lost and no conflict is published.
"""

from __future__ import annotations

import datetime as dt
from copy import copy
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.characters import JOIN_MARK
from publisher.catalogues import pofile
from publisher.catalogues.entries import append_obsolete, forms_of, is_joined, is_translated
from publisher.catalogues.joins import partners_of, update_join
from publisher.catalogues.key import key_of
from publisher.catalogues.merge_words import MergedWords, merge_words
from publisher.catalogues.source_changes import folded
from publisher.catalogues.suggestions import is_remark, is_unreviewed, without_remarks
from publisher.catalogues.three_way import (
    Sides,
    interleave,
    merge_lines,
    merge_sets,
    merge_values,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polib


class Merged(NamedTuple):
    """The merged catalogue, and the number of messages whose words both sides changed."""

    po: polib.POFile
    conflicts: int


class _OtherWords(NamedTuple):
    """A merged entry, and the words of the side whose words it did not take."""

    entry: polib.POEntry
    words: tuple[str, ...]


def merge_catalogues(base: polib.POFile, ours: polib.POFile, theirs: polib.POFile) -> Merged:
    """Merge two versions of a catalogue; `base` is their common ancestor, or empty."""
    sides = Sides(base, ours, theirs)
    po = pofile.empty()
    po.header = merge_lines(sides.map(lambda side: str(side.header)))
    po.metadata = _merge_metadata(sides)
    po.metadata_is_fuzzy = merge_values(sides.map(lambda side: bool(side.metadata_is_fuzzy)))
    conflicts = 0
    obsolete: list[polib.POEntry] = []
    others: list[_OtherWords] = []
    for before, our_entry, their_entry in _matched(sides):
        if our_entry is None or their_entry is None:
            entry = _merge_removed(before, our_entry or their_entry)
        else:
            words = merge_words(before, our_entry, their_entry)
            parts = Sides(before or _untranslated(our_entry), our_entry, their_entry)
            entry = _merge_parts(words, parts)
            others.append(_OtherWords(entry, words.other))
            conflicts += words.is_conflict
        if entry is not None:
            (obsolete if entry.obsolete else po).append(entry)
    _add_remarks(others, (*po, *obsolete))
    _check_joins(po, (ours, theirs))
    _append_obsolete(po, obsolete)
    return Merged(po, conflicts)


def _matched(sides: Sides[polib.POFile]) -> Iterable[Sides[polib.POEntry | None]]:
    """Yield the versions of each message of either side."""
    by_key = [{key_of(entry): entry for entry in side} for side in sides]
    for key in interleave(Sides(*(tuple(entries) for entries in by_key))):
        yield Sides(*(entries.get(key) for entries in by_key))


def _merge_removed(
    base: polib.POEntry | None, entry: polib.POEntry | None
) -> polib.POEntry | None:
    """Return the entry of the only side that has it; None if the other side removed it.

    A removed entry with a translator's work is kept as obsolete.
    """
    if entry is None or base is None:
        return entry
    if not is_translated(entry) and not entry.tcomment:
        return None
    removed = copy(entry)
    removed.obsolete = True
    return removed


def _untranslated(entry: polib.POEntry) -> polib.POEntry:
    """Return an empty entry as the ancestor of a message that is new on both sides."""
    base = copy(entry)
    base.msgstr, base.msgstr_plural, base.obsolete = "", {}, True
    base.tcomment, base.comment, base.flags, base.occurrences = "", "", [], []
    return base


def _merge_parts(words: MergedWords, sides: Sides[polib.POEntry]) -> polib.POEntry:
    """Return an entry with the merged words, and every other part merged by itself."""
    entry = copy(words.entry)
    entry.obsolete = merge_values(sides.map(lambda side: bool(side.obsolete)))
    flags = sides.map(lambda side: tuple(flag for flag in side.flags if flag != "fuzzy"))
    entry.flags = [*merge_sets(flags), *(["fuzzy"] if words.fuzzy else [])]
    entry.tcomment = merge_lines(sides.map(lambda side: str(side.tcomment)))
    # Obsolete entries have nothing that comes from the article.
    active = [side for side in (sides.ours, sides.theirs) if not side.obsolete]
    if len(active) == 1:
        sides = Sides(sides.base, active[0], active[0])
    remarks = [line for line in entry.comment.split("\n") if is_remark(line)]
    comment = merge_lines(sides.map(without_remarks))
    entry.comment = "\n".join(filter(None, [comment, *remarks]))
    references = merge_values(sides.map(lambda side: tuple(side.occurrences)))
    entry.occurrences = list(references)
    return entry


def _add_remarks(others: Iterable[_OtherWords], merged: Iterable[polib.POEntry]) -> None:
    """Add the words of the other side that no merged entry has; a `^` is no work of its own."""
    kept = {JOIN_MARK, *(form for entry in merged for form in forms_of(entry))}
    for entry, words in others:
        remark = f"the other branch has: {' | '.join(words)}"
        if not kept.issuperset(words) and remark not in entry.tcomment:
            entry.tcomment = "\n".join(filter(None, [entry.tcomment, remark]))


def _check_joins(po: polib.POFile, sides: Iterable[polib.POFile]) -> None:
    """Make joined entries fuzzy that the merge has separated from their preceding sentence."""
    partners = [partners_of(side) for side in sides]
    preceding = ""
    for entry in po:
        known = [side[key_of(entry)] for side in partners if key_of(entry) in side]
        is_separate = folded(preceding) not in map(folded, known)
        if known and is_separate and is_joined(entry) and not entry.fuzzy:
            update_join(entry, known[0], preceding)
        preceding = entry.msgid


def _append_obsolete(merged: polib.POFile, obsolete: Iterable[polib.POEntry]) -> None:
    """Append obsolete entries, except unreviewed suggestions whose translations are kept."""
    forms = {form for entry in merged for form in forms_of(entry)}
    for entry in sorted(obsolete, key=lambda entry: (entry.msgid, entry.msgctxt or "")):
        is_copy = is_unreviewed(entry) and forms.issuperset(forms_of(entry))
        if entry.tcomment or not is_copy:
            append_obsolete(merged, entry)


def _merge_metadata(sides: Sides[polib.POFile]) -> dict[str, str]:
    """Return each header field from the side that changed it; the later one of two dates."""
    merged = {}
    for field in interleave(sides.map(lambda side: tuple(side.metadata))):
        values = Sides(*(side.metadata.get(field) for side in sides))
        present = [value for value in values[1:] if value is not None]
        value = merge_values(values)
        if values.base not in values[1:]:  # both sides changed it
            value = max(present, key=_time) if field.endswith("-Date") else present[0]
        if value is not None:
            merged[field] = value
    return merged


def _time(date: str) -> dt.datetime:
    """Return the time of a header's date; without a time zone it is in UTC, and no date is first.

    Such as 2023-11-20 10:00+0400 (gettext manual, Header Entry).
    """
    try:
        time = dt.datetime.fromisoformat(date)
    except ValueError:
        time = dt.datetime.min.replace(tzinfo=dt.UTC)
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)
