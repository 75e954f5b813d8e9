"""Formats of findings, for `check --format`; nothing is printed here."""

from __future__ import annotations

import hashlib
import json
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.cli import formatting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from publisher.checks.finding import Finding

# Characters that GitHub requires to be escaped in the text and properties of a command.
_IN_TEXT = "%\r\n"
_IN_PROPERTY = _IN_TEXT + ":,"
# Severities of GitLab's reports, which are those of Code Climate.
_GITLAB_SEVERITIES = MappingProxyType({"error": "major", "warning": "minor"})


def text_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line for each finding."""
    return formatting.finding_lines(findings)


def github_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield each finding as a GitHub workflow command, shown beside the line."""

    def escaped(text: str, marks: str) -> str:
        return "".join(f"%{ord(c):02X}" if c in marks else c for c in text)

    for found in findings:
        place = f"file={escaped(found.path, _IN_PROPERTY)},line={found.line or 1}"
        title = escaped(found.check, _IN_PROPERTY)
        yield f"::{found.severity} {place},title={title}::{escaped(found.message, _IN_TEXT)}"


def gitlab_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield GitLab's code quality report, which merge requests show beside the lines.

    A fingerprint leaves the line out: GitLab compares those of two branches, and takes a finding
    whose line another edit has moved for the same.
    """
    return _json_lines(
        {
            "description": found.message,
            "check_name": found.check,
            "severity": _GITLAB_SEVERITIES[found.severity],
            "fingerprint": _fingerprint(found),
            "location": {"path": found.path, "lines": {"begin": found.line or 1}},
        }
        for found in findings
    )


def json_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a list of objects for programs, one for each finding."""
    return _json_lines(
        {
            "file": found.path,
            "line": found.line,
            "severity": found.severity,
            "check": found.check,
            "message": found.message,
        }
        for found in findings
    )


FORMATS: Mapping[str, Callable[[Iterable[Finding]], Iterator[str]]] = MappingProxyType(
    {"text": text_lines, "github": github_lines, "gitlab": gitlab_lines, "json": json_lines}
)


def _json_lines(objects: Iterable[Mapping[str, object]]) -> Iterator[str]:
    yield json.dumps(list(objects), ensure_ascii=False, indent=2)


def _fingerprint(found: Finding) -> str:
    parts = (found.path, found.check, found.message, *(found.key or ()))
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()
