"""What becomes of entries that an article does not ask any more: kept, unless a mere copy.

A translator's words stay in the file as `#~`. What we ourselves made of an entry that
still says the same goes, so that an edit that is undone leaves no trace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.catalogues.catalogue import key_of
from publisher.catalogues.source_changes import folded, swap_addresses, without_addresses
from publisher.catalogues.suggestions import (
    forms_of,
    is_translated,
    like,
    parts_of,
    was_filled_in,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    import polib


class Originals:
    """What there is in an updated catalogue and in others, to tell a copy by.

    `left` are the entries that the article does not ask any more, `carried` those of the
    active ones that were only just made of one of these.
    """

    def __init__(
        self,
        active: Sequence[polib.POEntry],
        left: Sequence[polib.POEntry],
        others: Sequence[polib.POEntry],
        joiner: str,
        carried: Sequence[polib.POEntry],
    ) -> None:
        finished = [entry for entry in others if not entry.fuzzy]
        # The own ones last: they count more.
        self._by_text = {entry.msgid: entry for entry in (*finished, *left, *active)}
        self._by_sound = {_sound(entry): entry for entry in active}
        self._elsewhere = {key_of(entry): entry for entry in others if not was_filled_in(entry)}
        self._parts = [*active, *left]
        self._carried = carried
        self._joiner = joiner

    def have(self, entry: polib.POEntry) -> bool:
        """Say whether `entry` is what we made of another one that still says the same."""
        if was_filled_in(entry) and key_of(entry) in self._elsewhere:
            return _has_the_words(self._elsewhere[key_of(entry)], entry)
        if entry.fuzzy:
            return self._made(entry) or self._joined(entry)
        # Carried over from a text that sounds the same, but for its addresses.
        original = self._by_sound.get(_sound(entry))
        if any(original is made for made in self._carried):
            original = None
        return _says_the_same(original, entry) or _is_readdressed(original, entry)

    def _made(self, entry: polib.POEntry) -> bool:
        return _says_the_same(self._by_text.get(entry.previous_msgid or ""), entry)

    def _joined(self, entry: polib.POEntry) -> bool:
        parts = parts_of(entry.msgid, (part for part in self._parts if part is not entry))
        words = self._joiner.join(words_of(part) for part in parts)
        comments = {part.tcomment for part in parts}
        return len(parts) > 1 and _is_made_of(words, comments, entry)


def _says_the_same(original: polib.POEntry | None, entry: polib.POEntry) -> bool:
    if original is None or original is entry or original.fuzzy:
        return False
    return _has_the_words(original, entry)


def _has_the_words(original: polib.POEntry, entry: polib.POEntry) -> bool:
    return _is_made_of(words_of(original), {original.tcomment}, entry)


def _is_readdressed(original: polib.POEntry | None, entry: polib.POEntry) -> bool:
    """Say whether an entry is another one with the addresses of its own text."""
    if original is None or original is entry or original.fuzzy:
        return False
    words = swap_addresses(original.msgid, entry.msgid, words_of(original))
    return words is not None and _is_made_of(words, {original.tcomment}, entry)


def _sound(entry: polib.POEntry) -> str:
    """Return what is the same in texts between which a translation is carried over."""
    return folded(without_addresses(entry.msgid))


def _is_made_of(words: str, comments: set[str], entry: polib.POEntry) -> bool:
    return like(entry.msgid, words) == entry.msgstr and entry.tcomment in {"", *comments}


def retired(left: Iterable[polib.POEntry], originals: Originals) -> Iterator[polib.POEntry]:
    """Yield what somebody worked on."""
    # All are looked at before the first is changed: one may be another's original.
    worked_on = [entry for entry in left if is_translated(entry) or entry.tcomment]
    kept = [entry for entry in worked_on if not originals.have(entry)]
    # In one order, however they came to be here.
    yield from sorted(kept, key=lambda entry: (entry.msgid, entry.msgctxt or ""))


def refuse_loss(
    old: Iterable[polib.POEntry],
    po: polib.POFile,
    others: Iterable[polib.POEntry],
    joiner: str,
    path: Path,
) -> None:
    """Raise PublisherError if anything that a translator wrote is nowhere any more.

    That is each form of each translation, and each line of the comments. `others` are
    the entries of other catalogues, which may hold what was copied from them; `joiner`
    stands between sentences that were joined.
    """
    found = [*po, *others]
    kept = {form.strip("\n") for entry in found for form in forms_of(entry)}
    by_sound = {_sound(entry): entry for entry in po if not entry.obsolete}
    noted = "\n".join([po.header, *(entry.tcomment for entry in found)])
    for entry in old:
        forms = [form.strip("\n") for form in forms_of(entry)]
        lost = [f for f in forms if f not in noted and not _is_joined_of(kept, f, joiner)]
        if _is_readdressed(by_sound.get(_sound(entry)), entry):
            lost = []
        lost += [line for line in entry.tcomment.split("\n") if line not in noted]
        if lost:
            raise PublisherError(
                f"the update would lose “{lost[0][:60]}”, written for “{entry.msgid[:60]}”;"
                " nothing is written, please report this",
                file=path,
            )


def _is_joined_of(texts: Collection[str], text: str, joiner: str) -> bool:
    return text in texts or any(
        _is_joined_of(texts, text[len(first) + len(joiner) :], joiner)
        for first in texts
        if first and text.startswith(first + joiner)
    )
