"""When files were last changed, from what is the same on every machine."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from functools import cached_property
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_COMMIT = "\x01"  # begins what git says of a commit, as no file's name does


class History:
    """The history of the files in a folder: never the clock's or the file system's.

    git is asked once for all of them, and only when somebody wants to know.
    """

    def __init__(self, root: Path) -> None:
        self._given, self._root = root, root.resolve()

    def last_change(self, files: Iterable[Path]) -> dt.datetime | None:
        """Return when the newest of `files` was changed.

        SOURCE_DATE_EPOCH comes first (reproducible-builds.org), then the last commit that
        touched one of them. None where neither is there, where a file differs from its
        commit, and in a shallow clone, whose history says something else.
        """
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            return _from_epoch(epoch)
        names = [os.path.relpath(file.resolve(), self._root) for file in files]
        if not self.head or not self._changed.isdisjoint(names):
            return None
        committed = [self._committed[name] for name in names if name in self._committed]
        return _from_epoch(max(committed)) if committed else None

    def state(self, files: Iterable[Path]) -> str:
        """Name the state that `last_change` depends on, without a look at the history.

        It is the same only where that gives the same for the same files.
        """
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            return epoch
        if not self.head:
            return ""
        names = {os.path.relpath(file, self._given) for file in files}
        return " ".join([self.head, *sorted(names & self._changed)])

    @property
    def head(self) -> str:
        """The last commit, or nothing where the whole history is not there."""
        return self._place[0]

    @cached_property
    def _place(self) -> tuple[str, str]:
        """The last commit, and this folder's place in the repository."""
        found = self._git("rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD")
        shallow, _, rest = found.partition("\n")
        prefix, _, head = rest.removesuffix("\n").rpartition("\n")
        return (head, prefix) if shallow == "false" else ("", "")

    @cached_property
    def _changed(self) -> frozenset[str]:
        """The files that differ from their commit, or are in none."""
        status = self._git("status", "--porcelain", "-z", "--no-renames", "-uall", "--", ".")
        _, prefix = self._place
        return frozenset(line[3:].removeprefix(prefix) for line in status.split("\0") if line)

    @cached_property
    def _committed(self) -> dict[str, int]:
        """When each file was last committed, in seconds since 1970."""
        found: dict[str, int] = {}
        seconds = 0
        # Of a merge, what neither side had (-c); names as they are, in this folder (-z, relative).
        form = f"--format={_COMMIT}%ct"
        log = self._git("log", form, "--name-only", "-z", "-c", "--relative", "--", ".")
        for part in log.split("\0"):
            if part.startswith(_COMMIT):
                seconds = int(part.removeprefix(_COMMIT))
            elif name := part.removeprefix("\n"):
                found.setdefault(name, seconds)
        return found

    def _git(self, *arguments: str) -> str:
        # Without locks: somebody may be committing.
        command = ("git", "--no-optional-locks", *arguments)
        try:
            result = subprocess.run(command, cwd=self._root, capture_output=True, check=False)
        except FileNotFoundError:
            return ""
        return result.stdout.decode("utf-8", "surrogateescape")


def _from_epoch(seconds: str | int) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise PublisherError(
            f"SOURCE_DATE_EPOCH must be a number of seconds, not {seconds!r}"
        ) from error
