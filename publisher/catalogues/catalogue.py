"""Catalogues in memory: messages, lookup of their translations, and the `.pot` of a domain.

The file that a catalogue comes from is in `catalogue_file`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polib

from publisher.base.characters import count_words
from publisher.base.files import differs, write_atomically
from publisher.catalogues import pofile
from publisher.catalogues.freshness import Freshness
from publisher.catalogues.key import key_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from publisher.catalogues.key import Key
    from publisher.language.locale import Language

CREDITS = "translator-credits"


@dataclass(frozen=True)
class Message:
    """A text to translate, with comments for the translator and gettext's flags."""

    source: str
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    context: str | None = None

    @property
    def key(self) -> Key:
        """Identity of the message in its catalogue."""
        return self.context, self.source


CREDITS_MESSAGE = Message(
    CREDITS,
    ("the translators' names, as readers shall see them; leave it empty to name nobody",),
)


@dataclass(frozen=True)
class Draft:
    """State of a message's translation, for reviewers.

    `previous` is the source that a fuzzy translation was made from, if it is known;
    `comment` is the translator's.
    """

    fuzzy: bool = False
    previous: str | None = None
    comment: str = ""


class Catalogue:
    """Translations of one catalogue; fuzzy ones are returned only `with_fuzzy`."""

    def __init__(self, entries: Iterable[polib.POEntry] = (), *, with_fuzzy: bool = False) -> None:
        self._entries = {key_of(entry): entry for entry in entries if not entry.obsolete}
        self._with_fuzzy = with_fuzzy

    def for_review(self) -> Catalogue:
        """Return the catalogue with fuzzy translations, for reviewers."""
        return Catalogue(self._entries.values(), with_fuzzy=True)

    def over(self, fallback: Catalogue) -> Catalogue:
        """Return the catalogue with the translations of `fallback` for messages without one."""
        own = (e for key, e in self._entries.items() if self.translation_of(key) is not None)
        return Catalogue([*fallback._entries.values(), *own], with_fuzzy=self._with_fuzzy)

    def draft(self, key: Key) -> Draft:
        """Return the state of a message's translation."""
        entry = self._entries.get(key)
        if entry is None:
            return Draft()
        previous = entry.previous_msgid if entry.fuzzy else None
        return Draft(self._is_fuzzy(key), previous or None, entry.tcomment.strip())

    def translation(self, source: str, context: str | None = None) -> str | None:
        """Return the finished translation of a message, or None."""
        return self.translation_of((context, source))

    def translation_of(self, key: Key) -> str | None:
        """Return the finished translation of a message by its key, or None."""
        entry = self._entries.get(key)
        if entry is None or (entry.fuzzy and not self._with_fuzzy):
            return None
        # Spaces around a translation are a slip, unless the source has them too.
        return entry.msgid if entry.msgstr == entry.msgid else entry.msgstr.strip() or None

    @property
    def credits(self) -> str | None:
        """Translators' names, if they are given (gettext's `translator-credits` convention)."""
        names = self.translation(CREDITS)
        return None if names == CREDITS else names

    def freshness(
        self, messages: Iterable[Message], untranslated: Collection[Key] = ()
    ) -> Freshness:
        """Count `messages` by state; the optional credits count only while they are fuzzy.

        `untranslated` are keys of messages whose translation cannot be used in its place.
        """
        keys = dict.fromkeys(message.key for message in messages)
        keys.pop(CREDITS_MESSAGE.key, None)
        if self._is_fuzzy(CREDITS_MESSAGE.key):
            keys[CREDITS_MESSAGE.key] = None
        unfinished = [
            key for key in keys if self.translation_of(key) is None or key in untranslated
        ]
        fuzzy = sum(map(self._is_fuzzy, unfinished))
        return Freshness(
            len(keys) - len(unfinished),
            fuzzy,
            len(unfinished) - fuzzy,
            sum(count_words(source) for _, source in keys),
            sum(count_words(source) for _, source in unfinished),
            sum(key not in self._entries for key in keys),
        )

    def _is_fuzzy(self, key: Key) -> bool:
        entry = self._entries.get(key)
        return entry is not None and entry.fuzzy and bool(entry.msgstr.strip())


def merge_repeated(messages: Iterable[Message]) -> list[Message]:
    """Merge messages with the same key into one, with the comments and flags of all."""
    merged: dict[Key, Message] = {}
    for message in messages:
        first = merged.get(message.key, message)
        comments = tuple(dict.fromkeys((*first.comments, *message.comments)))
        flags = tuple(dict.fromkeys((*first.flags, *message.flags)))
        merged[message.key] = replace(message, comments=comments, flags=flags)
    return list(merged.values())


def write_pot(
    path: Path, domain: str, source: Language, messages: Iterable[Message], *, write: bool = True
) -> bool:
    """Write the .pot of a domain; return whether the file changed, or would without `write`."""
    po = new_file(domain, source)
    po.header = (
        f"What there is to translate of {domain}; made by publisher extract.\n"
        "Translate in locales/<language>/LC_MESSAGES, not here."
    )
    po.extend(entry_of(message) for message in messages)
    content = pofile.canonical(po, path)
    return write_atomically(path, content) if write else differs(path, content)


def entry_of(message: Message) -> polib.POEntry:
    """Return an untranslated entry for a message."""
    return polib.POEntry(
        msgid=message.source,
        msgctxt=message.context,
        comment="\n".join(message.comments),
        flags=list(message.flags),
    )


def new_file(domain: str, language: Language) -> polib.POFile:
    """Return a catalogue without entries, with the header fields that msgfmt requires.

    Dates and names stay empty for the translator's tool to fill in; a date of ours would
    change the file when nothing else did (gettext manual, Header Entry).
    """
    po = pofile.empty()
    po.metadata = {
        "Project-Id-Version": domain,
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language.gettext,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    return po
