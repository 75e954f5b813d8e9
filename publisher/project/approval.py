"""Approvals: a name and a seal in the header of a catalogue.

The seal is a hash of every message and its translation, so that a later edit breaks it;
comments and header dates are not part of it.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.catalogues.key import key_of

if TYPE_CHECKING:
    import polib

_FIELD = "X-Approved-By"
_DIGITS = 16  # hexadecimal: 64 bits detect edits, and need not resist forgery
_APPROVAL = re.compile(rf"(.+) <([0-9a-f]{{{_DIGITS}}})>")


def add_approval(po: polib.POFile, name: str) -> None:
    """Write an approval into a catalogue's header. Raises PublisherError for a bad name."""
    if not name.strip() or not name.isprintable() or set(name) & set("<>"):
        raise PublisherError("give the approver's name on one line, such as --name 'Ann Example'")
    po.metadata[_FIELD] = f"{name.strip()} <{_seal(po)}>"


def approved_by(po: polib.POFile) -> str | None:
    """Return the name of the person who approved a catalogue in its present state."""
    found = _APPROVAL.fullmatch(po.metadata.get(_FIELD, ""))
    return found[1] if found and found[2] == _seal(po) else None


def _seal(po: polib.POFile) -> str:
    """Return the seal of a catalogue's messages, whatever their order."""
    messages = [(*key_of(entry), entry.msgstr, entry.fuzzy) for entry in po if not entry.obsolete]
    ordered = sorted(messages, key=lambda message: (message[0] or "", message[1]))
    return hashlib.sha256(repr(ordered).encode()).hexdigest()[:_DIGITS]
