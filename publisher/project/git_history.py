"""Dates of the last change of files, from sources that are the same on every machine."""

from __future__ import annotations

import datetime as dt
import os
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.errors import PublisherError
from publisher.base.git import run_git

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_COMMIT = "\x01"  # begins a commit in git's log; no file name contains it


class _Repository(NamedTuple):
    """Last commit, the path of a folder in its repository, and whether the history is cut off."""

    head: str = ""
    prefix: str = ""
    is_shallow: bool = False


class History:
    """History of the files in a folder, without the clock and the file system's times.

    git runs once for all files, on first use.
    """

    def __init__(self, root: Path) -> None:
        self._folder, self._root = root, root.resolve()

    def last_change(self, files: Iterable[Path]) -> dt.datetime | None:
        """Return the date of the last change to any of `files`.

        It is SOURCE_DATE_EPOCH if set (reproducible-builds.org), else the date of the last
        commit that changed one of them. None without either, for a file that differs from
        its commit, and in a shallow clone, whose history is incomplete.
        """
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            return _from_epoch(epoch)
        names = [os.path.relpath(file.resolve(), self._root) for file in files]
        if not self.head or not self._changed.isdisjoint(names):
            return None
        committed = [self._committed[name] for name in names if name in self._committed]
        return _from_epoch(max(committed)) if committed else None

    def state(self, files: Iterable[Path]) -> str:
        """Return a fingerprint of the state that `last_change` depends on.

        It is cheaper than the history; an equal state gives equal dates.
        """
        if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
            return epoch
        if not self.head:
            return ""
        names = {os.path.relpath(file, self._folder) for file in files}
        return " ".join([self.head, *sorted(names & self._changed)])

    @property
    def head(self) -> str:
        """Last commit; empty without a complete history."""
        return self._repository.head

    @property
    def problem(self) -> PublisherError | None:
        """Reason why no file has a date, although there is a repository."""
        if os.environ.get("SOURCE_DATE_EPOCH") or not self._repository.is_shallow:
            return None
        problem = "this clone has only the last commits, so that pages have no dates of changes"
        return PublisherError(f"{problem}; run: git fetch --unshallow")

    @cached_property
    def _repository(self) -> _Repository:
        """Last commit, and the path of this folder in the repository."""
        found = self._git("rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD")
        shallow, _, rest = found.partition("\n")
        prefix, _, head = rest.removesuffix("\n").rpartition("\n")
        if shallow == "false":
            return _Repository(head, prefix)
        return _Repository(is_shallow=shallow == "true")

    @cached_property
    def _changed(self) -> frozenset[str]:
        """Files that differ from their commit, or are in none."""
        options = ("--porcelain", "-z", "--no-renames", "-uall", "--ignore-submodules=all")
        status = self._git("status", *options, "--", ".")
        prefix = self._repository.prefix
        return frozenset(line[3:].removeprefix(prefix) for line in status.split("\0") if line)

    @cached_property
    def _committed(self) -> dict[str, int]:
        """Date of each file's last commit, in seconds since 1970."""
        found: dict[str, int] = {}
        seconds = 0
        # -c: of a merge only changes against both parents; -z: names unquoted.
        form = f"--format={_COMMIT}%ct"
        log = self._git("log", form, "--name-only", "-z", "-c", "--relative", "--", ".")
        for part in log.split("\0"):
            if part.startswith(_COMMIT):
                seconds = int(part.removeprefix(_COMMIT))
            elif name := part.removeprefix("\n"):
                found.setdefault(name, seconds)
        return found

    def _git(self, *arguments: str) -> str:
        """Return the output of git; empty without git, a repository or a commit."""
        result = run_git(*arguments, folder=self._root)
        return "" if result.returncode else result.stdout.decode("utf-8", "surrogateescape")


def _from_epoch(seconds: str | int) -> dt.datetime:
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise PublisherError(
            f"SOURCE_DATE_EPOCH must be a number of seconds, not {seconds!r}"
        ) from error
