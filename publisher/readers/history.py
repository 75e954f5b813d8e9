"""When a seed was last changed, from what is the same on every machine."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from typing import TYPE_CHECKING

from publisher.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path


def modified(file: Path) -> dt.datetime | None:
    """Return when `file` was last changed, or None: never the clock, nor the file's own time.

    SOURCE_DATE_EPOCH comes first (reproducible-builds.org), then the last commit that
    touched the file.
    """
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return _from_epoch(epoch)
    command = ("git", "log", "-1", "--format=%ct", "--", file.name)
    try:
        result = subprocess.run(command, cwd=file.parent, capture_output=True, check=False)
    except FileNotFoundError:
        return None
    committed = result.stdout.decode("ascii", "replace").strip()
    return _from_epoch(committed) if committed else None


def _from_epoch(seconds: str) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(
            f"SOURCE_DATE_EPOCH must be a number of seconds, not {seconds!r}"
        ) from error
