"""Watching: notice saves of the files that editions are made of."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.project_folder import OF_PROGRAMS, holds_project, is_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

_READY = 100  # milliseconds: after this time without a save, the first build begins
_QUIET = 50  # milliseconds without a save that end a series of them
_BUILD = "build"


def watched_folders(root: Path) -> list[Path]:
    """Return the folders of a project that an edition may take a file from.

    They are all but hidden ones, those of tools, and those of projects nested in it: a page may
    take images from anywhere, and a new configuration may name any folder.
    """
    found: list[Path] = []
    for name, folders, names in os.walk(root):
        parent = Path(name)
        if is_environment(parent) or (parent != root and holds_project(parent, names)):
            folders.clear()
            continue
        folders[:] = sorted(each for each in folders if is_save(parent / each, root))
        found.append(parent)
    return found


def saves(root: Path) -> Iterator[None]:
    """Yield at once, then after each series of saves in a project's folders, until Ctrl-C.

    A save that happens while the caller works is not lost. Raises PublisherError if the folders
    cannot be watched.
    """
    logging.getLogger("watchfiles").setLevel(logging.ERROR)
    try:
        while True:
            folders = watched_folders(root)
            for _ in _saves_in(folders, root):
                yield
                if watched_folders(root) != folders:
                    break  # to watch the new ones
            else:
                return
    except OSError as error:  # too many folders for the system
        raise PublisherError(
            f"cannot watch files: {error}; run it again after each save"
        ) from error


def _saves_in(folders: list[Path], root: Path) -> Iterator[None]:
    """Yield when saves are noticed from then on, and after each series; end with Ctrl-C."""
    from watchfiles import watch  # noqa: PLC0415 - slow, and seldom needed

    changes = watch(
        *filter(Path.is_dir, folders),
        watch_filter=lambda _, name: is_save(Path(name), root),
        step=_QUIET,
        rust_timeout=_READY,
        yield_on_timeout=True,
        raise_interrupt=False,
        recursive=False,
        ignore_permission_denied=True,
    )
    for number, found in enumerate(changes):
        if found or not number:
            yield


def is_save(file: Path, root: Path) -> bool:
    """Return whether a save in a project may change an edition.

    Editors, publisher and git keep their own files hidden.
    """
    first, *_ = parts = file.relative_to(root).parts or ("",)
    is_temporary = file.name.endswith(("~", ".swp", ".tmp")) or not OF_PROGRAMS.isdisjoint(parts)
    return not is_temporary and first != _BUILD and not any(x.startswith(".") for x in parts)
