"""Findings: the reports of checks, each with the file and line to fix."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from publisher.catalogues.key import Key

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """A problem that a check found; `message` quotes the text at fault.

    `line` counts from 1 and is None for a whole file. `key` names the message in its
    catalogue, for pages that show a finding beside its sentence.
    """

    file: Path
    line: int | None
    severity: Severity
    check: str
    message: str
    key: Key | None = None

    @property
    def path(self) -> str:
        """Path of the file, relative to the working directory."""
        return _relative(self.file, os.getcwd())  # noqa: PTH109 - Path is slow

    @property
    def order(self) -> tuple[str, int, str, str]:
        """Sort key: file, line, check, message."""
        return self.path, self.line or 0, self.check, self.message

    def __str__(self) -> str:
        line = f"{self.path}:{self.line or 1}: {self.severity} [{self.check}] {self.message}"
        if line.isprintable():
            return line
        return "".join(c if c.isprintable() else " " for c in line)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings, each once, in order."""
    # Not a set: findings in the same file stay together, and its path is computed once.
    return sorted(dict.fromkeys(findings), key=lambda finding: finding.order)


@lru_cache(maxsize=256)  # findings come file by file
def _relative(file: Path, folder: str) -> str:
    return os.path.relpath(file, folder)
