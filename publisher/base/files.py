"""Bounded reads of regular files, and atomic replacement."""

from __future__ import annotations

import os
import stat
from contextlib import ExitStack, contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from publisher.base.characters import CONTROL
from publisher.base.errors import PublisherError, reason_of
from publisher.base.locks import lock
from publisher.base.noted_files import note_file
from publisher.base.renames import UNSUPPORTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEMPORARY_SUFFIX = ".publisher"


def write_atomically(path: Path, content: bytes) -> bool:
    """Replace `path` by `content`; return whether that changed anything.

    Readers see the old bytes or the new ones, never a part: the content is written to a
    temporary file in the same folder, synced, and renamed over the target. A file that
    already has this content is not touched. A symbolic link is followed: its target is
    replaced. Raises PublisherError if the folder cannot be written or the disk is full.
    """
    with write_target(path) as target:
        if not differs(target, content):
            return False
        with temporary_sibling(target, content) as new:
            new.replace(target)
    return True


def differs(path: Path, content: bytes) -> bool:
    """Return whether a file has other content, or does not exist."""
    return not path.is_file() or path.read_bytes() != content


@contextmanager
def write_target(path: Path) -> Iterator[Path]:
    """Yield the file that `path` resolves to, creating its folder.

    An OSError in the body becomes a PublisherError.
    """
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        yield target
    except (OSError, RuntimeError) as error:  # a loop of symbolic links is a RuntimeError
        raise PublisherError(f"cannot write: {reason_of(error)}", file=path) from error


@contextmanager
def temporary_sibling(target: Path, content: bytes) -> Iterator[Path]:
    """Yield a temporary file beside the target, written and synced; delete it at the end.

    It has the target's permissions, or those of a new file, and is locked meanwhile, so that
    no other run takes it for a leftover.
    """
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    with ExitStack() as stack:
        stream, file = stack.enter_context(_created_beside(target))
        while not _is_locked_in_time(stream):
            stream, file = stack.enter_context(_created_beside(target))
        _set_mode(stream.fileno(), mode)
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
        yield file


@contextmanager
def _created_beside(target: Path) -> Iterator[tuple[BinaryIO, Path]]:
    file = target.with_name(f".{target.name}.{os.urandom(4).hex()}{TEMPORARY_SUFFIX}")
    try:
        # Created in this block: a signal meanwhile, which ends the program, deletes it too.
        with open(file, "xb", opener=_open_private) as stream:
            yield stream, file
    finally:
        file.unlink(missing_ok=True)


def _open_private(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _is_locked_in_time(stream: BinaryIO) -> bool:
    """Lock a new file; return False if another run has swept it before."""
    lock(stream.fileno())
    return os.fstat(stream.fileno()).st_nlink > 0


def _set_mode(handle: int, mode: int) -> None:
    if stat.S_IMODE(os.fstat(handle).st_mode) == mode:
        return
    try:
        os.fchmod(handle, mode)
    except OSError as error:
        if error.errno not in UNSUPPORTED:  # FAT has no permissions
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def open_regular(path: Path, *, limit: int) -> BytesIO:
    """Read a regular file of at most `limit` bytes. Raises PublisherError."""
    note_file(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise PublisherError("is not a file; replace it with one", file=path)
        with path.open("rb") as stream:
            raw = stream.read(limit + 1)
    except OSError as error:
        raise PublisherError(f"cannot read: {reason_of(error)}", file=path) from error
    if len(raw) > limit:
        raise PublisherError(
            f"larger than {limit // 2**20} MiB; split it into several files", file=path
        )
    return BytesIO(raw)


def is_inside(path: Path, folder: Path) -> bool:
    """Return whether a path leads into a folder. Raises PublisherError for a loop of links."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError) as error:
        raise PublisherError("is a loop of symbolic links; delete it", file=path) from error


def is_there(path: Path) -> bool:
    """Return whether a path exists; a link that leads nowhere does, as reading it reports it."""
    note_file(path)
    return os.path.lexists(path)


def read_text(path: Path, *, limit: int) -> str:
    """Read a regular UTF-8 text file of at most `limit` bytes; see `decode_text`."""
    return decode_text(open_regular(path, limit=limit).getvalue(), path)


def decode_text(raw: bytes, path: Path) -> str:
    """Decode the bytes of a text file; see `decode_utf8`.

    Raises PublisherError, with the line, also for control characters, which no font can show.
    """
    text = decode_utf8(raw, path)
    if control := CONTROL.search(text):
        raise PublisherError(
            f"control character U+{ord(control[0]):04X} cannot be printed; delete it",
            file=path,
            line=text.count("\n", 0, control.start()) + 1,
        )
    return text


def decode_utf8(raw: bytes, path: Path) -> str:
    """Decode bytes, with any line ends normalised to line feeds; drop a byte order mark.

    Raises PublisherError, with the line, for anything that is not UTF-8.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PublisherError(
            f"not UTF-8 (byte 0x{raw[error.start]:02x}); save the file as UTF-8",
            file=path,
            line=raw.count(b"\n", 0, error.start) + 1,
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
