"""Catalogue file as it was read: bytes, with three views of them derived on first use.

The views are the entries as written (`po_scanner`), the entries as polib parses them
(`pofile`), and their translations (`catalogue`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.files import decode_text
from publisher.base.limits import MESSAGE_KIB, find_excess
from publisher.catalogues import pofile
from publisher.catalogues.catalogue import Catalogue
from publisher.catalogues.key import key_of
from publisher.catalogues.po_scanner import HEADER_KEY, scan_entries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    import polib

    from publisher.catalogues.key import Key
    from publisher.catalogues.po_scanner import RawEntry

    Parser = Callable[[bytes, Path], polib.POFile]


@dataclass(frozen=True)
class CatalogueFile:
    """Bytes of a `.po` file; `raw` is None where there is no file.

    `parser` parses them, by default `pofile.parse`. The views raise PublisherError for a file
    that gettext rejects.
    """

    path: Path
    raw: bytes | None
    parser: Parser | None = field(default=None, compare=False, repr=False)

    @cached_property
    def entries(self) -> Mapping[Key, RawEntry]:
        """Entries as written in the file, with lines and opt-outs; none without a file."""
        return {} if self.raw is None else scan_entries(decode_text(self.raw, self.path))

    @cached_property
    def po(self) -> polib.POFile:
        """Parsed file, empty without a file; not to be changed."""
        return self.parse()

    def parse(self) -> polib.POFile:
        """Return the parsed file for the caller to change; it is parsed at each call."""
        if self.raw is None:
            return pofile.empty()
        return (self.parser or pofile.parse)(self.raw, self.path)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Translations of the file. Raises PublisherError for one over the limits."""
        for entry in self.po:
            problem = None if entry.obsolete else find_excess(entry.msgstr, MESSAGE_KIB)
            if problem is not None:
                raise PublisherError(
                    f"this translation {problem}",
                    file=self.path,
                    line=self.lines.get(key_of(entry)),
                )
        return Catalogue(self.po)

    @cached_property
    def lines(self) -> Mapping[Key, int]:
        """Line of each message's `msgstr`, from 1; obsolete messages and the header have none."""
        return {key: entry.line for key, entry in self.entries.items() if key != HEADER_KEY}


def read_catalogue(path: Path, parser: Parser | None = None) -> CatalogueFile:
    """Read a catalogue file; a missing one is empty. Raises PublisherError."""
    # A broken link is an error of reading, not a missing file.
    exists = path.exists() or path.is_symlink()
    return CatalogueFile(path, pofile.read(path) if exists else None, parser)
