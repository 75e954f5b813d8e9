"""Work in processes of their own, under limits of time and memory.

A fork server imports the heavy engines once; each worker is a fork of it and serves for
as long as it lives. One that breaks a limit dies alone: the work that it did fails, and
the next work gets a new worker. `Workers` is an `Executor` like any other, so that the
same work runs on whatever else has that interface.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import signal
import sys
import tempfile
import threading
import traceback
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from multiprocessing import forkserver
from pathlib import Path
from queue import Empty, SimpleQueue
from types import ModuleType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import publisher
from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from types import TracebackType

    from publisher.base.limits import Limits


P = ParamSpec("P")
T = TypeVar("T")
_Answer = tuple[Exception | None, Any]

_CONTEXT = multiprocessing.get_context("forkserver")
_STARTING = threading.Lock()


class OverLimitError(PublisherError):
    """Work that took more than it may, and was ended."""


class InlineExecutor(Executor):
    """Does each work at once, in this process: for what is cheap and cannot run away."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do the work; its failure is the future's."""
        future = Future[T]()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - raised again by the future
            future.set_exception(error)
        return future


class WorkerPool(Executor):
    """`count` processes that import the module `warm` before anything is asked of them.

    The fork server begins with that at once; `limits` are each work's own. A worker that
    is ended by one raises PublisherError in the future of its work. Leaving the `with`
    by an exception, such as Ctrl-C, stops all of them where they are.
    """

    def __init__(self, count: int, limits: Limits, warm: str) -> None:
        _start_server(warm)
        self._limits = limits
        # What a worker that is ended cannot take away itself.
        self._scratch = tempfile.TemporaryDirectory(prefix="publisher-")
        self._threads = ThreadPoolExecutor(count)
        self._idle = SimpleQueue[_Worker]()
        self._all: set[_Worker] = set()
        self._stopped = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have work done by the next worker that is free; it is sent there pickled."""
        return self._threads.submit(self._do, partial(fn, *args, **kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Executor's signature
        """End the workers, after the work that they have."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        self._kill()
        self._scratch.cleanup()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._stopped = True
            self._threads.shutdown(wait=False, cancel_futures=True)
            self._kill()
        self.shutdown()

    def _do(self, work: Callable[[], T]) -> T:
        worker = self._free()
        try:
            result = worker.do(work)
        except EOFError as error:
            self._all.discard(worker)
            raise worker.end() from error
        except BaseException:
            self._idle.put(worker)
            raise
        self._idle.put(worker)
        return result

    def _free(self) -> _Worker:
        with contextlib.suppress(Empty):
            return self._idle.get_nowait()
        worker = _Worker(self._limits, self._scratch.name)
        self._all.add(worker)
        if self._stopped:  # while it started
            worker.kill()
        return worker

    def _kill(self) -> None:
        for worker in list(self._all):
            worker.kill()


def make_executor(warm: str | None, limits: Limits, count: int | None = None) -> Executor:
    """Return what does the work: `count` processes, all cores' by default, that import `warm`.

    They start at once, while something else is done. Without a module to warm them with,
    each work is quick enough to be done at once, here.
    """
    if warm is None:
        return InlineExecutor()
    return WorkerPool(count or len(os.sched_getaffinity(0)), limits, warm)


class _Worker:
    """A process, and the pipe to it."""

    def __init__(self, limits: Limits, scratch: str) -> None:
        self._limits = limits
        self._pipe, theirs = _CONTEXT.Pipe()
        arguments = (theirs, limits, scratch)
        self._process = _CONTEXT.Process(target=_serve, args=arguments, daemon=True)
        with _STARTING, _without_main():
            self._process.start()
        theirs.close()  # the worker's end of the pipe is the only one, and ends with it

    def do(self, work: Callable[[], T]) -> T:
        """Have work done; raises EOFError when the process ends over it."""
        try:
            self._pipe.send(work)
            error, result = self._pipe.recv()
        except OSError as ended:
            raise EOFError from ended
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return] # what the work returned

    def end(self) -> PublisherError:
        """Say why the process ended."""
        self._process.join()
        limits = self._limits
        if self._process.exitcode == -signal.SIGALRM:
            return OverLimitError(f"takes longer than {limits.seconds} s; {_REMEDY}")
        return OverLimitError(
            f"needs more than {limits.memory_mib} MiB of memory, or breaks the engine"
            f" (exit status {self._process.exitcode}); {_REMEDY}"
        )

    def kill(self) -> None:
        self._process.kill()
        self._process.join()


_REMEDY = "make it simpler, or raise [tool.publisher.limits] in pyproject.toml"


def _serve(pipe: Connection, limits: Limits, scratch: str) -> None:
    """Do what comes through the pipe, until its other end is closed.

    Temporary files lie in `scratch`.
    """
    tempfile.tempdir = scratch
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us too; we are told to end
    memory = limits.memory_mib * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            work = pipe.recv()
            # The system's own clock: it ends loops of any library, and does so even if
            # whoever sent the work has died.
            signal.setitimer(signal.ITIMER_REAL, limits.seconds)
            answer = _answer(work, limits)
            signal.setitimer(signal.ITIMER_REAL, 0)
            pipe.send(answer)


def _answer(work: Callable[[], object], limits: Limits) -> _Answer:
    try:
        return None, work()
    except MemoryError:
        problem = f"needs more than {limits.memory_mib} MiB of memory; {_REMEDY}"
        return OverLimitError(problem), None
    except PublisherError as error:
        return error, None
    except Exception as error:  # noqa: BLE001 - raised again by the future
        error.add_note("".join(traceback.format_exception(error)))
        return error, None


def _start_server(warm: str) -> None:
    """Start the fork server, which finds this very package wherever it is started."""
    _CONTEXT.set_forkserver_preload([__name__, warm])
    before = os.environ.get("PYTHONPATH")
    home = str(Path(publisher.__file__).resolve().parent.parent)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [home, before]))
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Keep a worker from running the program's own script again: it needs nothing of it."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
