"""Catalogues: what a translator is asked, what is answered, and keeping both in step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polib

from publisher.base.characters import count_words
from publisher.base.errors import PublisherError
from publisher.base.limits import MESSAGE_KIB, find_excess
from publisher.catalogues import pofile
from publisher.catalogues.freshness import Freshness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from publisher.language.locale import Language

Key = tuple[str | None, str]

CREDITS = "translator-credits"


@dataclass(frozen=True)
class Message:
    """One thing to translate: the text, what the translator is told of it, gettext's flags."""

    source: str
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    context: str | None = None

    @property
    def key(self) -> Key:
        """What names a message in its catalogue (gettext's msgctxt and msgid)."""
        return self.context, self.source


CREDITS_MESSAGE = Message(
    CREDITS,
    ("the translators' names, as readers shall see them; leave it empty to name nobody",),
)


@dataclass(frozen=True)
class Draft:
    """What reviewers see of a message's translation besides its words.

    `previous` is the source that a fuzzy one translates, where that is known; `comment`
    is the translator's.
    """

    fuzzy: bool = False
    previous: str | None = None
    comment: str = ""


class Catalogue:
    """The answers of one catalogue. Fuzzy ones are given out only `with_fuzzy`, to reviewers."""

    def __init__(self, entries: Iterable[polib.POEntry] = (), *, with_fuzzy: bool = False) -> None:
        self._entries = {key_of(entry): entry for entry in entries if not entry.obsolete}
        self._with_fuzzy = with_fuzzy

    def for_review(self) -> Catalogue:
        """Return the catalogue with its fuzzy answers given out like the others."""
        return Catalogue(self._entries.values(), with_fuzzy=True)

    def draft(self, key: Key) -> Draft:
        """Return what is known of a message's translation besides its words."""
        entry = self._entries.get(key)
        if entry is None:
            return Draft()
        previous = entry.previous_msgid if entry.fuzzy else None
        return Draft(self._is_fuzzy(key), previous or None, entry.tcomment.strip())

    def translation(self, source: str, context: str | None = None) -> str | None:
        """Return the finished translation of a message, or None."""
        entry = self._entries.get((context, source))
        if entry is None or (entry.fuzzy and not self._with_fuzzy):
            return None
        # Space around a translation is a slip, unless the source has it too.
        return source if entry.msgstr == source else entry.msgstr.strip() or None

    @property
    def credits(self) -> str | None:
        """The translators' names, if they gave any (gettext's `translator-credits` habit)."""
        names = self.translation(CREDITS)
        return None if names == CREDITS else names

    def freshness(
        self, messages: Iterable[Message], unanswered: Collection[Key] = ()
    ) -> Freshness:
        """Count `messages`; the credits, being optional, only while fuzzy.

        `unanswered` are those whose translation cannot stand where they do.
        """
        wanted = dict.fromkeys(message.key for message in messages)
        wanted.pop(CREDITS_MESSAGE.key, None)
        if self._is_fuzzy(CREDITS_MESSAGE.key):
            wanted[CREDITS_MESSAGE.key] = None
        left = [
            (context, source)
            for context, source in wanted
            if self.translation(source, context) is None or (context, source) in unanswered
        ]
        fuzzy = sum(map(self._is_fuzzy, left))
        return Freshness(
            len(wanted) - len(left),
            fuzzy,
            len(left) - fuzzy,
            sum(count_words(source) for _, source in wanted),
            sum(count_words(source) for _, source in left),
        )

    def _is_fuzzy(self, key: Key) -> bool:
        entry = self._entries.get(key)
        return entry is not None and entry.fuzzy and bool(entry.msgstr.strip())


def load_catalogue(path: Path) -> Catalogue:
    """Read a catalogue; one that does not exist answers nothing. Raises PublisherError."""
    if not path.exists() and not path.is_symlink():  # a link that leads nowhere is told
        return Catalogue()
    po = pofile.load(path)
    for entry in po:
        problem = None if entry.obsolete else find_excess(entry.msgstr, MESSAGE_KIB)
        if problem is not None:
            line = pofile.lines_of(path).get(key_of(entry))
            raise PublisherError(f"this translation {problem}", file=path, line=line)
    return Catalogue(po)


def merge_repeated(messages: Iterable[Message]) -> list[Message]:
    """Make one message of those with the same text, with all that is said of them."""
    merged: dict[Key, Message] = {}
    for message in messages:
        known = merged.get(message.key, message)
        comments = tuple(dict.fromkeys((*known.comments, *message.comments)))
        flags = tuple(dict.fromkeys((*known.flags, *message.flags)))
        same = (comments, flags) == (message.comments, message.flags)
        merged[message.key] = message if same else replace(message, comments=comments, flags=flags)
    return list(merged.values())


def write_pot(path: Path, domain: str, source: Language, messages: Iterable[Message]) -> bool:
    """Write the .pot of a domain; say whether the file changed."""
    po = new_file(domain, source)
    po.header = (
        f"What there is to translate of {domain}; made by invoke extract.\n"
        "Translate in locales/<language>/LC_MESSAGES, not here."
    )
    po.extend(entry_of(message) for message in messages)
    return pofile.save(po, path)


def key_of(entry: polib.POEntry) -> Key:
    """Return what names an entry in its file."""
    return entry.msgctxt, entry.msgid


def entry_of(message: Message) -> polib.POEntry:
    """Make the entry that asks for a message."""
    comment = "\n".join(message.comments)
    return polib.POEntry(
        msgid=message.source,
        msgctxt=message.context,
        comment=comment,
        flags=list(message.flags),
    )


def new_file(domain: str, language: Language) -> polib.POFile:
    """Make an empty catalogue with the fields that msgfmt asks for.

    Dates and people are left empty: the translator's tool fills them in, and a date of
    ours would only change when nothing else did (gettext manual, Header Entry).
    """
    po = polib.POFile(wrapwidth=0)
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
