"""A finding: what a check reports, and where a person mends it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.catalogues.catalogue import Key

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """What a check reports, with the words at fault in its message.

    `line` counts from 1 and is None where a file as a whole is meant. `key` names the
    message in its catalogue, for pages that show a finding beside its sentence.
    """

    file: Path
    line: int | None
    severity: Severity
    check: str
    message: str
    key: Key | None = None

    @property
    def place(self) -> str:
        """The file's name as seen from the working folder."""
        return os.path.relpath(self.file)

    @property
    def order(self) -> tuple[str, int, str, str]:
        """By what findings are sorted."""
        return self.place, self.line or 0, self.check, self.message

    def __str__(self) -> str:
        line = f"{self.place}:{self.line or 1}: {self.severity} [{self.check}] {self.message}"
        return "".join(c if c.isprintable() else " " for c in line)
