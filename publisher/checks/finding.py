"""Findings: the reports of checks, each with the file and line to fix."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from publisher.catalogues.key import Key

Severity = Literal["error", "warning"]


class Finding(NamedTuple):
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

    def __str__(self) -> str:
        line = f"{self.path}:{self.line or 1}: {self.severity} [{self.check}] {self.message}"
        if line.isprintable():
            return line
        return "".join(c if c.isprintable() else " " for c in line)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings, each once, by file, line, check and message."""
    by_file: dict[Path, dict[Finding, None]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, {})[finding] = None
    # The path of a file is computed once.
    files = sorted(by_file.values(), key=lambda found: next(iter(found)).path)
    return [finding for found in files for finding in sorted(found, key=_place)]


def _place(finding: Finding) -> tuple[int, str, str]:
    return finding.line or 0, finding.check, finding.message


@lru_cache(maxsize=256)  # findings come file by file
def _relative(file: Path, folder: str) -> str:
    return os.path.relpath(file, folder)
