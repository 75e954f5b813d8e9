"""What one entry gives another: its translation kept, carried over, or offered to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from publisher.triage import Change, swap_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polib

CONTAINED = 90.0  # percent: one text stands in the other
SHORTEST = 12  # characters: less stands in many texts by chance
# The beginnings of our own remarks, which stay as long as a message is fuzzy.
WAS, FROM = "was: ", "from "


def parts_of(text: str, akin: Iterable[polib.POEntry]) -> list[polib.POEntry]:
    """Return the entries whose texts stand in `text`, in its order."""
    found = []
    for entry in akin:
        if SHORTEST <= len(entry.msgid) < len(text):
            place = fuzz.partial_ratio_alignment(entry.msgid, text, score_cutoff=CONTAINED)
            if place is not None:
                found.append((place.dest_start, entry))
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]


def carried_over(change: Change, before: polib.POEntry, entry: polib.POEntry) -> str | None:
    """Return the translation where an edit changed nothing that has to be translated anew."""
    if change is Change.TYPOGRAPHY:
        return str(before.msgstr)
    if change is Change.ADDRESS:
        return swap_addresses(before.msgid, entry.msgid, before.msgstr)
    return None


def words_of(entry: polib.POEntry) -> str:
    """Return a translation, the last form of one with plurals."""
    forms = [form for form in entry.msgstr_plural.values() if form]
    return str(entry.msgstr or (forms[-1] if forms else ""))


def like(source: str, translation: str) -> str:
    """Begin and end a translation with a line feed where its source does, as msgfmt asks."""
    begins, ends = source.startswith("\n"), source.endswith("\n")
    return "\n" * begins + translation.strip("\n") + "\n" * ends


def is_translated(entry: polib.POEntry) -> bool:
    """Say whether an entry has a translation, in any form."""
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))


def keep(before: polib.POEntry, entry: polib.POEntry) -> None:
    """Give `entry` all that the translator wrote in the entry of `before`."""
    entry.msgstr = before.msgstr
    entry.tcomment = before.tcomment
    entry.previous_msgctxt = before.previous_msgctxt
    entry.previous_msgid = before.previous_msgid
    entry.previous_msgid_plural = before.previous_msgid_plural
    entry.flags += [flag for flag in before.flags if flag not in entry.flags]
    if before.fuzzy:
        remarks = [r for r in before.comment.split("\n") if r.startswith((WAS, FROM))]
        entry.comment = "\n".join([entry.comment, *remarks])
    if forms := [form for form in before.msgstr_plural.values() if form]:
        # An article has no plural forms; gettext allows no second entry to keep them in.
        entry.msgstr = forms[-1]
        entry.flags = list(dict.fromkeys([*entry.flags, "fuzzy"]))
        comments = [before.tcomment, *(f"plural form: {form}" for form in forms)]
        entry.tcomment = "\n".join(filter(None, comments))


def offer(
    before: polib.POEntry, entry: polib.POEntry, translation: str, remarks: list[str]
) -> None:
    """Give `entry` a translation that has to be looked at, and what it translated."""
    entry.msgstr = like(entry.msgid, translation)
    entry.tcomment = before.tcomment
    entry.flags = [*entry.flags, "fuzzy"]
    entry.previous_msgid = (before.fuzzy and before.previous_msgid) or before.msgid
    entry.comment = "\n".join([entry.comment, *remarks])
