"""Twins: entries of an article that differ from a message in typography or addresses only."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from publisher.catalogues.catalogue import CREDITS
from publisher.catalogues.entries import is_translated, translation_of
from publisher.catalogues.key import key_of
from publisher.catalogues.source_changes import (
    folded,
    is_of_addresses,
    is_typographic,
    swap_addresses,
    without_addresses,
)
from publisher.catalogues.suggestions import is_offered

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    import polib

    from publisher.catalogues.key import Key


class Twin(NamedTuple):
    """An entry that differs in typography or addresses only, and its adapted translation."""

    entry: polib.POEntry
    translation: str


class Twins:
    """Index of the entries that may be twins: they have translations of the article's own."""

    def __init__(self, entries: Iterable[polib.POEntry]) -> None:
        self._by_key: dict[Key, list[polib.POEntry]] = defaultdict(list)
        for entry in entries:
            if is_translated(entry) and not is_offered(entry) and entry.msgid != CREDITS:
                self._by_key[_folded_key(entry)].append(entry)

    def find(self, entry: polib.POEntry, unused: Container[Key]) -> Twin | None:
        """Return the best twin of an entry, of the same context.

        That is one that has just left the article, then one that is finished, then the most
        similar one. `unused` are the keys of those that the article no longer has.
        """

        def rank(twin: Twin) -> tuple[bool, bool, float]:
            before = twin.entry
            has_left = key_of(before) in unused and not before.obsolete
            return has_left, not before.fuzzy, fuzz.ratio(before.msgid, entry.msgid)

        candidates = self._by_key.get(_folded_key(entry), ())
        twins = [
            Twin(before, translation)
            for before in candidates
            if (translation := _adapted_translation(before, entry.msgid)) is not None
        ]
        return max(twins, key=rank, default=None)


def _folded_key(entry: polib.POEntry) -> Key:
    return entry.msgctxt, folded(without_addresses(entry.msgid))


def _adapted_translation(before: polib.POEntry, source: str) -> str | None:
    """Return the translation of an entry, adapted to `source`; None if it is affected."""
    if is_typographic(before.msgid, source):
        return translation_of(before)
    if is_of_addresses(before.msgid, source):
        return swap_addresses(before.msgid, source, translation_of(before))
    return None
