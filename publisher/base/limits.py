"""Limits on work, and on untrusted text.

A Markdown parser is quadratic in the number of brackets; no text written by people comes
near these limits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from publisher.base.characters import UNSPACED
from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPH_KIB, MESSAGE_KIB = 256, 64
_MAX_BRACKETS = 2_000
_MAX_WORD_LENGTH = 300  # characters
_LONG_WORD = re.compile(rf"\S{{{_MAX_WORD_LENGTH + 1},}}")
_MAY_BE_LONG = re.compile(f"://|mailto:|[{UNSPACED}]")


class OverLimitError(PublisherError):
    """Work that exceeded a limit of time or memory, or crashed its worker."""


@dataclass(frozen=True)
class Limits:
    """Time and memory that one edition may take; a MiB is 2**20 bytes.

    `setting` is where the project sets them, for errors.
    """

    seconds: int = 90
    memory_mib: int = 2048
    setting: str = field(default="limits in the configuration", compare=False)

    def time_error(self, file: Path | None = None) -> OverLimitError:
        """Return the error of work that takes too long."""
        return OverLimitError(f"takes longer than {self.seconds} s; {self._remedy}", file=file)

    def memory_error(self, file: Path | None = None, or_else: str = "") -> OverLimitError:
        """Return the error of work that needs too much memory, `or_else` something else."""
        problem = f"needs more than {self.memory_mib} MiB of memory{or_else}"
        return OverLimitError(f"{problem}; {self._remedy}", file=file)

    @property
    def _remedy(self) -> str:
        return f"make it simpler, or raise {self.setting}"


def find_excess(text: str, kib: int, words: str | None = None) -> str | None:
    """Return a complaint about text beyond the limits, `kib` KiB among them, or None.

    `words` is the text without parts that no reader sees, such as attributes. The complaint is a
    predicate for the caller's subject: “is longer than 64 KiB; …”.
    """
    if len(text) <= _MAX_WORD_LENGTH:
        return None
    if len(text.encode()) > kib * 2**10:
        return f"is longer than {kib} KiB; split or shorten it"
    if text.count("[") > _MAX_BRACKETS:
        return f"has more than {_MAX_BRACKETS} opening brackets; remove some"
    long_words = _LONG_WORD.findall(text if words is None else words)
    if any(not _MAY_BE_LONG.search(word) for word in long_words):
        return f"has a word of more than {_MAX_WORD_LENGTH} letters; insert spaces"
    return None
