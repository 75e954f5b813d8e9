"""When files were last changed, from what is the same on every machine."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from functools import cache
from typing import TYPE_CHECKING

from publisher.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def last_change(files: Sequence[Path]) -> dt.datetime | None:
    """Return when the newest of `files` was changed: never by the clock or the file system.

    SOURCE_DATE_EPOCH comes first (reproducible-builds.org), then the last commit that
    touched one of them. None where neither is there, where a file differs from its
    commit, and in a shallow clone, whose history says something else.
    """
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return _from_epoch(epoch)
    names = [f":(literal){file.resolve()}" for file in files]
    folder = files[0].parent
    if not _has_whole_history(folder):
        return None
    if _git(folder, "status", "--porcelain", "--", *names):
        return None
    committed = _git(folder, "log", "-1", "--format=%ct", "--", *names)
    return _from_epoch(committed) if committed else None


@cache
def _has_whole_history(folder: Path) -> bool:
    return _git(folder, "rev-parse", "--is-shallow-repository") == "false"


def _git(folder: Path, *arguments: str) -> str:
    try:
        result = subprocess.run(("git", *arguments), cwd=folder, capture_output=True, check=False)
    except FileNotFoundError:
        return ""
    return result.stdout.decode("utf-8", "replace").strip()


def _from_epoch(seconds: str) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise PublisherError(
            f"SOURCE_DATE_EPOCH must be a number of seconds, not {seconds!r}"
        ) from error
