"""Merge driver for git: merges the files of a catalogue; see `merge` for how.

Where there is nothing to merge message by message, because a side is no valid catalogue, git's
own merge of the lines takes its place, and leaves marks: the conflict is real.
"""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.files import write_atomically
from publisher.base.git import NOT_INSTALLED, run_git
from publisher.base.guard import guard
from publisher.base.system_packages import GIT, remedy
from publisher.catalogues import pofile
from publisher.catalogues.merge import merge_catalogues

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import polib

_MARKER_SIZE = 7  # characters of a conflict mark, unless git asks for more
# Options for the files' temporary names, the size of marks and the file's name in the project.
_OPTIONS = "--base=%O --ours=%A --theirs=%B --marker-size=%L --path=%P"
# The statuses of a merge, and of a conflict with marks. After any other, such as that of a
# missing program, git merges the lines.
_FALLBACK = "case $? in 0) ;; 2) false ;; *) git merge-file --marker-size=%L %A %O %B ;; esac"


def merge_files(
    base: Path,
    ours: Path,
    theirs: Path,
    name: Path | None = None,
    marker_size: int = _MARKER_SIZE,
) -> int:
    """Merge `theirs` into the file `ours`; return the number of conflicts.

    An empty or unreadable base counts as an empty catalogue. Raises PublisherError for a side
    that is no valid catalogue, with the file's `name` in the project; then `ours` has both
    versions, with conflict marks.
    """
    try:
        with guard(name or ours):
            sides = [pofile.parse(pofile.read(side), name or side) for side in (ours, theirs)]
            po, conflicts = merge_catalogues(_load_base(base), *sides)
            content = pofile.canonical(po, name or ours)
    except PublisherError:
        write_atomically(ours, _merge_lines(base, ours, theirs, marker_size))
        raise
    write_atomically(ours, content)
    return conflicts


def _load_base(file: Path) -> polib.POFile:
    try:
        return pofile.load(file)
    except PublisherError:  # both branches added the file, or it was broken
        return pofile.empty()


def _merge_lines(base: Path, ours: Path, theirs: Path, marker_size: int) -> bytes:
    """Return git's merge of the lines, with at least one conflict."""
    labels = [word for label in ("ours", "base", "theirs") for word in ("-L", label)]
    command = ("merge-file", "-p", f"--marker-size={marker_size}", *labels)
    # Without the base, every difference is a conflict.
    for ancestor in (base, os.devnull):
        files = (ours, ancestor, theirs)
        result = run_git(*command, *map(str, files))
        # The number of conflicts, 127 for more; above, an error.
        if 0 < result.returncode < 128:  # noqa: PLR2004 - see above
            return result.stdout
    start, middle, end = (mark * marker_size for mark in (b"<", b"=", b">"))
    content = (start, b" ours\n", ours.read_bytes(), b"\n", middle, b"\n")
    return b"".join((*content, theirs.read_bytes(), b"\n", end, b" theirs\n"))


def install_merge_driver(root: Path, command: Sequence[str]) -> None:
    """Configure `command` as the merge driver of .gitattributes in the clone at `root`.

    Raises PublisherError if `root` is in no repository, git refuses, or there is no git.
    """
    status = run_git("rev-parse", "--git-dir", folder=root).returncode
    if status == NOT_INSTALLED:
        raise PublisherError(f"git is not installed; {remedy([GIT])}")
    if status:
        raise PublisherError("there is no git repository; make one first", file=root)
    words = shlex.join(command).replace("%", "%%")  # git's own placeholders begin with a %
    driver = f"{words} {_OPTIONS}; {_FALLBACK}"
    for key, value in (("name", "gettext catalogues"), ("driver", driver)):
        result = run_git("config", f"merge.gettext.{key}", value, folder=root)
        if result.returncode:
            problem = result.stderr.decode(errors="replace").strip()
            raise PublisherError(f"git: {problem}; correct that and run again", file=root)
