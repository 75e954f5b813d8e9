"""Guard: the boundary around work on untrusted input.

Within a guard, work has limits of time and memory, and any failure, also a bug or a panic of a
library, becomes a PublisherError: one line that names the file. So a bad file stops only what is
made from it. Every reader, check, layout and rendering runs in a guard.
"""

from __future__ import annotations

import math
import os
import signal
import threading
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError, reason_of
from publisher.base.limits import Limits, OverLimitError
from publisher.base.memory_limit import MEMORY_LIMIT, data_size, free_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

_CLOCK = signal.ITIMER_REAL
_DEFAULT = Limits()
_AGAIN = 1  # seconds to the next alarm, if a library caught the exception of the first
_LEAST = 0.001  # seconds; 0 would stop the clock
_PASSED_ON = (PublisherError, KeyboardInterrupt, SystemExit, GeneratorExit)


class _ExpiredError(BaseException):
    """The time is up. Not an Exception, which libraries catch."""


@dataclass(eq=False)
class Budget:
    """Rest of the limits of an input, over all the work on it."""

    limits: Limits
    seconds_left: float

    @classmethod
    def whole(cls, limits: Limits) -> Budget:
        """Return a budget of which nothing is spent."""
        return cls(limits, limits.seconds)


@dataclass
class _State:
    """The budget that is being spent, and whether an alarm ends the work."""

    budget: Budget | None = None
    is_armed: bool = False


_STATE = _State()


@contextmanager
def guard(file: Path | None, budget: Budget | None = None) -> Iterator[None]:
    """Run the body, work on `file`, within a budget; any failure becomes a PublisherError.

    Guards nest. The inner one has its own clock and memory, and the outer clock stands still;
    without a `budget` it spends the outer one's. Outside the main thread there are no limits,
    since only the main thread receives signals.
    """
    budget = budget or _STATE.budget or Budget.whole(_DEFAULT)
    failure, was_armed = None, False
    try:
        with _within(budget):
            yield
    except _PASSED_ON:
        raise
    except BaseException as error:  # noqa: BLE001 - panics of Rust are no Exceptions
        MEMORY_LIMIT.suspend()
        was_armed = _disarm()
        failure = as_publisher_error(error, budget.limits, file)
    if failure is None:
        return
    # Here the failed work is no longer referenced, and its memory can be freed. That takes time.
    if isinstance(failure, OverLimitError):
        free_memory()
    MEMORY_LIMIT.apply()
    if was_armed:
        _arm()
    raise failure


def as_publisher_error(
    error: BaseException, limits: Limits = _DEFAULT, file: Path | None = None
) -> PublisherError:
    """Return any exception, raised by work on `file`, as an error of one line."""
    if isinstance(error, PublisherError):
        return error
    if isinstance(error, _ExpiredError):
        return limits.time_error(file)
    if isinstance(error, MemoryError):
        return limits.memory_error(file)
    if isinstance(error, RecursionError):
        return PublisherError("is nested too deeply; make it simpler", file=file)
    if isinstance(error, OSError):
        return _of_system(error, file)
    words = f"{type(error).__name__}: {error}"
    line = getattr(error, "lineno", None)
    line = line if isinstance(line, int) else None
    failure = PublisherError(f"cannot be read ({words}); correct it", file=file, line=line)
    failure.add_note("".join(traceback.format_exception(error)))
    return failure


@contextmanager
def library_errors(explain: Callable[[Exception], PublisherError]) -> Iterator[None]:
    """Convert any error of a library in the body to the PublisherError that `explain` returns.

    Too little memory is left to the guard.
    """
    try:
        yield
    except (PublisherError, MemoryError):
        raise
    except Exception as error:
        raise explain(error) from error


def _of_system(error: OSError, file: Path | None) -> PublisherError:
    # Functions that take a file descriptor report it as the name.
    name = None if isinstance(error.filename, int) else error.filename
    return PublisherError(reason_of(error), file=Path(os.fsdecode(name)) if name else file)


@contextmanager
def _within(budget: Budget) -> Iterator[None]:
    """Run the body within a budget, and subtract the time it takes."""
    outer = _STATE.budget
    if outer is budget or not _is_main_thread():
        yield
        return
    if budget.seconds_left <= 0:
        raise _ExpiredError
    _STATE.is_armed, _STATE.budget = False, budget
    size, memory = data_size(), budget.limits.memory_mib * 2**20
    outer_limit = MEMORY_LIMIT.limit
    MEMORY_LIMIT.limit_to(size + memory)
    handler = signal.signal(signal.SIGALRM, _expire)
    paused = signal.setitimer(_CLOCK, budget.seconds_left, _AGAIN)
    try:
        _STATE.is_armed = True
        yield
    finally:
        # First, so that no alarm interrupts the next lines.
        _STATE.is_armed = False
        MEMORY_LIMIT.suspend()
        left, _ = signal.setitimer(_CLOCK, *paused)
        budget.seconds_left = min(left, budget.seconds_left)
        signal.signal(signal.SIGALRM, handler)
        # Memory that the body keeps is not the outer work's.
        rest = None if outer_limit is None else max(0, min(outer_limit - size, memory))
        MEMORY_LIMIT.limit_to(None if rest is None else data_size() + rest)
        _STATE.budget, _STATE.is_armed = outer, outer is not None


def _disarm() -> bool:
    """Let no alarm interrupt the rest; return whether one would have."""
    was_armed = _STATE.is_armed and _is_main_thread()
    if was_armed:
        _STATE.is_armed = False
    return was_armed


def _arm() -> None:
    left, again = signal.getitimer(_CLOCK)
    signal.setitimer(_CLOCK, max(left, again), again)
    _STATE.is_armed = True


def _is_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def _expire(_signal: int, _frame: FrameType | None) -> None:
    if _STATE.is_armed and _STATE.budget is not None:
        _STATE.budget.seconds_left = 0
        raise _ExpiredError


def seconds_left() -> float:
    """Return the seconds left on the clock that runs in this process."""
    return signal.getitimer(_CLOCK)[0] or math.inf


def end_within(seconds: float) -> None:
    """Let the clock that runs in this process, a guard's or a worker's, end in time."""
    left, again = signal.getitimer(_CLOCK)
    if left > seconds:
        signal.setitimer(_CLOCK, max(seconds, _LEAST), again)
