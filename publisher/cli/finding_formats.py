"""Formats of findings, for `check --format`; nothing is printed here."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.cli import problem_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from publisher.base.errors import PublisherError
    from publisher.checks.finding import Finding

# Characters that GitHub requires to be escaped in the text and properties of a command.
_IN_TEXT = "%\r\n"
_IN_PROPERTY = _IN_TEXT + ":,"
_MOST = 500  # commands for findings
_OWN = "publisher"  # title of an error
# Severities of GitLab's reports, which are those of Code Climate.
_GITLAB_SEVERITIES = MappingProxyType({"error": "major", "warning": "minor"})


@dataclass(frozen=True)
class Report:
    """Sorted findings, and errors that prevented checks.

    - `top`: folder that paths are relative to for the services that host a repository
    """

    findings: Sequence[Finding]
    errors: Sequence[PublisherError] = ()
    top: Path | None = None

    @property
    def by_severity(self) -> list[Finding]:
        """Findings, errors first."""
        return sorted(self.findings, key=lambda found: found.severity)

    def path(self, file: Path) -> str:
        """Return a file's path in the repository; without one, from the working folder."""
        return os.path.relpath(file, self.top)


def text_lines(report: Report) -> Iterator[str]:
    """Yield a line for each finding, errors first."""
    return problem_lines.finding_lines(report.by_severity)


def github_lines(report: Report) -> Iterator[str]:
    """Yield errors, then findings as GitHub workflow commands, shown beside their lines.

    GitHub shows the first ten of each severity. Of many findings, the first ones are enough.
    """
    for error in report.errors:
        yield _command(report, "error", error.file, error.line, (_OWN, error.message))
    for found in report.by_severity[:_MOST]:
        words = (found.check, found.message)
        yield _command(report, found.severity, found.file, found.line or 1, words)
    if (more := len(report.findings) - _MOST) > 0:
        words = (_OWN, f"… and {more:,} more findings; run: publisher check")
        yield _command(report, "notice", None, None, words)


def _command(
    report: Report, severity: str, file: Path | None, line: int | None, words: tuple[str, str]
) -> str:
    title, message = words
    properties = {
        "file": "" if file is None else report.path(file),
        "line": str(line or ""),
        "title": title,
    }
    named = (
        f"{key}={_escaped(value, _IN_PROPERTY)}" for key, value in properties.items() if value
    )
    return f"::{severity} {','.join(named)}::{_escaped(message, _IN_TEXT)}"


def _escaped(text: str, marks: str) -> str:
    return "".join(f"%{ord(c):02X}" if c in marks else c for c in text)


def gitlab_lines(report: Report) -> Iterator[str]:
    """Yield GitLab's code quality report, which merge requests show beside the lines.

    A fingerprint leaves the line out: GitLab compares those of two branches, and takes a finding
    whose line another edit has moved for the same.
    """
    return _json_lines(
        {
            "description": found.message,
            "check_name": found.check,
            "severity": _GITLAB_SEVERITIES[found.severity],
            "fingerprint": _fingerprint(found, report.path(found.file)),
            "location": {"path": report.path(found.file), "lines": {"begin": found.line or 1}},
        }
        for found in report.findings
    )


def json_lines(report: Report) -> Iterator[str]:
    """Yield a list of objects for programs, one for each finding."""
    return _json_lines(
        {
            "file": found.path,
            "line": found.line,
            "severity": found.severity,
            "check": found.check,
            "message": found.message,
        }
        for found in report.findings
    )


FORMATS: Mapping[str, Callable[[Report], Iterator[str]]] = MappingProxyType(
    {"text": text_lines, "github": github_lines, "gitlab": gitlab_lines, "json": json_lines}
)


def _json_lines(objects: Iterable[Mapping[str, object]]) -> Iterator[str]:
    yield json.dumps(list(objects), ensure_ascii=False, indent=2)


def _fingerprint(found: Finding, path: str) -> str:
    parts = (path, found.check, found.message, *(found.key or ()))
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()
