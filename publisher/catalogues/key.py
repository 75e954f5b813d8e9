"""Keys: gettext's identity of a message within its catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polib

# gettext's msgctxt and msgid.
Key = tuple[str | None, str]


def key_of(entry: polib.POEntry) -> Key:
    """Return the key of an entry."""
    return entry.msgctxt, entry.msgid
