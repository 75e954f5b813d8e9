"""Joined entries: sentences whose translation is part of the preceding sentence's.

That sentence is the partner of the joined entry. If another sentence precedes the entry
after an edit, the entry is fuzzy, and a remark records its partner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.catalogues.entries import is_joined
from publisher.catalogues.key import key_of
from publisher.catalogues.source_changes import folded
from publisher.catalogues.suggestions import WAS, is_remark
from publisher.catalogues.written_addresses import without_note_labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polib

    from publisher.catalogues.key import Key

_PARTNER = f"{WAS}joined with “"


def partners_of(entries: Iterable[polib.POEntry]) -> dict[Key, str]:
    """Return the partners of all joined entries: as recorded, else the preceding sentence.

    That is empty for the first entry, whose mark joins nothing.
    """
    entries = list(entries)
    active = [entry for entry in entries if not entry.obsolete]
    sources = ["", *(entry.msgid for entry in active)]
    preceding = {key_of(entry): source for entry, source in zip(active, sources, strict=False)}
    partners = {}
    for entry in filter(is_joined, entries):
        recorded = entry.previous_msgid if entry.obsolete else _recorded_partner(entry)
        partner = recorded or preceding.get(key_of(entry))
        if partner is not None:
            partners[key_of(entry)] = partner
    return partners


def update_join(entry: polib.POEntry, partner: str | None, preceding: str | None) -> None:
    """Mark a joined entry as fuzzy unless the preceding sentence is its partner.

    An entry that is back behind its partner is restored, unless its own source changed too.
    """
    was_moved = bool(_recorded_partner(entry))
    comments = [line for line in entry.comment.split("\n") if not line.startswith(_PARTNER)]
    flags = entry.flags
    if was_moved and not any(map(is_remark, comments)):
        flags = [flag for flag in flags if flag != "fuzzy"]
    if not partner or preceding is None or _folded(partner) != _folded(preceding):
        remark = f"{_PARTNER}{' '.join((partner or '?').split())}”"
        comments, flags = [*comments, remark], [*flags, "fuzzy"]
    entry.previous_msgctxt = entry.previous_msgid = None
    entry.comment, entry.flags = "\n".join(comments), list(dict.fromkeys(flags))


def _folded(partner: str) -> str:
    return folded(without_note_labels(partner))


def record_partner(entry: polib.POEntry, partner: str) -> None:
    """Record the partner of a joined entry that becomes obsolete.

    gettext's tools keep no remark of an obsolete entry, only its previous source.
    """
    entry.previous_msgctxt, entry.previous_msgid = None, partner


def _recorded_partner(entry: polib.POEntry) -> str | None:
    remarks = [line for line in entry.comment.split("\n") if line.startswith(_PARTNER)]
    return remarks[-1].removeprefix(_PARTNER).removesuffix("”") if remarks else None
