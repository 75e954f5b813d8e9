"""Patterns of the configuration's `seeds` and `exclude`: which files of a project are articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_DRIVE = re.compile(r"[A-Za-z]:")
_ANY = "**"  # any number of folders


@dataclass(frozen=True)
class Pattern:
    """A pattern of paths in a project, with `/`, `*`, `?` and `**` as in .gitignore.

    `prefix` holds the names before the first wildcard, `rest` those from there on. A pattern
    without a wildcard is a file, whose `rest` is its name, or a folder, whose `rest` is empty.
    """

    text: str
    prefix: tuple[str, ...]
    rest: tuple[str, ...]

    @property
    def has_wildcard(self) -> bool:
        """Whether the pattern can match more than the file that it names."""
        return not self.rest or any(map(_is_wild, self.rest))

    def base(self, root: Path) -> Path:
        """Return the folder that slugs are relative to: the fixed prefix."""
        return root.joinpath(*self.prefix)

    def matches(self, name: str) -> bool:
        """Return whether the pattern matches a path relative to its base."""
        return self._expression.fullmatch(f"{name}/") is not None

    def covers(self, name: str) -> bool:
        """Return whether the pattern matches a path relative to its base, or a folder above."""
        return not self.rest or self._expression.match(f"{name}/") is not None

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        """Expression of a path that ends with `/`; an ending, such as .md, matches in any case."""
        *folders, last = self.rest or (_ANY,)
        parts = ["(?:[^/]+/)*" if part == _ANY else f"{_of(part)}/" for part in folders]
        stem, dot, ending = last.rpartition(".")
        if last == _ANY:
            parts.append(".+/")
        else:
            parts.append(f"{_of(stem + dot)}(?i:{_of(ending)})/" if dot else f"{_of(last)}/")
        return re.compile("".join(parts), re.DOTALL)


def parse_pattern(text: str, root: Path) -> Pattern:
    """Parse a pattern relative to the project at `root`.

    Raises PublisherError for one that is not written relative to the project, or leads out of it.
    """
    if "\\" in text:
        raise PublisherError(f"{text!r} has a backslash; separate folders with /")
    if text.startswith(("/", "~")) or _DRIVE.match(text):
        problem = "is not relative to the project; write a path like docs/**/*.md"
        raise PublisherError(f"{text!r} {problem}")
    parts = [part for part in text.split("/") if part not in {"", "."}]
    if ".." in parts:
        raise PublisherError(f"{text!r} leads out of the project; name a folder inside it")
    if not parts and not text.startswith("."):
        raise PublisherError(f"{text!r} names nothing; write a path like docs/**/*.md")
    fixed = next((i for i, part in enumerate(parts) if _is_wild(part)), len(parts))
    if fixed == len(parts) and parts and not root.joinpath(*parts).is_dir() and "." in parts[-1]:
        fixed -= 1  # a file
    if text.endswith("/") and fixed < len(parts):
        parts.append(_ANY)  # all in the folders that it matches
    # Several ** in a row are one.
    rest = [p for i, p in enumerate(parts) if i >= fixed and not p == _ANY == parts[i - 1]]
    return Pattern(text, tuple(parts[:fixed]), tuple(rest))


def is_excluded(file: Path, root: Path, patterns: Iterable[Pattern]) -> bool:
    """Return whether a pattern matches a file of the project, or a folder that holds it."""
    parts = file.relative_to(root).parts
    return any(_is_below(parts, pattern) for pattern in patterns)


def _is_below(parts: Sequence[str], pattern: Pattern) -> bool:
    count = len(pattern.prefix)
    return tuple(parts[:count]) == pattern.prefix and pattern.covers("/".join(parts[count:]))


def _is_wild(part: str) -> bool:
    return "*" in part or "?" in part


def _of(part: str) -> str:
    """Return the expression of a name with wildcards."""
    return re.escape(part).replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
