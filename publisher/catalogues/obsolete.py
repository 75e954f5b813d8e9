"""Obsolete entries: those that an article no longer has are kept, unless they are copies.

A translator's work stays in the file as `#~`. Our own copy of an entry that still has the
same translation is dropped, so that an edit that is undone leaves no trace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.catalogues.entries import (
    forms_of,
    is_translated,
    translation_of,
    with_line_feeds_of,
)
from publisher.catalogues.key import key_of
from publisher.catalogues.source_changes import folded, swap_addresses, without_addresses
from publisher.catalogues.suggestions import is_from_domain, parts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    import polib


class Originals:
    """Index of all entries that a copy may have been made of.

    `unused` are the old entries without a message, `others` those of other catalogues, and
    `carried` the active ones whose translation has just been carried over from an unused
    one. `joiner` separates joined sentences.
    """

    def __init__(
        self,
        active: Sequence[polib.POEntry],
        unused: Sequence[polib.POEntry],
        others: Sequence[polib.POEntry],
        carried: Sequence[polib.POEntry],
        joiner: str,
    ) -> None:
        finished = [entry for entry in others if not entry.fuzzy]
        # The catalogue's own entries come last, to take precedence.
        self._by_source = {entry.msgid: entry for entry in (*finished, *unused, *active)}
        self._by_folded_source = {_folded_source(entry): entry for entry in active}
        self._others = {key_of(entry): entry for entry in others if not is_from_domain(entry)}
        self._parts = [*active, *unused]
        self._carried = carried
        self._joiner = joiner

    def has_original_of(self, entry: polib.POEntry) -> bool:
        """Return whether `entry` is our own copy of another one with the same translation."""
        if is_from_domain(entry) and key_of(entry) in self._others:
            return _has_translation_of(self._others[key_of(entry)], entry)
        if entry.fuzzy:
            return self._is_suggestion(entry) or self._is_joined_suggestion(entry)
        # Carried over from a source that differs in typography or addresses only.
        original = self._by_folded_source.get(_folded_source(entry))
        if any(original is copy for copy in self._carried):
            original = None
        return _is_copy(entry, original) or _is_copy_with_new_addresses(entry, original)

    def _is_suggestion(self, entry: polib.POEntry) -> bool:
        return _is_copy(entry, self._by_source.get(entry.previous_msgid or ""))

    def _is_joined_suggestion(self, entry: polib.POEntry) -> bool:
        parts = parts_of(entry.msgid, (part for part in self._parts if part is not entry))
        translation = self._joiner.join(translation_of(part) for part in parts)
        comments = {part.tcomment for part in parts}
        return len(parts) > 1 and _is_unedited(entry, translation, comments)


def _is_copy(entry: polib.POEntry, original: polib.POEntry | None) -> bool:
    if original is None or original is entry or original.fuzzy:
        return False
    return _has_translation_of(original, entry)


def _has_translation_of(original: polib.POEntry, entry: polib.POEntry) -> bool:
    return _is_unedited(entry, translation_of(original), {original.tcomment})


def _is_copy_with_new_addresses(entry: polib.POEntry, original: polib.POEntry | None) -> bool:
    """Return whether an entry is a copy, except for the addresses of its own source."""
    if original is None or original is entry or original.fuzzy:
        return False
    translation = swap_addresses(original.msgid, entry.msgid, translation_of(original))
    return translation is not None and _is_unedited(entry, translation, {original.tcomment})


def _folded_source(entry: polib.POEntry) -> str:
    """Return the part of a source that is equal where a translation can be carried over."""
    return folded(without_addresses(entry.msgid))


def _is_unedited(entry: polib.POEntry, translation: str, comments: set[str]) -> bool:
    """Return whether an entry has the translation, and no comments but these."""
    expected = with_line_feeds_of(entry.msgid, translation)
    return expected == entry.msgstr and entry.tcomment in {"", *comments}


def obsolete_entries(
    unused: Iterable[polib.POEntry], originals: Originals
) -> Iterator[polib.POEntry]:
    """Yield the unused entries that a translator worked on, in a fixed order."""
    # Compare all before the first becomes obsolete: one may be the original of another.
    candidates = [entry for entry in unused if is_translated(entry) or entry.tcomment]
    kept = [entry for entry in candidates if not originals.has_original_of(entry)]
    yield from sorted(kept, key=lambda entry: (entry.msgid, entry.msgctxt or ""))


def refuse_loss(
    old: Iterable[polib.POEntry],
    po: polib.POFile,
    others: Iterable[polib.POEntry],
    joiner: str,
    path: Path,
) -> None:
    """Raise PublisherError if an old translation or comment is nowhere in the new file.

    Every plural form and every line of a comment counts. `others` are the entries of other
    catalogues, which may have the original of a copy; `joiner` separates joined sentences.
    """
    kept = [*po, *others]
    forms = {form.strip("\n") for entry in kept for form in forms_of(entry)}
    active = {_folded_source(entry): entry for entry in po if not entry.obsolete}
    comments = "\n".join([po.header, *(entry.tcomment for entry in kept)])
    for entry in old:
        old_forms = [form.strip("\n") for form in forms_of(entry)]
        lost = [f for f in old_forms if f not in comments and not _is_join_of(forms, f, joiner)]
        if _is_copy_with_new_addresses(entry, active.get(_folded_source(entry))):
            lost = []
        lost += [line for line in entry.tcomment.split("\n") if line not in comments]
        if lost:
            raise PublisherError(
                f"the update would lose “{lost[0][:60]}”, written for “{entry.msgid[:60]}”;"
                " nothing is written, please report this",
                file=path,
            )


def _is_join_of(texts: Collection[str], text: str, joiner: str) -> bool:
    """Return whether a text is one of `texts`, or several of them joined."""
    return text in texts or any(
        _is_join_of(texts, text[len(first) + len(joiner) :], joiner)
        for first in texts
        if first and text.startswith(first + joiner)
    )
