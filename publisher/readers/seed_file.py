"""SeedFile: a seed as it was read, the input of every reader."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.base.files import decode_text, decode_utf8
from publisher.base.project_folder import OWN, SHARED
from publisher.images.find import ImagePlaces

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.language.locale import Language
    from publisher.readers.settings import ReaderSettings
    from publisher.readers.sidecar import Sidecar


def sidecar_of(file: Path) -> Path:
    """Return the sidecar of a seed, which may not exist; it is never a project's configuration."""
    sidecar = file.with_suffix(".toml")
    return sidecar if sidecar.name not in (OWN, SHARED) else file.with_name(f"{file.name}.toml")


@dataclass(frozen=True, kw_only=True)
class SeedFile:
    """A seed's content and its sidecar.

    `base` is the folder that its slug is relative to; nothing outside `boundary` is read.

    `language` is that of a seed without one in its metadata.

    A reader parses `content` and does not open `path`, so that `revision` is the hash of
    the bytes that were parsed.
    """

    path: Path
    content: bytes
    sidecar: Sidecar
    base: Path
    boundary: Path
    language: Language
    settings: ReaderSettings

    @property
    def image_places(self) -> ImagePlaces:
        """Where its images are looked for."""
        return ImagePlaces(self.path.parent, self.base, self.boundary, self.settings.site)

    @property
    def text(self) -> str:
        """The content as text. Raises PublisherError with the line; see `decode_text`."""
        return decode_text(self.content, self.path)

    @property
    def unchecked_text(self) -> str:
        """The content as text that may have control characters; see `decode_utf8`."""
        return decode_utf8(self.content, self.path)

    @property
    def revision(self) -> str:
        """The abbreviated hash that `git hash-object` computes for the content."""
        header = b"blob %d\0" % len(self.content)
        return hashlib.sha1(header + self.content, usedforsecurity=False).hexdigest()[:12]
