"""What can go wrong because of the input: one clear line each, never a traceback."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class PublisherError(Exception):
    """Bad input, configuration or environment.

    The message is one line: what is wrong and how to mend it. `file` and `line`
    (from 1) say where, when there is a where.
    """

    def __init__(self, message: str, *, file: Path | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line

    def __reduce__(self) -> tuple[object, ...]:
        # Errors come back from worker processes, so they must survive pickling.
        return _rebuild, (type(self), self.message, self.file, self.line)

    def __str__(self) -> str:
        where = "" if self.file is None else os.path.relpath(self.file)
        if where and self.line is not None:
            where += f":{self.line}"
        text = " ".join(self.message.split())
        return f"{where}: {text}" if where else text


def _rebuild(
    kind: type[PublisherError], message: str, file: Path | None, line: int | None
) -> PublisherError:
    return kind(message, file=file, line=line)


class ConfigError(PublisherError):
    """`[tool.publisher]` or the command line asks for something that cannot be."""


class SeedError(PublisherError):
    """A seed or its sidecar cannot be read."""


class CatalogError(PublisherError):
    """A catalogue cannot be read or written."""


class LayoutError(PublisherError):
    """A layout cannot be rendered."""


class GlyphError(PublisherError):
    """A character has no glyph in the edition's fonts."""


class EnvironmentMissingError(PublisherError):
    """A program, library or font that this needs is not installed."""
