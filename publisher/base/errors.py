"""What can go wrong because of the input: one clear line each, never a traceback."""

from __future__ import annotations

import os
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

    def __str__(self) -> str:
        where = "" if self.file is None else os.path.relpath(self.file)
        if where and self.line is not None:
            where += f":{self.line}"
        # File names and quoted input may hold line feeds and escape sequences.
        text = "".join(c if c.isprintable() else " " for c in f"{where}: {self.message}")
        return " ".join(text.removeprefix(": ").split())


# What one file's trouble raises; it must not stop the work on others.
FAILURES = (PublisherError, OSError)


def as_publisher_error(error: PublisherError | OSError) -> PublisherError:
    """Return an error of the system as one of ours, with its file."""
    if isinstance(error, PublisherError):
        return error
    reason = (error.strerror or str(error)).lower()
    file = Path(os.fsdecode(error.filename)) if error.filename else None
    return PublisherError(f"{reason}; mend that and run again", file=file)
