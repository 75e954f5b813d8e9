"""What one entry gives another: its translation kept, carried over, or offered to be looked at."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from publisher.base.characters import JOIN_MARK
from publisher.catalogues.catalogue import CREDITS, key_of
from publisher.catalogues.source_changes import Change, folded, swap_addresses

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polib

    from publisher.catalogues.catalogue import Key

CONTAINED = 90.0  # percent: one text stands in the other
_COVERED = 0.75  # of a text, by the parts that it is said to be joined of
SHORTEST = 12  # characters: less stands in many texts by chance
# The beginnings of our own remarks, which stay as long as a message is fuzzy.
WAS, FROM = "was: ", "from "
_PARTNER = f"{WAS}joined with “"
EXACT = ", 100%"  # ends the remark on what was filled in from elsewhere as it is there


def parts_of(text: str, akin: Iterable[polib.POEntry]) -> list[polib.POEntry]:
    """Return the finished entries whose texts `text` is joined of, in its order.

    They stand side by side and make up most of it; otherwise there are none.
    """
    found = []
    for entry in akin:
        if SHORTEST <= len(entry.msgid) < len(text) and is_known(entry):
            place = fuzz.partial_ratio_alignment(entry.msgid, text, score_cutoff=CONTAINED)
            if place is not None:
                found.append((place.dest_start, place.dest_end, entry))
    chosen: list[tuple[int, int, polib.POEntry]] = []
    for start, end, entry in sorted(found, key=lambda part: part[0] - part[1]):
        if all(end <= other[0] or start >= other[1] for other in chosen):
            chosen.append((start, end, entry))
    if sum(end - start for start, end, _ in chosen) < _COVERED * len(text):
        return []
    return [entry for *_, entry in sorted(chosen, key=lambda part: part[0])]


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


def is_known(entry: polib.POEntry) -> bool:
    """Say whether an entry has a finished translation that means something elsewhere too.

    One that is joined with the sentence before it means nothing without that.
    """
    return is_translated(entry) and not entry.fuzzy and not is_joined(entry)


def is_joined(entry: polib.POEntry) -> bool:
    """Say whether the sentence before an entry holds its translation too."""
    return entry.msgstr == JOIN_MARK != entry.msgid


def add_obsolete(po: polib.POFile, entry: polib.POEntry) -> None:
    """Add an entry that is not asked any more to its file.

    gettext's tools drop one without a translation, so what was noted beside that goes to
    the head of the file.
    """
    if is_translated(entry):
        entry.obsolete = True
        po.append(entry)
    else:
        about = " ".join(entry.msgid.split())[:60]
        po.header = "\n".join(filter(None, [po.header, f"on “{about}”: {entry.tcomment}"]))


def is_of_use(entry: polib.POEntry) -> bool:
    """Say whether an entry of another catalogue is worth anything here.

    Who translated that article is not, nor an offer that came from elsewhere itself.
    """
    if entry.msgid == CREDITS or is_joined(entry) or is_offer(entry):
        return False
    return is_translated(entry)


def partners(old: Iterable[polib.POEntry]) -> dict[Key, str]:
    """Return the sentences that hold the translations of those joined with them."""
    active = [entry for entry in old if not entry.obsolete]
    found = {key_of(entry): first.msgid for first, entry in pairwise(active) if is_joined(entry)}
    noted = (
        (key_of(entry), entry.previous_msgid if entry.obsolete else partner_of(entry))
        for entry in old
        if is_joined(entry)
    )
    return found | {key: partner for key, partner in noted if partner}


def settle_join(entry: polib.POEntry, partner: str | None, before: str | None) -> None:
    """Have a joined entry looked at when it stands behind another sentence than it did.

    `partner` is the sentence that held its translation, `before` the one that it stands
    behind now. Back behind its partner it is as it was.
    """
    was_moved = bool(partner_of(entry))
    comments = [line for line in entry.comment.split("\n") if not line.startswith(_PARTNER)]
    flags = [flag for flag in entry.flags if flag != "fuzzy"] if was_moved else entry.flags
    if partner is None or before is None or folded(partner) != folded(before):
        remark = f"{_PARTNER}{' '.join((partner or '?').split())}”"
        comments, flags = [*comments, remark], [*flags, "fuzzy"]
    entry.previous_msgid = None
    entry.comment, entry.flags = "\n".join(comments), list(dict.fromkeys(flags))


def partner_of(entry: polib.POEntry) -> str | None:
    """Return the sentence that a joined entry says it was joined with."""
    remarks = [line for line in entry.comment.split("\n") if line.startswith(_PARTNER)]
    return remarks[-1].removeprefix(_PARTNER).removesuffix("”") if remarks else None


def remember_partner(entry: polib.POEntry, partner: str) -> None:
    """Note in a joined entry what it was joined with, before it goes away.

    Of an obsolete entry gettext's tools keep no remark, only an earlier source.
    """
    entry.previous_msgid = partner


def is_offer(entry: polib.POEntry) -> bool:
    """Say whether an entry holds an offer of ours that nobody has looked at."""
    return bool(entry.fuzzy and _remarks(entry))


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
