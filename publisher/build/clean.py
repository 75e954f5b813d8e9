"""Deletion of all that publisher built; other programs can use `build/` too."""

from __future__ import annotations

import contextlib
import shutil
from errno import ENOTDIR
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError, reason_of
from publisher.base.files import is_there
from publisher.build import proofs
from publisher.outputs import DRAFTS, OUTPUTS
from publisher.project.exchange import MEMORIES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TASKS = ("catalogues", "check", "status", "update")
_FOLDERS = {proofs.FOLDER, MEMORIES, DRAFTS, *(output.folder for output in OUTPUTS.values())}
_RECORDS = tuple(f"{x}.sqlite" for x in (*(o.folder for o in OUTPUTS.values()), *_TASKS))


def clean(build: Path) -> Iterator[PublisherError]:
    """Delete publisher's folders and files in `build`, and that if it is empty then.

    Yields an error for each that stays.
    """
    if is_there(build) and not build.is_dir():
        yield PublisherError("is not a folder; move it away and run again", file=build)
        return
    for path in sorted(build.glob("*")):
        if path.name in _FOLDERS or path.name.startswith(_RECORDS):
            yield from delete(path)
    with contextlib.suppress(OSError):  # it is not empty, or a link
        build.rmdir()


def delete(path: Path) -> Iterator[PublisherError]:
    """Delete a folder or file, if there is one; yield an error if it stays."""
    try:
        if path.is_symlink() or path.is_file():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            raise NotADirectoryError(ENOTDIR, "", path)
    except OSError as error:
        yield PublisherError(f"cannot delete all of it: {reason_of(error)}", file=path)
