"""Compare-and-swap for files: replace one that another program may be saving, losing no save.

The new file is exchanged with the old one atomically, and the displaced content is compared
with the expected one. If they differ, another program has saved in between, and its file is
exchanged back.

A process can die between any two of these steps. So the name of the displaced file states
digests of the contents read and written: a file with one of these contents may be
deleted, any other is somebody's save. Errors, Ctrl-C and the next run (`leftovers`) all settle
a displaced file by this rule.

Where the file system has neither an exchange nor hard links, the file is compared and then
renamed over, which leaves a short race.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Self

from publisher.base.errors import PublisherError
from publisher.base.files import TEMPORARY_SUFFIX, temporary_sibling, write_target
from publisher.base.locks import is_open_for_writing, lock_folder
from publisher.base.renames import exchange, rename_new

if TYPE_CHECKING:
    from pathlib import Path

SAVE_TIMEOUT = 2.0  # seconds for another program to finish a save
_POLL_INTERVAL = 0.005  # seconds
_DIGITS = 12  # hexadecimal: 48 bits tell a handful of versions apart
_NAME = re.compile(
    rf"\.(?P<target>.+)\.\w{{8}}-(?P<before>[0-9a-f]{{{_DIGITS}}})"
    rf"-(?P<after>[0-9a-f]{{{_DIGITS}}}){re.escape(TEMPORARY_SUFFIX)}",
    re.DOTALL,
)


class ChangedMeanwhileError(PublisherError):
    """The file no longer has the expected content: another program has saved it, or is saving.

    The message asks to run again.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(
            "was saved by another program meanwhile, or is open for writing there; run again",
            file=file,
        )


class Settled(Enum):
    """Former content of a displaced file, and its fate."""

    OURS = "no save of another program; deleted"
    RETURNED = "a save; back in its place"
    KEPT = "a save; kept, because a later one is in its place"


@dataclass(frozen=True)
class Displaced:
    """A file that changes places with the target, under a name that outlives the process.

    `before` and `after` are the digests of the contents read and written.
    """

    file: Path
    target: Path
    before: str
    after: str

    @classmethod
    def beside(cls, target: Path, before: bytes, after: bytes) -> Self:
        """Return one with a new name beside the target."""
        digests = _digest(before), _digest(after)
        return cls(_new_name(target, *digests), target, *digests)

    @classmethod
    def parse(cls, file: Path) -> Self | None:
        """Return the displaced file with this name; None for any other file."""
        found = _NAME.fullmatch(file.name)
        return found and cls(
            file, file.with_name(found["target"]), found["before"], found["after"]
        )

    def exchange(self) -> bool:
        """Exchange the file with the target; return False if the file system cannot do it."""
        return exchange(self.file, self.target, _new_name(self.target, self.before, self.after))

    def settle(self, patience: float) -> Settled:
        """Delete the file if it is ours; otherwise return it to its place.

        A file that is still open for writing after `patience` seconds is a save. Raises
        OSError, and deletes nothing, if a file cannot be read.
        """
        found = _settled_digest(self.file, patience)
        if found in self._ours:
            self.file.unlink()
            return Settled.OURS
        if not self.target.exists():
            rename_new(self.file, self.target)
            return Settled.RETURNED
        present = _digest(self.target.read_bytes())
        if found == present or self.file.samefile(self.target):
            self.file.unlink()
            return Settled.RETURNED
        return self._return(patience) if present in self._ours else Settled.KEPT

    def _return(self, patience: float) -> Settled:
        self.exchange()
        if _settled_digest(self.file, patience) in self._ours:
            self.file.unlink()
            return Settled.RETURNED
        self.exchange()  # somebody saved in between, which is the later save
        return Settled.KEPT

    @property
    def _ours(self) -> set[str]:
        """Digests of contents that are no save of another program."""
        return {self.before, self.after}


def replace_if_unchanged(path: Path, content: bytes, expected: bytes | None) -> None:
    """Replace the content `expected` of a file, or create the file if None is expected.

    Readers see the old bytes or the new ones, never a part. A symbolic link is followed.
    Raises ChangedMeanwhileError if the file has other content, which is kept, or is still
    being written, and PublisherError if the folder cannot be written.
    """
    with write_target(path) as target, lock_folder(target.parent):
        try:
            if expected is None:
                with temporary_sibling(target, content) as new:
                    rename_new(new, target)
            else:
                _swap(target, content, expected)
        except (FileExistsError, FileNotFoundError) as error:
            raise ChangedMeanwhileError(path) from error


def is_saved_since(path: Path, content: bytes) -> bool:
    """Return whether another program has saved a file since it had `content`.

    Waits for a save that is under way. Raises ChangedMeanwhileError for one that does not end.
    """
    try:
        found = _settled_digest(path, SAVE_TIMEOUT)
    except OSError:
        return True
    if found is None:
        raise ChangedMeanwhileError(path)
    return found != _digest(content)


def _swap(target: Path, content: bytes, expected: bytes) -> None:
    displaced = Displaced.beside(target, expected, content)
    # Before anything moves: most saves are found here.
    if _settled_digest(target, SAVE_TIMEOUT) != displaced.before:
        raise ChangedMeanwhileError(target)
    with temporary_sibling(target, content) as new:
        new.rename(displaced.file)
    own = displaced.file.stat()
    try:
        if not displaced.exchange():
            displaced.file.replace(target)
            return
        settled = displaced.settle(SAVE_TIMEOUT)
    except BaseException:
        with suppress(OSError):
            # First without reading, which needs a file handle and may be what failed.
            if os.path.samestat(own, target.stat()):
                displaced.exchange()
            displaced.settle(patience=0)
        raise
    if settled is not Settled.OURS:
        raise ChangedMeanwhileError(target)


def _new_name(target: Path, before: str, after: str) -> Path:
    name = f".{target.name}.{os.urandom(4).hex()}-{before}-{after}{TEMPORARY_SUFFIX}"
    return target.with_name(name)


def _settled_digest(file: Path, patience: float) -> str | None:
    """Return the digest of a file's content once no other program has it open for writing.

    None if one still has after `patience` seconds.
    """
    end = time.monotonic() + patience
    with file.open("rb") as stream:
        while is_open_for_writing(stream.fileno()):
            if time.monotonic() >= end:
                return None
            time.sleep(_POLL_INTERVAL)
        content = stream.read()
        return None if is_open_for_writing(stream.fileno()) else _digest(content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_DIGITS]
