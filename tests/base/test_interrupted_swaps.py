"""Compare-and-swap that fails or dies at any step: no save of a second writer is lost.

The system calls are stubbed and numbered. Before any of them a second writer may save, and
at any of them a fault may come, before the call or just after it.
"""

from __future__ import annotations

import errno
import fcntl
import io
import itertools
import os
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.base import renames
from publisher.base.compare_and_swap import replace_if_unchanged
from publisher.base.errors import PublisherError
from publisher.base.files import write_atomically
from publisher.base.leftovers import recover_leftovers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

BEFORE, AFTER = b"what was read", b"what we write"
OPENING = ((os, "open"), (io, "open"))
SYSTEM_CALLS = (
    *OPENING,
    *((os, name) for name in ("fsync", "link", "rename", "replace", "unlink")),
    *((fcntl, "flock"), (renames, "_rename")),
)


class Death(BaseException):
    """The end of the process: no later call has an effect."""


@dataclass(frozen=True)
class Fault:
    """An exception at a step; a `lasting` one also at every later call that it concerns."""

    error: BaseException
    lasting: tuple[tuple[Any, str], ...] = ()


FAULTS = {
    "none": None,
    "Ctrl-C": Fault(KeyboardInterrupt()),
    "EIO": Fault(OSError(errno.EIO, "I/O error")),
    "EMFILE": Fault(OSError(errno.EMFILE, "too many open files"), lasting=OPENING),
    "death": Fault(Death(), lasting=SYSTEM_CALLS),
}


def save_by_rename(file: Path, content: bytes) -> None:
    new = file.with_suffix(".new")
    new.write_bytes(content)
    new.replace(file)


def save_in_place(file: Path, content: bytes) -> None:
    with file.open("r+b") as stream:
        stream.write(content)
        stream.truncate()


