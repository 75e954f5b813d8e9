"""Replacing a file that somebody else may be saving at this very moment: no save is lost.

The new file changes places with the old one in one step (`renameat2` with
RENAME_EXCHANGE), and what was displaced is looked at: if it is not what was read,
somebody saved in between, and gets the file back. Where the system has no such step, the
file is compared and then renamed over, which leaves a moment open.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from publisher.base.files import temporary_sibling, write_target

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_EXCHANGE = 2  # RENAME_EXCHANGE of <linux/fs.h>
_HERE = -100  # AT_FDCWD of <fcntl.h>
_TIMEOUT = 2.0  # seconds for a program to finish a save that it has begun
_PAUSE = 0.005
_UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM})


class ChangedMeanwhileError(Exception):
    """The file is not what was read: somebody saved it since."""


def replace_if_unchanged(path: Path, content: bytes, expected: bytes | None) -> None:
    """Replace a file that holds `expected`, or make one where None is expected.

    A reader sees the old bytes or the new, never a part, and a symbolic link stays one.
    Raises ChangedMeanwhileError if the file holds anything else, which it then still
    does, and PublisherError when the folder cannot be written.
    """
    with (
        write_target(path) as target,
        _lock(target.parent),
        temporary_sibling(target, content) as new,
    ):
        if expected is None:
            _create(new, target)
        else:
            _swap(new, target, content, expected)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Keep our own updates of a folder apart; nothing is left behind."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
        os.fsync(handle)
    finally:
        os.close(handle)


def _create(new: Path, target: Path) -> None:
    try:
        os.link(new, target)
    except FileExistsError as error:
        raise ChangedMeanwhileError from error


def _swap(new: Path, target: Path, content: bytes, expected: bytes) -> None:
    if not target.exists():
        raise ChangedMeanwhileError
    if not _exchange(new, target):
        if target.read_bytes() != expected:
            raise ChangedMeanwhileError
        new.replace(target)
        return
    if _read_settled(new) == expected:
        return
    # Give back what was displaced. If a second save came in between, it is the newer one.
    _exchange(new, target)
    if _read_settled(new) != content:
        _exchange(new, target)
    raise ChangedMeanwhileError


def _exchange(one: Path, other: Path) -> bool:
    """Let two files change places in one step; False where the system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _read_settled(file: Path) -> bytes:
    """Return what a displaced file holds, once no program has it open for saving any more.

    The system grants a write lease on a file that nobody else has open.
    """
    end = time.monotonic() + _TIMEOUT
    with file.open("rb") as stream:
        while not _is_ours_alone(stream.fileno()) and time.monotonic() < end:
            time.sleep(_PAUSE)
        return stream.read()


def _is_ours_alone(handle: int) -> bool:
    try:
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno not in {errno.EAGAIN, errno.EACCES}
    return True
