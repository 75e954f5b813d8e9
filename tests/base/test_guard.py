"""Guard: limits of time and memory around work, and failures of one line."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sentencex

from publisher.base.errors import PublisherError
from publisher.base.guard import Budget, end_within, guard, seconds_left
from publisher.base.limits import Limits, OverLimitError
from publisher.base.memory_limit import MEMORY_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable

FILE, OTHER = Path("a.md"), Path("b.md")
MIB = 2**20


def raising(error: BaseException) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work


def recurse() -> None:
    recurse()


def spin() -> None:
    while True:
        pass


def swallow() -> None:
    """Catch the exception of the first alarm, as a library may."""
    with suppress(BaseException):
        spin()
    spin()


def panic() -> None:
    sentencex.segment("en", "Plan B\u00a0. It held.")


def failure(work: Callable[[], object], limits: Limits | None = None) -> PublisherError:
    budget = Budget.whole(limits or Limits())
    with pytest.raises(PublisherError) as caught, guard(FILE, budget):
        work()
    return caught.value


class BadError(Exception):
    lineno = 7


@pytest.mark.parametrize(
    ("work", "line"),
    [
        (lambda: int("²"), "a.md: cannot be read (ValueError: invalid literal"),
        (raising(BadError("no\nsuch \x1b[0m thing")), "a.md:7: cannot be read (BadError: no such"),
        (raising(ValueError("word " * 10_000)), "a.md: cannot be read (ValueError: word word"),
        (raising(StopIteration()), "a.md: cannot be read (StopIteration"),
        (panic, "a.md: cannot be read (PanicException: "),
        (recurse, "a.md: is nested too deeply"),
        (raising(MemoryError()), "a.md: needs more than 2048 MiB of memory"),
        (raising(OSError(21, "Is a directory", "b.md")), "b.md: is a directory"),
        (raising(OSError(21, "Is a directory", b"b.md")), "b.md: is a directory"),
        (raising(OSError(21, "Is a directory", 6)), "a.md: is a directory"),
        (raising(PublisherError("bad seed", file=OTHER, line=3)), "b.md:3: bad seed"),
    ],
)
def test_any_failure_is_one_line_with_its_file(work: Callable[[], object], line: str) -> None:
    found = str(failure(work))
    assert found.startswith(line)
    assert len(found) < 500
    assert found.isprintable()


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(2), GeneratorExit()])
def test_the_end_of_the_program_is_no_failure(error: BaseException) -> None:
    with pytest.raises(type(error)), guard(FILE):
        raise error


@pytest.mark.parametrize("work", [spin, swallow, signal.pause])
def test_endless_work_ends(work: Callable[[], object]) -> None:
    error = failure(work, Limits(seconds=1))
    assert isinstance(error, OverLimitError)
    assert str(error).startswith("a.md: takes longer than 1 s; make it simpler, or raise")


def test_greedy_work_fails_and_its_memory_is_free_again() -> None:
    def grow() -> None:
        cycle: list[object] = []
        cycle.append(cycle)  # freed only by a collection
        while True:
            cycle.append(bytearray(MIB))

    before = resource.getrlimit(resource.RLIMIT_DATA)
    for _ in range(2):
        error = failure(grow, Limits(memory_mib=64))
        assert str(error).startswith("a.md: needs more than 64 MiB of memory")
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    with guard(FILE, Budget.whole(Limits(memory_mib=256))):
        assert bytes(64 * MIB)
    with guard(FILE, Budget.whole(Limits(memory_mib=64))):
        error = failure(grow, Limits(memory_mib=96))
        assert str(error).startswith("a.md: needs more than 96 MiB")  # that of the inner guard


def test_a_budget_is_spent_over_all_guards() -> None:
    budget = Budget.whole(Limits(seconds=1))
    with guard(FILE, budget):
        signal.sigtimedwait([signal.SIGUSR1], 0.2)
        with guard(OTHER, budget):
            signal.sigtimedwait([signal.SIGUSR1], 0.2)
    assert budget.seconds_left < 0.6
    with guard(FILE, budget):
        assert seconds_left() < 0.6
    with pytest.raises(OverLimitError), guard(FILE, budget):
        spin()
    assert not budget.seconds_left
    with pytest.raises(OverLimitError, match="takes longer than 1 s"), guard(FILE, budget):
        pytest.fail("work on a budget that is spent")


def test_an_inner_budget_stops_the_outer_clock() -> None:
    outer, inner = Budget.whole(Limits(seconds=60)), Budget.whole(Limits(seconds=1))
    started = time.monotonic()
    with guard(FILE, outer):
        with pytest.raises(PublisherError, match=r"^b\.md: takes"), guard(OTHER, inner):
            spin()
        assert time.monotonic() - started - (60 - seconds_left()) > 0.9
    assert 0 < outer.seconds_left < 60
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_a_guard_without_budget_spends_that_around_it() -> None:
    with (
        pytest.raises(PublisherError, match=r"^b\.md: takes longer than 1 s"),
        guard(FILE, Budget.whole(Limits(seconds=1))),
        guard(OTHER),
    ):
        spin()


def test_a_task_ends_in_the_time_that_is_left() -> None:
    with guard(FILE, Budget.whole(Limits(seconds=60))):
        end_within(90)
        assert 59 < seconds_left() <= 60
        end_within(7)
        assert 6 < seconds_left() <= 7
        end_within(0)
        with pytest.raises(PublisherError, match="takes longer"), guard(FILE):
            spin()
    end_within(7)  # without a clock
    assert seconds_left() > 90


def test_native_code_does_not_abort_at_the_memory_limit() -> None:
    program = """\
import sentencex
from pathlib import Path
from publisher.base.guard import Budget, guard
from publisher.base.memory_limit import MEMORY_LIMIT
from publisher.base.limits import Limits
text = "It is here. " * 100_000
with guard(Path("a.md"), Budget.whole(Limits(memory_mib=2))), MEMORY_LIMIT.reserve():
    print(len(sentencex.segment("en", text)))
"""
    done = subprocess.run(
        (sys.executable, "-c", program), capture_output=True, text=True, check=True
    )
    assert done.stdout == "100000\n"
    limits = resource.getrlimit(resource.RLIMIT_DATA)
    with MEMORY_LIMIT.reserve():
        pass
    assert resource.getrlimit(resource.RLIMIT_DATA) == limits


def test_other_threads_have_a_reserve() -> None:
    def receive() -> int:
        with MEMORY_LIMIT.reserve():
            return len(bytes(100 * MIB))

    with ThreadPoolExecutor(1) as thread, guard(FILE, Budget.whole(Limits(memory_mib=64))):
        with pytest.raises(MemoryError):
            bytes(100 * MIB)
        assert thread.submit(receive).result() == 100 * MIB
        with pytest.raises(MemoryError):
            bytes(100 * MIB)
    assert bytes(100 * MIB)
