"""Renames that Python lacks: an exchange of two files, and one that replaces nothing.

Both are Linux's `renameat2`. Where a file system lacks them, hard links take their place
(NFS), and where it lacks links as well (exFAT, FAT before Linux 6.0), the caller is told so.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_RENAME_NOREPLACE, _RENAME_EXCHANGE = 1, 2  # <linux/fs.h>
_AT_FDCWD = -100  # <fcntl.h>

# Error numbers of operations that a file system or a sandbox does not offer.
UNSUPPORTED = frozenset(
    {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM, errno.EBADF, errno.ENOLCK}
)


def exchange(one: Path, other: Path, spare: Path) -> bool:
    """Exchange two files; return False if the file system cannot do it, and nothing happened.

    With hard links only, `spare` is the second name of `other` meanwhile. Readers of `other`
    see one file or the other. Raises OSError.
    """
    if _rename(one, other, _RENAME_EXCHANGE):
        return True
    try:
        os.link(other, spare)
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise
        return False
    one.replace(other)
    spare.replace(one)
    return True


def rename_new(file: Path, target: Path) -> None:
    """Rename a file, and replace none. Raises FileExistsError, and other OSErrors.

    Without `renameat2` and hard links, another program has a moment to create the target.
    """
    if _rename(file, target, _RENAME_NOREPLACE):
        return
    try:
        os.link(file, target)
    except OSError as error:
        if error.errno not in UNSUPPORTED:
            raise
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
        file.rename(target)
    else:
        file.unlink()


def _rename(file: Path, target: Path, flags: int) -> bool:
    """Rename by `renameat2`; return False if the system does not support these flags."""
    import ctypes  # noqa: PLC0415 - slow, and only for writers of catalogues

    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:
        return False
    if rename(_AT_FDCWD, os.fsencode(file), _AT_FDCWD, os.fsencode(target), flags) == 0:
        return True
    code = ctypes.get_errno()
    if code in UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(target))