@dataclass
class Run:
    """One run with a fault, and saves of a second writer before numbered calls."""

    target: Path
    save: Callable[[Path, bytes], None] = save_by_rename
    saves: Mapping[int, bytes] = field(default_factory=dict)
    fault: Fault | None = None
    step: int = 0
    is_late: bool = False
    calls: int = 0
    overwritten: set[bytes] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)

    def __call__(self, work: Callable[[], object]) -> None:
        with ExitStack() as stack:
            for module, name in SYSTEM_CALLS:
                stub = self._stub((module, name), getattr(module, name))
                stack.enter_context(mock.patch.object(module, name, stub))
            self._is_second_writer = False
            with suppress(PublisherError, KeyboardInterrupt, Death):
                work()
            self._is_second_writer = True
            for number in sorted(self.saves):
                if number >= self.calls:
                    self._save(self.saves[number])

    def _save(self, content: bytes) -> None:
        self.overwritten.add(self.target.read_bytes())
        self.save(self.target, content)

    def _stub(self, call: tuple[Any, str], real: Any) -> Callable[..., Any]:  # noqa: ANN401
        def stub(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any system call
            if self._is_second_writer:
                return real(*args, **kwargs)
            number, self.calls = self.calls, self.calls + 1
            if number in self.saves:
                self._is_second_writer = True
                self._save(self.saves[number])
                self._is_second_writer = False
            error = self._error_at(number, call)
            if error and not (self.is_late and number == self.step):
                raise error
            result: Any = real(*args, **kwargs) if call[1] != "fsync" else None
            if error:
                if call in OPENING:  # as the end of the process does
                    os.close(result) if isinstance(result, int) else result.close()
                raise error
            return result

        return stub

    def _error_at(self, number: int, call: tuple[Any, str]) -> BaseException | None:
        if self.fault is None or number < self.step:
            return None
        is_due = number == self.step or call in self.fault.lasting
        return self.fault.error if is_due else None


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def visible(folder: Path) -> list[bytes]:
    return [file.read_bytes() for file in folder.iterdir() if file.name[0] != "."]


def assert_nothing_lost(run: Run) -> None:
    """Recover, and find every save that the second writer has not itself overwritten."""
    parent = run.target.parent
    warnings = [str(warning) for warning in recover_leftovers(parent, [parent])]
    assert [file.name for file in parent.iterdir() if file.name.endswith(".publisher")] == []
    found = visible(parent)
    assert {*run.saves.values()} - run.overwritten <= {*found}
    if len(run.saves) == 1:
        assert found == [*run.saves.values()]
    elif not run.saves:
        assert found in ([BEFORE], [AFTER])
    assert len(found) == 1 or any(".saved" in warning for warning in (*run.warnings, *warnings))


SAVES = {"by rename": save_by_rename, "in place": save_in_place}


@pytest.mark.parametrize("save", SAVES)
@pytest.mark.parametrize("name", FAULTS)
def test_save_is_in_place_after_a_fault_at_any_step(name: str, save: str) -> None:
    with folder() as parent:
        file = parent / "a.po"

        def swap(saved_at: int, step: int, *, is_late: bool = False) -> int:
            file.write_bytes(BEFORE)
            run = Run(file, SAVES[save], {saved_at: b"theirs"}, FAULTS[name], step, is_late)
            run(lambda: replace_if_unchanged(file, AFTER, BEFORE))
            # Put right at once, not by the next run; without files to open, as far as possible.
            if name != "death" and (name != "EMFILE" or (saved_at < step and save == "by rename")):
                assert file.read_bytes() == b"theirs"
            assert_nothing_lost(run)
            return run.calls

        for saved_at in itertools.count():
            calls = [swap(saved_at, 0)]
            while FAULTS[name] and len(calls) <= calls[-1]:
                step = len(calls)
                calls.append(swap(saved_at, step))
                if name == "Ctrl-C":
                    swap(saved_at, step, is_late=True)
            if saved_at > max(calls):
                break


STEPS = st.integers(0, 30)


def test_later_of_two_saves_is_in_place() -> None:
    with folder() as parent:
        file = parent / "a.po"
        for first, second in itertools.combinations(range(25), 2):
            file.write_bytes(BEFORE)
            run = Run(file, saves={first: b"first", second: b"second"})
            run(lambda: replace_if_unchanged(file, AFTER, BEFORE))
            assert file.read_bytes() == b"second"
            assert_nothing_lost(run)
            (parent / "a.po.saved").unlink(missing_ok=True)


@given(
    save=st.sampled_from([*SAVES]),
    saves=st.dictionaries(STEPS, st.sampled_from([b"first", b"second", b"third"]), max_size=3),
    faults=st.lists(st.tuples(st.sampled_from([*FAULTS]), STEPS, st.booleans()), max_size=3),
)
def test_several_saves_survive_several_failing_runs(
    save: str, saves: dict[int, bytes], faults: list[tuple[str, int, bool]]
) -> None:
    with folder() as parent:
        file = parent / "a.po"
        file.write_bytes(BEFORE)
        first, *later = [*faults, ("none", 0, False)]
        run = Run(file, SAVES[save], saves, FAULTS[first[0]], *first[1:])
        run(lambda: replace_if_unchanged(file, AFTER, BEFORE))
        for name, step, is_late in later:  # runs that fail while they recover
            recovery = Run(file, fault=FAULTS[name], step=step, is_late=is_late)
            recovery(lambda: run.warnings.extend(map(str, recover_leftovers(parent, [parent]))))
        assert_nothing_lost(run)


def test_save_in_place_survives_without_an_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renames, "_rename", lambda *_: False)
    for fault in ("none", "death"):
        test_save_is_in_place_after_a_fault_at_any_step(fault, "in place")


@pytest.mark.parametrize("name", FAULTS)
def test_files_written_whole_leave_nothing_behind(name: str) -> None:
    with folder() as parent:
        file = parent / "a.pdf"
        for step, is_late in itertools.product(range(12), (False, True)):
            file.write_bytes(BEFORE)
            run = Run(file, fault=FAULTS[name], step=step, is_late=is_late)
            run(lambda: write_atomically(file, AFTER))
            assert_nothing_lost(run)
