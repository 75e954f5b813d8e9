"""Rewriting of a catalogue file that a translator may be saving; no save is lost.

The file is replaced only if nobody saved it since it was read; otherwise it is read again,
and rewritten from that save.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from publisher.base.compare_and_swap import (
    ChangedMeanwhileError,
    is_saved_since,
    replace_if_unchanged,
)
from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.catalogues.catalogue_file import CatalogueFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_PATIENCE = 10.0  # seconds with a program that saves again and again


def rewrite(file: CatalogueFile, change: Callable[[CatalogueFile], bytes]) -> CatalogueFile:
    """Replace a catalogue by `change(file)` if that differs; return the new one.

    If somebody saves it meanwhile, `change` is called again, with that save. Raises
    ChangedMeanwhileError after ten seconds of that, and the errors of `change`.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return _rewrite_once(file, change)
        except ChangedMeanwhileError:
            if time.monotonic() > end:
                raise
        file = _read_again(file.path)


def _rewrite_once(file: CatalogueFile, change: Callable[[CatalogueFile], bytes]) -> CatalogueFile:
    try:
        content = change(file)
    except PublisherError as error:
        # Half of a save that was under way is no valid catalogue.
        if file.raw is not None and is_saved_since(file.path, file.raw):
            raise ChangedMeanwhileError(file.path) from error
        raise
    if content == file.raw:
        return file
    replace_if_unchanged(file.path, content, file.raw)
    return CatalogueFile(file.path, content, pofile.parse_canonical)


def _read_again(path: Path) -> CatalogueFile:
    # A link to a missing file counts as missing, too: it is created.
    return CatalogueFile(path, pofile.read(path) if path.exists() else None)
