"""SeedFile: a seed as it was read, the input of every reader."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.base.files import decode_text

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.readers.sidecar import Sidecar


@dataclass(frozen=True, kw_only=True)
class SeedFile:
    """A seed's content and its sidecar; `seeds` is the folder of all seeds.

    A reader parses `content` and does not open `path`, so that `revision` is the hash of
    the bytes that were parsed.
    """

    path: Path
    content: bytes
    sidecar: Sidecar
    seeds: Path

    @property
    def text(self) -> str:
        """The content as text. Raises PublisherError with the line; see `decode_text`."""
        return decode_text(self.content, self.path)

    @property
    def revision(self) -> str:
        """The abbreviated hash that `git hash-object` computes for the content."""
        header = b"blob %d\0" % len(self.content)
        return hashlib.sha1(header + self.content, usedforsecurity=False).hexdigest()[:12]
