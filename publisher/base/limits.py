"""What is too much: bounds on work, on text from strangers, and on the time to read it.

A parser that looks back at each bracket needs the square of their number; no text that
people wrote comes near any of these.
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
_MOST_BRACKETS = 2_000
_LONGEST_WORD = 300  # characters
_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
# Addresses, and scripts that put no spaces between words: Thai, Lao, Tibetan, Burmese,
# Khmer, Tai and Javanese ones, Chinese and Japanese.
_NO_WORD = re.compile(
    "://|mailto:|[\u0e00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u1b00-\u1b7f"
    "\u2e80-\ua4cf\ua980-\ua9df\uaa00-\uaa5f\uf900-\ufaff\uff00-\uffef\U00016fe0-\U0003ffff]"
)


@dataclass(frozen=True)
class Limits:
    """How long making one edition may take, and how much memory, in MiB (2**20 bytes)."""

    seconds: int = 90
    memory_mib: int = 2048


def find_excess(text: str, kib: int) -> str | None:
    """Say what a text has too much of, at most `kib` KiB being fine; None if nothing."""
    if len(text) <= _LONGEST_WORD:
        return None
    if len(text.encode()) > kib * 2**10:
        return f"is longer than {kib} KiB; divide or shorten it"
    if text.count("[") > _MOST_BRACKETS:
        return f"holds more than {_MOST_BRACKETS} opening brackets; take some out"
    if any(not _NO_WORD.search(word) for word in _WORD.findall(text)):
        return f"holds a word of more than {_LONGEST_WORD} letters; put spaces into it"
    return None


@contextmanager
def deadline(seconds: int, file: Path) -> Iterator[None]:
    """Raise PublisherError where reading `file` takes longer.

    Within another one, that one's time goes on. Outside of the main thread there is no
    limit: signals reach that one alone.
    """
    if threading.current_thread() is not threading.main_thread() or any(signal.getitimer(_CLOCK)):
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise PublisherError(
            f"takes longer than {seconds} s to read; make it simpler, or raise"
            " [tool.publisher.limits] in pyproject.toml",
            file=file,
        )

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(_CLOCK, seconds)
    try:
        yield
    finally:
        signal.setitimer(_CLOCK, 0)
        signal.signal(signal.SIGALRM, before)


_CLOCK = signal.ITIMER_REAL
