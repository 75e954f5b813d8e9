"""Faults of includes and template code, which are left out."""

from __future__ import annotations

from textwrap import shorten
from types import MappingProxyType

from publisher.markup.fault import SourceFault

_REMEDIES = MappingProxyType(
    {
        "include": "other files are not read into an article; copy what it includes into this one",
        "template-code": "only the site's generator can run it; write Markdown in its place",
    }
)


def left_out(check: str, code: str, line: int, effect: str = "is left out") -> SourceFault:
    """Return the fault of some code; `effect` completes the sentence “The code …”."""
    return SourceFault(check, f"{shown(code)} {effect}: {_REMEDIES[check]}", line)


def shown(code: str) -> str:
    """Return code in one line, short enough for a message."""
    return shorten(code, 60, placeholder="…")
