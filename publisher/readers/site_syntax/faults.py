"""Faults of includes and template code, which are left out, and of references."""

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


def unread_citation(code: str, line: int) -> SourceFault:
    """Return the fault of a citation of a bibliography."""
    problem = "has the key of its source alone: a bibliography is not read; write author and year"
    return SourceFault("template-code", f"the citation {shown(code)} {problem}", line)


def untitled_reference(name: str, line: int, *, is_found: bool) -> SourceFault:
    """Return the fault of a reference whose target, if it is found, has no title."""
    problem = "leads to nothing with this name, and has its words; write a link"
    if is_found:
        problem = "has the words of this name, as nothing there has a title; write a link"
    return SourceFault("dead-link", f"the reference to {name!r} {problem}", line)


def shown(code: str) -> str:
    """Return code in one line, short enough for a message."""
    return shorten(code, 60, placeholder="…")
