"""Errors in the input or the environment: one clear line each, never a traceback."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_CUT = " […] "
_HEAD, _TAIL = 170, 120  # characters of a long message that are kept


def shortened(message: str) -> str:
    """Return a message of at most 300 characters: its middle, where it quotes input, is cut."""
    if len(message) <= _HEAD + len(_CUT) + _TAIL:
        return message
    return message[:_HEAD] + _CUT + message[-_TAIL:]


class PublisherError(Exception):
    """Bad input, configuration or environment.

    The message is one line of at most 300 characters: the problem and its remedy. `file` and
    `line` (from 1) locate the problem, where it has a location.
    """

    def __init__(self, message: str, *, file: Path | None = None, line: int | None = None) -> None:
        self.message = shortened(message)
        super().__init__(self.message)
        self.file = file
        self.line = line

    def __str__(self) -> str:
        location = "" if self.file is None else shortened(os.path.relpath(self.file))
        if location and self.line is not None:
            location += f":{self.line}"
        # File names and quoted input may hold line feeds and escape sequences.
        text = "".join(c if c.isprintable() else " " for c in f"{location}: {self.message}")
        return " ".join(text.removeprefix(": ").split())
