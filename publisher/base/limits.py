"""Limits on work, on untrusted text, and on the time to read it.

A Markdown parser is quadratic in the number of brackets; no text written by people comes
near these limits.
"""

from __future__ import annotations

import re
import signal
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

PARAGRAPH_KIB, MESSAGE_KIB = 256, 64
_CLOCK = signal.ITIMER_REAL
_MAX_BRACKETS = 2_000
_MAX_WORD_LENGTH = 300  # characters
_LONG_WORD = re.compile(rf"\S{{{_MAX_WORD_LENGTH + 1},}}")
# Exempt: addresses, and scripts without spaces between words, namely Thai, Lao, Tibetan,
# Burmese, Khmer, Tai and Javanese ones, Chinese and Japanese.
_UNSPACED = re.compile(
    "://|mailto:|[\u0e00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f"
    "\u2e80-\ua4cf\ua980-\ua9df\uaa00-\uaa5f\uf900-\ufaff\uff00-\uffef\U00016fe0-\U0003ffff]"
)


@dataclass(frozen=True)
class Limits:
    """Time and memory that one edition may take; a MiB is 2**20 bytes."""

    seconds: int = 90
    memory_mib: int = 2048


def find_excess(text: str, kib: int) -> str | None:
    """Return a complaint about text beyond the limits, `kib` KiB among them, or None.

    The complaint is a predicate for the caller's subject: “is longer than 64 KiB; …”.
    """
    if len(text) <= _MAX_WORD_LENGTH:
        return None
    if len(text.encode()) > kib * 2**10:
        return f"is longer than {kib} KiB; split or shorten it"
    if text.count("[") > _MAX_BRACKETS:
        return f"has more than {_MAX_BRACKETS} opening brackets; remove some"
    if any(not _UNSPACED.search(word) for word in _LONG_WORD.findall(text)):
        return f"has a word of more than {_MAX_WORD_LENGTH} letters; insert spaces"
    return None


@contextmanager
def deadline(seconds: int, file: Path) -> Iterator[None]:
    """Raise PublisherError if the body, which reads `file`, takes longer.

    A nested deadline has no effect; the outer one applies. Outside the main thread there is
    no limit, since only the main thread receives signals.
    """
    if threading.current_thread() is not threading.main_thread() or any(signal.getitimer(_CLOCK)):
        yield
        return

    def expire(_signal: int, _frame: FrameType | None) -> None:
        raise PublisherError(
            f"takes longer than {seconds} s to read; make it simpler, or raise"
            " [tool.publisher.limits] in pyproject.toml",
            file=file,
        )

    previous = signal.signal(signal.SIGALRM, expire)
    signal.setitimer(_CLOCK, seconds)
    try:
        yield
    finally:
        signal.setitimer(_CLOCK, 0)
        signal.signal(signal.SIGALRM, previous)
