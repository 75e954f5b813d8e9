"""Errors in the input or the environment: one clear line each, never a traceback."""

from __future__ import annotations

import errno
import os
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Remedies of the system's errors, by number.
_REMEDIES = MappingProxyType(
    {
        **dict.fromkeys((errno.EACCES, errno.EPERM), "allow access"),
        errno.EROFS: "allow writing",
        **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "make room"),
        errno.ENOENT: "check the name",
        errno.ELOOP: "delete the link",
        **dict.fromkeys((errno.EISDIR, errno.ENOTDIR, errno.EEXIST), "move it away"),
        **dict.fromkeys((errno.EMFILE, errno.ENFILE, errno.ENOMEM), "end other programs"),
        **dict.fromkeys((errno.EBUSY, errno.ETXTBSY), "close it in other programs"),
        errno.EIO: "check the disk",
        errno.ENAMETOOLONG: "shorten it",
    }
)
_CUT = " […] "
_HEAD, _TAIL = 175, 120  # characters of a long message that are kept


def shortened(message: str) -> str:
    """Return a message of at most 300 characters: its middle, where it quotes input, is cut."""
    if len(message) <= _HEAD + len(_CUT) + _TAIL:
        return message
    return message[:_HEAD] + _CUT + message[-_TAIL:]


def reason_of(error: OSError | RuntimeError) -> str:
    """Return why the system refuses a file, with the remedy; a RuntimeError is a loop of links."""
    number = error.errno if isinstance(error, OSError) else errno.ELOOP
    words = os.strerror(number) if number else str(error)
    return f"{words[:1].lower()}{words[1:]}; {_REMEDIES.get(number or 0, 'fix it')} and run again"


class PublisherError(Exception):
    """Bad input, configuration or environment.

    The message is one line of at most 300 characters: the problem and its remedy. `file` and
    `line` (from 1) locate the problem, where it has a location. `others` are errors of other
    files with the same consequence, to be reported with this one.
    """

    def __init__(
        self,
        message: str,
        *,
        file: Path | None = None,
        line: int | None = None,
        others: Iterable[PublisherError] = (),
    ) -> None:
        self.message = shortened(message)
        super().__init__(self.message)
        self.file = file
        self.line = line
        self.others = tuple(others)

    @classmethod
    def of_all(cls, errors: Iterable[PublisherError]) -> PublisherError | None:
        """Return the first of some errors, with the others; None if there are none."""
        found = list(errors)
        if not found:
            return None
        first, *others = found
        return cls(first.message, file=first.file, line=first.line, others=others)

    @property
    def location(self) -> str:
        """File and line of the problem, as printed: `seeds/bridge.md:3`; empty if it has none."""
        if self.file is None:
            return ""
        location = shortened(os.path.relpath(self.file))
        return _on_one_line(location if self.line is None else f"{location}:{self.line}")

    def __str__(self) -> str:
        return _on_one_line(": ".join(filter(None, (self.location, self.message))))


def _on_one_line(text: str) -> str:
    # File names and quoted input may hold line feeds and escape sequences.
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
