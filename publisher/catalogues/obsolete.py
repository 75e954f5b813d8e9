"""Obsolete entries: those that an article no longer has are kept, unless they are copies.

A finished translation stays in the file as `#~`. Our own unreviewed copy of an entry that
still has the same translation is dropped, so that an edit that is undone leaves no trace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from publisher.base.errors import PublisherError
from publisher.catalogues.entries import (
    forms_of,
    is_joined,
    is_translated,
    translation_of,
    with_line_feeds_of,
)
from publisher.catalogues.key import key_of
from publisher.catalogues.suggestions import is_from_domain, parts_of
from publisher.catalogues.written_addresses import without_note_labels

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    import polib

    from publisher.catalogues.elsewhere import Elsewhere
    from publisher.catalogues.key import Key


class Originals:
    """Index of all entries that a copy may have been made of.

    `unused` are the old entries without a message, `others` those of other catalogues.
    `joiner` separates joined sentences.
    """

    def __init__(
        self,
        active: Sequence[polib.POEntry],
        unused: Sequence[polib.POEntry],
        others: Elsewhere,
        joiner: str,
    ) -> None:
        # The catalogue's active entries come last, to take precedence.
        finished = [entry for entry in (*unused, *active) if not entry.fuzzy]
        self._finished = {key_of(entry): entry for entry in finished}
        self._others = others
        self._parts = [*active, *unused]
        self._joiner = joiner

    def has_original_of(self, entry: polib.POEntry) -> bool:
        """Return whether `entry` is our own copy of another one with the same translation."""
        if is_joined(entry):
            return False
        original = self._copied_to(entry)
        if original is None and entry.fuzzy and entry.previous_msgid:
            original = self._finished_at((entry.previous_msgctxt, entry.previous_msgid))
        if original is not None and _is_unedited(
            entry, translation_of(original), {original.tcomment}
        ):
            return True
        return bool(entry.fuzzy) and self._is_joined_suggestion(entry)

    def _copied_to(self, entry: polib.POEntry) -> polib.POEntry | None:
        """Return the entry of another catalogue that an exact copy was made of."""
        if not is_from_domain(entry):
            return None
        found = (known.entry for known in self._others.find(key_of(entry)))
        return _last(other for other in found if not is_from_domain(other))

    def _finished_at(self, key: Key) -> polib.POEntry | None:
        if key in self._finished:
            return self._finished[key]
        found = (known.entry for known in self._others.find(key))
        return _last(other for other in found if not other.fuzzy)

    def _is_joined_suggestion(self, entry: polib.POEntry) -> bool:
        parts = parts_of(entry.msgid, (part for part in self._parts if part is not entry))
        translation = self._joiner.join(translation_of(part) for part in parts)
        comments = {part.tcomment for part in parts}
        return len(parts) > 1 and _is_unedited(entry, translation, comments)


def _last(entries: Iterable[polib.POEntry]) -> polib.POEntry | None:
    return next(reversed(list(entries)), None)


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
    others: Elsewhere,
    joiner: str,
    path: Path,
) -> None:
    """Raise PublisherError if an old translation or comment is nowhere in the new file.

    Every plural form and every line of a comment counts; a finished translation must be that
    of the same message, apart from the numbers of footnotes. `others` are the entries of other
    catalogues, which may have the original of a copy; `joiner` separates joined sentences.
    """
    every_old = list(old)
    if not any(_losses(every_old, po, (), joiner)):  # the others need not be read
        return
    for lost in _losses(every_old, po, [known.entry for known in others], joiner):
        raise PublisherError(
            f"the update would lose “{lost.text[:60]}”, written for “{lost.source[:60]}”;"
            " nothing is written, please report this",
            file=path,
        )


class _Loss(NamedTuple):
    """A translation or comment that is in no new entry, and the source of its old one."""

    text: str
    source: str


def _losses(
    old: Iterable[polib.POEntry],
    po: polib.POFile,
    others: Iterable[polib.POEntry],
    joiner: str,
) -> Iterator[_Loss]:
    kept = [*po, *others]
    finished = {_unnumbered(entry, form) for entry in po for form in _forms(entry)}
    forms = {form for entry in kept for form in _forms(entry)}
    comments = "\n".join([po.header, *(entry.tcomment for entry in kept)])
    for entry in old:
        is_copy = entry.fuzzy or is_from_domain(entry)
        for form in _forms(entry):
            is_kept = _unnumbered(entry, form) in finished or form in comments
            if not is_kept and not (is_copy and _is_join_of(forms, form, joiner)):
                yield _Loss(form, entry.msgid)
        for line in entry.tcomment.split("\n"):
            if line not in comments:
                yield _Loss(line, entry.msgid)


def _unnumbered(entry: polib.POEntry, form: str) -> tuple[str | None, str, str]:
    return entry.msgctxt, without_note_labels(entry.msgid), without_note_labels(form)


def _forms(entry: polib.POEntry) -> list[str]:
    return [form.strip("\n") for form in forms_of(entry)]


def _is_join_of(texts: Collection[str], text: str, joiner: str) -> bool:
    """Return whether a text is one of `texts`, or several of them joined."""
    return text in texts or any(
        _is_join_of(texts, text[len(first) + len(joiner) :], joiner)
        for first in texts
        if first and text.startswith(first + joiner)
    )
