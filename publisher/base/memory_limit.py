"""Memory limit of this process, in force while it works on untrusted input.

It is a soft RLIMIT_DATA (getrlimit(2)): an allocation beyond it raises MemoryError.
"""

from __future__ import annotations

import ctypes
import gc
import resource
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_RESERVE = 128 * 2**20  # bytes


class _MemoryLimit:
    """The `limit` in bytes, or None, and the threads that may use the reserve above it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.limit: int | None = None
        self._using_reserve = set[int]()
        _, self._hard = resource.getrlimit(resource.RLIMIT_DATA)
        self._unlimited = (self._hard, self._hard)

    def suspend(self) -> None:
        """Lift the limit until it is applied again; needs no memory, of which none is left."""
        resource.setrlimit(resource.RLIMIT_DATA, self._unlimited)

    def limit_to(self, limit: int | None) -> None:
        """Set the limit in bytes, or none."""
        self.limit = limit
        self.apply()

    @contextmanager
    def reserve(self) -> Iterator[None]:
        """Let this thread use the reserve within the block.

        For small work that must not fail at the limit: in Rust, which then aborts the process,
        and in other threads, which do not belong to the guarded work.
        """
        thread = threading.get_ident()
        try:
            self._using_reserve.add(thread)
            self.apply()
            yield
        finally:
            self._using_reserve.discard(thread)
            self.apply()

    def apply(self) -> None:
        """Put the limit into force."""
        with self._lock:
            limit = self._hard
            if self.limit is not None:
                limit = self.limit + _RESERVE * bool(self._using_reserve)
                is_finite = self._hard != resource.RLIM_INFINITY
                limit = min(limit, self._hard) if is_finite else limit
            resource.setrlimit(resource.RLIMIT_DATA, (limit, self._hard))


MEMORY_LIMIT = _MemoryLimit()


def data_size() -> int:
    """Return the size of this process's data in bytes, as RLIMIT_DATA counts it."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    return pages * resource.getpagesize()


def free_memory() -> None:
    """Return the memory of failed work to the system."""
    gc.collect()
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):  # of glibc
        trim(0)
