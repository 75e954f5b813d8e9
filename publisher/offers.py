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
EXACT = ", 100%"  # ends the remark on what was filled in from elsewhere as it is there


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


def forms_of(entry: polib.POEntry) -> list[str]:
    """Return a translation, or all forms of one with plurals."""
    return [form for form in (entry.msgstr, *entry.msgstr_plural.values()) if form]


def words_of(entry: polib.POEntry) -> str:
    """Return a translation, the last form of one with plurals."""
    forms = forms_of(entry)
    return str(forms[-1]) if forms else ""


def like(source: str, translation: str) -> str:
    """Begin and end a translation with a line feed where its source does, as msgfmt asks."""
    begins, ends = source.startswith("\n"), source.endswith("\n")
    return "\n" * begins + translation.strip("\n") + "\n" * ends


def is_translated(entry: polib.POEntry) -> bool:
    """Say whether an entry has a translation, in any form."""
    return bool(forms_of(entry))


def keep(before: polib.POEntry, entry: polib.POEntry) -> None:
    """Give `entry` all that the translator wrote in the entry of `before`."""
    entry.msgstr = before.msgstr
    entry.tcomment = before.tcomment
    entry.previous_msgctxt = before.previous_msgctxt
    entry.previous_msgid = before.previous_msgid
    entry.previous_msgid_plural = before.previous_msgid_plural
    entry.flags += [flag for flag in before.flags if flag not in entry.flags]
    entry.comment = _joined(entry.comment, *_remarks(before))
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
    entry.comment = _joined(entry.comment, *remarks)


def fill_in(before: polib.POEntry, entry: polib.POEntry, domain: str) -> None:
    """Give `entry` the translation that another catalogue has of the same text."""
    keep(before, entry)
    entry.comment = _joined(entry.comment, f"{FROM}{domain}{EXACT}")


def was_filled_in(entry: polib.POEntry) -> bool:
    """Say whether an entry tells that its translation came from another catalogue as it is."""
    return any(_is_exact(remark) for remark in entry.comment.split("\n"))


def _is_exact(remark: str) -> bool:
    return remark.startswith(FROM) and remark.endswith(EXACT)


def _remarks(entry: polib.POEntry) -> list[str]:
    """Return our own remarks that are still true: of an offer nobody looked at, and of origin."""
    remarks = entry.comment.split("\n")
    if entry.fuzzy:
        return [remark for remark in remarks if remark.startswith((WAS, FROM))]
    return [remark for remark in remarks if _is_exact(remark)]


def _joined(comment: str, *remarks: str) -> str:
    return "\n".join(dict.fromkeys(filter(None, [*comment.split("\n"), *remarks])))
