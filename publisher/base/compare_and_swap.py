"""Compare-and-swap for files: replace one that another program may be saving, losing no save.

The new file is exchanged with the old one atomically (`renameat2` with RENAME_EXCHANGE),
and the displaced content is compared with the expected one. If they differ, another
program has saved in between, and its file is exchanged back. On systems without the
exchange, the file is compared and then renamed over, which leaves a short race.
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

_RENAME_EXCHANGE = 2  # <linux/fs.h>
_AT_FDCWD = -100  # <fcntl.h>
_SAVE_TIMEOUT = 2.0  # seconds for another program to finish a save
_POLL_INTERVAL = 0.005  # seconds
_UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM})


class ChangedMeanwhileError(Exception):
    """The file no longer has the expected content: another program has saved it."""


def replace_if_unchanged(path: Path, content: bytes, expected: bytes | None) -> None:
    """Replace the content `expected` of a file, or create the file if None is expected.

    Readers see the old bytes or the new ones, never a part. A symbolic link is followed.
    Raises ChangedMeanwhileError if the file has other content, which is kept, and
    PublisherError if the folder cannot be written.
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
    """Lock a folder against our own other updates, without a lock file."""
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
    # Exchange back; if a second save came in between, it is the newer one: exchange again.
    _exchange(new, target)
    if _read_settled(new) != content:
        _exchange(new, target)
    raise ChangedMeanwhileError


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two files atomically; return False if the system does not support it."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _read_settled(file: Path) -> bytes:
    """Return the content of a displaced file once no other program has it open.

    The timeout is `_SAVE_TIMEOUT`.
    """
    end = time.monotonic() + _SAVE_TIMEOUT
    with file.open("rb") as stream:
        while not _is_open_only_here(stream.fileno()) and time.monotonic() < end:
            time.sleep(_POLL_INTERVAL)
        return stream.read()


def _is_open_only_here(handle: int) -> bool:
    """Return whether no one else has the file open: only then is a write lease granted."""
    try:
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno not in {errno.EAGAIN, errno.EACCES}
    return True
