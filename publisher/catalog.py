"""Catalogues: what a translator is asked, what is answered, and keeping both in step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polib

from publisher import pofile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from publisher.language import Language

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
class Freshness:
    """How much of an edition is translated from today's source, counted in messages."""

    translated: int
    fuzzy: int
    untranslated: int

    @property
    def messages(self) -> int:
        """All messages."""
        return self.translated + self.fuzzy + self.untranslated

    @property
    def fresh(self) -> bool:
        """Whether every message is translated."""
        return self.translated == self.messages

    @property
    def percent(self) -> int:
        """The translated share in percent, rounded down: only the whole is 100."""
        return self.translated * 100 // self.messages if self.messages else 100


@dataclass(frozen=True)
class Report:
    """What an update did, in messages; `changed` tells whether the file did."""

    kept: int
    new: int
    returned: int
    retired: int
    changed: bool


class Catalog:
    """The answers of one catalogue. Fuzzy ones are never given out."""

    def __init__(self, entries: Iterable[polib.POEntry] = ()) -> None:
        self._entries = {_key(entry): entry for entry in entries if not entry.obsolete}

    def translation(self, source: str, context: str | None = None) -> str | None:
        """Return the finished translation of a message, or None."""
        entry = self._entries.get((context, source))
        if entry is None or entry.fuzzy:
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
        translated = sum(
            self.translation(source, context) is not None and (context, source) not in unanswered
            for context, source in wanted
        )
        fuzzy = sum(map(self._is_fuzzy, wanted))
        return Freshness(translated, fuzzy, len(wanted) - translated - fuzzy)

    def _is_fuzzy(self, key: Key) -> bool:
        entry = self._entries.get(key)
        return entry is not None and entry.fuzzy and bool(entry.msgstr.strip())


def load(path: Path) -> Catalog:
    """Read a catalogue; one that does not exist answers nothing. Raises PublisherError."""
    return Catalog(pofile.load(path) if path.exists() else ())


def merge_repeated(messages: Iterable[Message]) -> list[Message]:
    """Make one message of those with the same text, with all that is said of them."""
    merged: dict[Key, Message] = {}
    for message in messages:
        known = merged.get(message.key, message)
        merged[message.key] = replace(
            message,
            comments=tuple(dict.fromkeys((*known.comments, *message.comments))),
            flags=tuple(dict.fromkeys((*known.flags, *message.flags))),
        )
    return list(merged.values())


def write_pot(path: Path, domain: str, source: Language, messages: Iterable[Message]) -> bool:
    """Write the .pot of a domain; say whether the file changed."""
    po = _new(domain, source)
    po.header = (
        f"What there is to translate of {domain}; made by invoke extract.\n"
        "Translate in locales/<language>/LC_MESSAGES, not here."
    )
    po.extend(_entry(message) for message in messages)
    return pofile.save(po, path)


def update(path: Path, domain: str, language: Language, messages: Iterable[Message]) -> Report:
    """Bring a catalogue in step with `messages`, or create it. Nothing translated is lost.

    A message that went away stays as an obsolete one; one that comes back is back with
    its translation. What a translator's tool wrote into the header stays.
    """
    old = pofile.load(path) if path.exists() else polib.POFile()
    po = _with_header_of(old, domain, language)
    known = {_key(entry): entry for entry in old}
    counts: Counter[str] = Counter()
    for message in messages:
        entry = _entry(message)
        before = known.pop(_key(entry), None)
        counts["new" if before is None else "returned" if before.obsolete else "kept"] += 1
        if before is not None:
            _carry(before, entry)
        po.append(entry)
    for entry in known.values():
        counts["retired"] += not entry.obsolete
        entry.obsolete = True
        po.append(entry)
    changed = pofile.save(po, path)
    return Report(counts["kept"], counts["new"], counts["returned"], counts["retired"], changed)


def _key(entry: polib.POEntry) -> Key:
    return entry.msgctxt or None, entry.msgid


def _entry(message: Message) -> polib.POEntry:
    comment = "\n".join(message.comments)
    return polib.POEntry(
        msgid=message.source,
        msgctxt=message.context,
        comment=comment,
        flags=list(message.flags),
    )


def _carry(before: polib.POEntry, entry: polib.POEntry) -> None:
    """Give `entry` all that the translator wrote in the entry of `before`."""
    entry.msgstr = before.msgstr
    entry.tcomment = before.tcomment
    entry.previous_msgctxt = before.previous_msgctxt
    entry.previous_msgid = before.previous_msgid
    entry.previous_msgid_plural = before.previous_msgid_plural
    entry.flags += [flag for flag in before.flags if flag not in entry.flags]
    if forms := [form for form in before.msgstr_plural.values() if form]:
        # An article has no plural forms; gettext allows no second entry to keep them in.
        entry.msgstr = forms[-1]
        entry.flags = list(dict.fromkeys([*entry.flags, "fuzzy"]))
        comments = [before.tcomment, *(f"plural form: {form}" for form in forms)]
        entry.tcomment = "\n".join(filter(None, comments))


def _with_header_of(old: polib.POFile, domain: str, language: Language) -> polib.POFile:
    po = _new(domain, language)
    po.header = old.header or f"{language.locale.english_name} translation of {domain}."
    po.metadata["Language-Team"] = str(language.locale.english_name)
    po.metadata["Plural-Forms"] = language.plural_forms
    po.metadata |= {field: value for field, value in old.metadata.items() if value}
    po.metadata_is_fuzzy = old.metadata_is_fuzzy
    return po


def _new(domain: str, language: Language) -> polib.POFile:
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
