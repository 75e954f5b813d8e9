"""Noted files: which files a piece of work has read, or has looked for in vain."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOTED: ContextVar[set[Path] | None] = ContextVar("noted", default=None)


@contextmanager
def noting_files() -> Iterator[set[Path]]:
    """Yield the set of the files that the body notes."""
    noted: set[Path] = set()
    token = _NOTED.set(noted)
    try:
        yield noted
    finally:
        _NOTED.reset(token)


def note_file(file: Path) -> None:
    """Note a file whose content, or absence, the result of the present work depends on.

    For a folder, it is the names in it.
    """
    noted = _NOTED.get()
    if noted is not None:
        noted.add(file)
