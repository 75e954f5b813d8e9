"""Reading and replacing files: small enough, regular, and only ever whole."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.base.characters import CONTROL
from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_atomically(path: Path, content: bytes) -> bool:
    """Replace `path` by `content` and say whether that changed anything.

    A reader sees the old bytes or the new, never a part: the content goes to a
    temporary file beside it, is synced, and is renamed over it. A file that holds
    these bytes already is not touched. A symbolic link stays one; what it points at
    is replaced. Raises PublisherError when the folder cannot be written or is full.
    """
    with write_target(path) as target:
        if target.is_file() and target.read_bytes() == content:
            return False
        with temporary_sibling(target, content) as new:
            new.replace(target)
    return True


@contextmanager
def write_target(path: Path) -> Iterator[Path]:
    """Give the file that `path` means, in a folder that is there; tell what goes wrong."""
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        yield target
    except (OSError, RuntimeError) as error:  # a loop of symbolic links is a RuntimeError
        reason = getattr(error, "strerror", None) or str(error).partition(":")[0]
        raise PublisherError(
            f"cannot write: {reason[:1].lower() + reason[1:]};"
            " make room or allow writing, and run again",
            file=path,
        ) from error


@contextmanager
def temporary_sibling(target: Path, content: bytes) -> Iterator[Path]:
    """Write a whole file beside the target, synced; what lies there in the end is deleted."""
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            os.fchmod(stream.fileno(), mode)
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def open_regular(path: Path, *, limit: int) -> BytesIO:
    """Read a regular file of at most `limit` bytes whole. Raises PublisherError."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise PublisherError("is not a file; put one in its place", file=path)
        with path.open("rb") as stream:
            raw = stream.read(limit + 1)
    except OSError as error:
        raise PublisherError(f"cannot read: {error.strerror}", file=path) from error
    if len(raw) > limit:
        raise PublisherError(
            f"larger than {limit // 2**20} MiB; split it into several files", file=path
        )
    return BytesIO(raw)


def read_text(path: Path, *, limit: int) -> str:
    """Read a regular UTF-8 text file of at most `limit` bytes, with any line ends made line feeds.

    A byte order mark is dropped. Raises PublisherError, with the line, for anything
    that is not UTF-8 and for control characters, which no font can show.
    """
    return decoded(open_regular(path, limit=limit).getvalue(), path)


def decoded(raw: bytes, path: Path) -> str:
    """Decode what stands in a text file, as `read_text` does."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PublisherError(
            f"not UTF-8 (byte 0x{raw[error.start]:02x}); save the file as UTF-8",
            file=path,
            line=raw.count(b"\n", 0, error.start) + 1,
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if control := CONTROL.search(text):
        raise PublisherError(
            f"control character U+{ord(control[0]):04X} cannot be printed; delete it",
            file=path,
            line=text.count("\n", 0, control.start()) + 1,
        )
    return text
