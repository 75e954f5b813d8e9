"""Noted files: which files a piece of work has read, or has looked for in vain."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_NOTE: ContextVar[Callable[[Path], None] | None] = ContextVar("note", default=None)


@contextmanager
def noting_files(before_use: Callable[[Path], None] = lambda _: None) -> Iterator[set[Path]]:
    """Yield the set of the files that the body notes; `before_use` is called for each of them.

    A file is noted before it is read or looked for: its state in `before_use` cannot be newer
    than the state that the body uses.
    """
    noted: set[Path] = set()

    def note(file: Path) -> None:
        if file not in noted:
            noted.add(file)
            before_use(file)

    token = _NOTE.set(note)
    try:
        yield noted
    finally:
        _NOTE.reset(token)


def note_file(file: Path) -> None:
    """Note a file whose content, or absence, the result of the present work depends on.

    For a folder, it is the names in it. Call it before the file is used.
    """
    note = _NOTE.get()
    if note is not None:
        note(file)
