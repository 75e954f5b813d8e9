"""Fuzzing: a damaged file of a stranger gives a result or an error of one line, never else.

`FUZZ_SECONDS=600 pytest tests/fuzz` searches for that time in all, from `FUZZ_SEED` on.
"""

from __future__ import annotations

import os
import random
import time
from typing import TYPE_CHECKING

import pytest
from fuzz.mutations import Mutator, minimise
from fuzz.targets import TARGETS, Target

from publisher.base.errors import PublisherError
from publisher.base.guard import Budget, guard
from publisher.base.limits import Limits, OverLimitError

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
SEED = int(os.environ.get("FUZZ_SEED", "0"))
LIMITS = Limits(seconds=20, memory_mib=1024)


def failure(target: Target, file: Path, content: bytes) -> str | None:
    """Read a file; return the error if it is of a class that no reader may raise."""
    file.write_bytes(content)
    try:
        with guard(file, Budget.whole(LIMITS)):
            target.read(file)
    except OverLimitError:
        return None  # the guard keeps the limits for all readers
    except PublisherError as error:
        # The guard notes the traceback of an error that it converts.
        problem = "".join([str(error), *getattr(error, "__notes__", ())])
        return None if problem.isprintable() else problem
    return None


def kind(problem: str | None) -> str | None:
    """Return the class and place of an error."""
    return None if problem is None else "".join(problem.splitlines()[-4:-1])


@pytest.mark.parametrize("name", TARGETS)
def test_samples_are_read(tmp_path: Path, name: str) -> None:
    target = TARGETS[name]
    file = target.prepare(tmp_path)
    for sample in target.samples:
        file.write_bytes(sample)
        target.read(file)


def test_other_errors_are_failures_with_a_small_input(tmp_path: Path) -> None:
    def read(file: Path) -> None:
        content = file.read_bytes()
        if b"0" in content:
            raise PublisherError("zero", file=file)
        assert b"2" not in content

    target = Target("a", read, (b"",))
    content, file = b"1" * 100 + b"2" + b"3" * 100, tmp_path / "a"
    problem = failure(target, file, content)
    assert problem is not None
    assert smallest(target, file, content, problem) == b"2"
    assert failure(target, file, content + b"0") is None


@pytest.mark.skipif(not SECONDS, reason="set FUZZ_SECONDS")
@pytest.mark.parametrize("name", TARGETS)
def test_any_file_gives_a_result_or_one_line(tmp_path: Path, name: str) -> None:
    target, seed = TARGETS[name], SEED
    file = target.prepare(tmp_path)
    end = time.monotonic() + SECONDS / len(TARGETS)
    while time.monotonic() < end:
        chance = random.Random(seed)  # noqa: S311 - no secret
        mutator = Mutator(chance, target.samples)
        content = target.mutate(chance.choice(target.samples), mutator, chance)
        if problem := failure(target, file, content):
            small = smallest(target, file, content, problem)
            pytest.fail(f"FUZZ_SEED={seed}: {small[:2_000]!r} gives\n{problem}", pytrace=False)
        seed += 1


def smallest(target: Target, file: Path, content: bytes, problem: str) -> bytes:
    """Return a small part of content that gives the same problem."""
    return minimise(content, lambda part: kind(failure(target, file, part)) == kind(problem))
