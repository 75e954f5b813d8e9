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

    def __str__(self) -> str:
        where = "" if self.file is None else os.path.relpath(self.file)
        if where and self.line is not None:
            where += f":{self.line}"
        # File names and quoted input may hold line feeds and escape sequences.
        text = "".join(c if c.isprintable() else " " for c in f"{where}: {self.message}")
        return " ".join(text.removeprefix(": ").split())
