"""Watching: notice saves of the files that editions are made of."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from watchfiles import Change

    from publisher.project.config import Config

_READY = 100  # milliseconds: after this time without a save, the first build begins
_QUIET = 50  # milliseconds without a save that end a series of them


def watched_folders(config: Config) -> list[Path]:
    """Return the folders that hold seeds, catalogues, layouts and fonts, those that exist."""
    seeds = config.find_seeds()
    bases = dict.fromkeys(seeds.base_of(slug) for slug in seeds.files)
    folders = [*bases, config.locales, config.templates.own, *config.fonts]
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def saves(folders: list[Path]) -> Iterator[None]:
    """Yield at once, then after each series of saves in the folders, until Ctrl-C.

    A save that happens while the caller works is not lost. Raises PublisherError if the folders
    cannot be watched.
    """
    from watchfiles import watch  # noqa: PLC0415 - slow, and seldom needed

    logging.getLogger("watchfiles").setLevel(logging.ERROR)
    changes = watch(
        *folders,
        watch_filter=_is_save,
        step=_QUIET,
        rust_timeout=_READY,
        yield_on_timeout=True,
        raise_interrupt=False,
        ignore_permission_denied=True,
    )
    try:
        next(changes)  # from here on, saves are noticed
        yield
        for found in changes:
            if found:
                yield
    except OSError as error:  # too many folders for the system
        raise PublisherError(
            f"cannot watch files: {error}; run it again after each save"
        ) from error


def _is_save(_change: Change, name: str) -> bool:
    """Return whether a file is not hidden: editors and publisher keep temporary files so."""
    file = name.rpartition("/")[2]
    return not file.startswith(".") and not file.endswith(("~", ".swp", ".tmp"))
