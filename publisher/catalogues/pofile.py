"""Parser and writer of `.po` files: bytes ↔ polib's entries, through gettext's own tools.

Reading: size limit → UTF-8 → `msgfmt --check` → `msgcat --no-wrap` → polib.
Writing: polib → `msgcat --no-wrap` → `msgfmt --check` → atomic replacement.

`po_scanner` has the lines and opt-outs, which this form of the text loses.
"""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import NamedTemporaryFile

import polib

from publisher.base.files import decode_text, open_regular, write_atomically
from publisher.catalogues import gettext_tools
from publisher.catalogues.preservation import (
    dropped_comments,
    dropped_header_lines,
    opt_outs_to_comments,
    restore_previous_sources,
)
from publisher.catalogues.validation import (
    refuse_conflict_markers,
    refuse_control_characters,
    refuse_endless_strings,
    refuse_many_plurals,
    require_utf8_header,
)

_MAX_BYTES = 64 * 2**20
# The order in which polib writes the header's fields; others follow, by name.
_HEADER_FIELDS = (
    *("Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date", "PO-Revision-Date"),
    *("Last-Translator", "Language-Team", "Language", "MIME-Version", "Content-Type"),
    *("Content-Transfer-Encoding", "Plural-Forms"),
)


class _File(polib.POFile):
    """Catalogue whose header may have a field of any name; polib takes `²` for a number."""

    def ordered_metadata(self) -> list[tuple[str, str]]:
        """Return the header's fields in polib's order."""
        first = [name for name in _HEADER_FIELDS if name in self.metadata]
        others = sorted((name for name in self.metadata if name not in first), key=_natural_order)
        return [(name, self.metadata[name]) for name in (*first, *others)]


def _natural_order(name: str) -> list[tuple[int, str]]:
    """Return a key to sort names with numbers by these numbers, of any length."""
    parts = re.split("([0-9]+)", name.lower())
    numbers = (part.lstrip("0") if index % 2 else part for index, part in enumerate(parts))
    return [(len(part) if index % 2 else 0, part) for index, part in enumerate(numbers)]


def load(path: Path) -> polib.POFile:
    """Read a catalogue. Raises PublisherError, with gettext's line, if gettext rejects it."""
    return parse(read(path), path)


def empty() -> polib.POFile:
    """Return a catalogue without header and entries."""
    return _File(wrapwidth=0)


def read(path: Path) -> bytes:
    """Return the bytes of a catalogue. Raises PublisherError if it cannot be read."""
    raw = open_regular(path, limit=_MAX_BYTES).getvalue()
    refuse_endless_strings(raw, path)
    return raw


def parse(raw: bytes, path: Path) -> polib.POFile:
    """Parse the bytes of the catalogue at `path`. Raises the errors of `load`."""
    text = decode_text(raw, path)
    refuse_conflict_markers(text, path)
    require_utf8_header(text, path)
    canonical = gettext_tools.check_and_canonicalise(text, opt_outs_to_comments(text), path)
    refuse_control_characters(canonical, text, path)
    refuse_many_plurals(canonical, text, path)
    po = _parsed(canonical)
    dropped = [*dropped_comments(text, canonical), *dropped_header_lines(po, canonical)]
    po.header = "\n".join(filter(None, [po.header, *dropped]))
    return po


def parse_canonical(raw: bytes, _path: Path) -> polib.POFile:
    """Parse bytes from `canonical`, which gettext's tools have checked."""
    return _parsed(raw.decode())


def _parsed(text: str) -> polib.POFile:
    # As a file: polib splits other content at U+2028, too.
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="", prefix="publisher-", suffix=".po"
    ) as file:
        file.write(text)
        file.flush()
        po = polib.pofile(file.name, encoding="utf-8", wrapwidth=0, klass=_File)
        restore_previous_sources(po, text, Path(file.name))
    return po


def save(po: polib.POFile, path: Path) -> bool:
    """Write a catalogue as `msgcat --no-wrap` does; return whether the file changed."""
    return write_atomically(path, canonical(po, path))


def canonical(po: polib.POFile, path: Path) -> bytes:
    """Return the bytes of the catalogue at `path` as `msgcat --no-wrap` writes them."""
    text = str(po)
    # polib writes an empty comment before a header without one.
    text = text if po.header else text.removeprefix("#\n")
    content = gettext_tools.canonicalise(text, path)
    gettext_tools.check(content, path)
    return content.encode()
