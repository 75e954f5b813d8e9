"""Rewriting of a catalogue file that a translator may be saving; no save is lost.

The file is replaced only if nobody saved it since it was read; otherwise it is read again,
and rewritten from that save.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from publisher.base.compare_and_swap import ChangedMeanwhileError, replace_if_unchanged
from publisher.catalogues import pofile
from publisher.catalogues.catalogue_file import CatalogueFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_PATIENCE = 10.0  # seconds with a program that saves again and again


def rewrite(file: CatalogueFile, change: Callable[[CatalogueFile], bytes]) -> CatalogueFile:
    """Replace a catalogue by `change(file)` if that differs; return the new one.

    If somebody saves it meanwhile, `change` is called again, with that save. Raises
    ChangedMeanwhileError after ten seconds of that.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        content = change(file)
        if content == file.raw:
            return file
        try:
            replace_if_unchanged(file.path, content, file.raw)
        except ChangedMeanwhileError:
            if time.monotonic() > end:
                raise
            file = _read_again(file.path)
        else:
            return CatalogueFile(file.path, content)


def _read_again(path: Path) -> CatalogueFile:
    # A link to a missing file counts as missing, too: it is created.
    return CatalogueFile(path, pofile.read(path) if path.exists() else None)
