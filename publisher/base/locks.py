"""Locks against our own other processes, and the question whether a file is being written."""

from __future__ import annotations

import fcntl
import os
import signal
from contextlib import contextmanager
from errno import EAGAIN
from typing import TYPE_CHECKING

from publisher.base.renames import UNSUPPORTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOCK_NAME = ".lock.publisher"


@contextmanager
def lock_folder(folder: Path) -> Iterator[bool]:
    """Lock a folder against our own other writers; yield whether the file system can do that.

    NFS locks files only: there, a hidden file in the folder is locked. At the end, the
    folder is synced, so that renames in it outlive a power failure.
    """
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if lock(handle):
            yield True
        else:
            with (folder / _LOCK_NAME).open("ab") as file:
                yield lock(file.fileno())
        _sync(handle)
    finally:
        os.close(handle)


def lock(handle: int) -> bool:
    """Wait for the lock of an open file; return False if its file system has no locks."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise
        return False
    return True


def is_locked(handle: int) -> bool | None:
    """Return whether a process holds the lock of an open file; None if there are no locks."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise
        return None
    return False


def is_open_for_writing(handle: int) -> bool:
    """Return whether another program can still write into an open file.

    The kernel grants a read lease only if none can (fcntl(2), F_SETLEASE). It grants none for
    files of other users, on NFS and on other systems than Linux: there, the answer is no.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        # A program that opens the file during the lease sends a signal. SIGIO would end us.
        fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == EAGAIN
    return False


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise
