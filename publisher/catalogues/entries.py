"""Properties of catalogue entries that polib does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.characters import JOIN_MARK

if TYPE_CHECKING:
    import polib


def forms_of(entry: polib.POEntry) -> list[str]:
    """Return the translation as a list, or all plural forms; empty ones are left out."""
    return [form for form in (entry.msgstr, *entry.msgstr_plural.values()) if form]


def translation_of(entry: polib.POEntry) -> str:
    """Return the translation, or the last plural form."""
    forms = forms_of(entry)
    return str(forms[-1]) if forms else ""


def is_translated(entry: polib.POEntry) -> bool:
    """Return whether an entry has a translation, in any form."""
    return bool(forms_of(entry))


def is_joined(entry: polib.POEntry) -> bool:
    """Return whether the translation of an entry is part of the preceding sentence's."""
    return entry.msgstr == JOIN_MARK != entry.msgid


def is_standalone(entry: polib.POEntry) -> bool:
    """Return whether an entry has a finished translation that is usable by itself.

    That of a joined entry is not usable without the preceding sentence.
    """
    return is_translated(entry) and not entry.fuzzy and not is_joined(entry)


def with_line_feeds_of(source: str, translation: str) -> str:
    """Begin and end a translation with a line feed where its source does, for msgfmt."""
    begins, ends = source.startswith("\n"), source.endswith("\n")
    return "\n" * begins + translation.strip("\n") + "\n" * ends


def append_obsolete(po: polib.POFile, entry: polib.POEntry) -> None:
    """Append an entry to a catalogue as obsolete.

    gettext's tools drop an obsolete entry without a translation, so its comment moves to
    the head of the file.
    """
    if is_translated(entry):
        entry.obsolete = True
        po.append(entry)
    else:
        source = " ".join(entry.msgid.split())[:60]
        po.header = "\n".join(filter(None, [po.header, f"on “{source}”: {entry.tcomment}"]))
