"""Watching: notice saves of the files that editions are made of."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.project.config import Config

_READY = 100  # milliseconds: after this time without a save, the first build begins
_QUIET = 50  # milliseconds without a save that end a series of them


def watched_folders(config: Config) -> list[Path]:
    """Return the folders that hold seeds, catalogues, layouts and fonts, those that exist."""
    seeds = config.find_seeds()
    bases = dict.fromkeys(seeds.base_of(slug) for slug in seeds.files)
    folders = [*bases, config.locales, config.templates.own, *config.fonts]
    return [folder for folder in dict.fromkeys(folders) if folder.is_dir()]


def saves(folders: list[Path], config: Config) -> Iterator[None]:
    """Yield at once, then after each series of saves in the folders, until Ctrl-C.

    A save that happens while the caller works is not lost. Raises PublisherError if the folders
    cannot be watched.
    """
    from watchfiles import watch  # noqa: PLC0415 - slow, and seldom needed

    logging.getLogger("watchfiles").setLevel(logging.ERROR)
    changes = watch(
        *folders,
        watch_filter=lambda _, name: is_save(Path(name), config),
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


def is_save(file: Path, config: Config) -> bool:
    """Return whether a save may change an edition.

    Editors, publisher and git keep their own files hidden. The folder of a site's pages can
    contain the files that publisher builds.
    """
    if file.name.endswith(("~", ".swp", ".tmp")) or file.is_relative_to(config.build):
        return False
    is_inner = file.is_relative_to(config.root)
    inner = file.relative_to(config.root) if is_inner else Path(file.name)
    return not any(part.startswith(".") for part in inner.parts)
