"""Worker processes with limits of time and memory.

A fork server imports the heavy engines once; workers are forked from it and reused. A
worker that exceeds a limit is killed alone: its task fails, and the next task gets a new
worker. `WorkerPool` is an `Executor`, so the same tasks run on any other executor.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import tempfile
import threading
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from queue import Empty, SimpleQueue
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec, TypeVar

from publisher.base.fork_server import CONTEXT, start_server
from publisher.base.guard import as_publisher_error
from publisher.base.memory_limit import MEMORY_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from types import TracebackType

    from publisher.base.errors import PublisherError
    from publisher.base.limits import Limits

P = ParamSpec("P")
T = TypeVar("T")

_START_LOCK = threading.Lock()  # starting a worker replaces `__main__` for a moment


class InlineExecutor(Executor):
    """Executor that runs tasks immediately, in this process: for cheap, bounded tasks."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run the task; return a future with its result or exception."""
        future = Future[T]()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - raised again by the future
            future.set_exception(error)
        return future


class WorkerPool(Executor):
    """Executor of `count` processes forked from a server that imports the module `preload`.

    The server starts immediately. `limits` apply to each task; exceeding one sets
    OverLimitError on the task's future. Other failures become PublisherErrors too. Leaving the
    `with` block by an exception, such as Ctrl-C, kills all workers.
    """

    def __init__(self, count: int, limits: Limits, preload: str) -> None:
        start_server([__name__, preload])
        self._limits = limits
        # Workers that are killed cannot delete their temporary files, so the pool does.
        self._scratch = tempfile.TemporaryDirectory(prefix="publisher-")
        self._threads = ThreadPoolExecutor(count)
        self._idle = SimpleQueue[_Worker]()
        self._workers: set[_Worker] = set()
        self._is_stopped = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Queue a task for the next idle worker; it is sent pickled."""
        return self._threads.submit(self._run, partial(fn, *args, **kwargs))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Executor's signature
        """Kill the workers; with `wait`, after their tasks."""
        self._threads.shutdown(wait, cancel_futures=cancel_futures)
        self._kill_workers()
        self._scratch.cleanup()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self._is_stopped = True
            self._threads.shutdown(wait=False, cancel_futures=True)
            self._kill_workers()
        self.shutdown()

    def _run(self, task: Callable[[], T]) -> T:
        worker = self._idle_worker()
        try:
            result = worker.run(task)
        except EOFError as error:
            self._workers.discard(worker)
            raise worker.exit_error() from error
        except BaseException:
            self._idle.put(worker)
            raise
        self._idle.put(worker)
        return result

    def _idle_worker(self) -> _Worker:
        with contextlib.suppress(Empty):
            return self._idle.get_nowait()
        with MEMORY_LIMIT.reserve():
            worker = _Worker(self._limits, self._scratch.name)
        self._workers.add(worker)
        if self._is_stopped:  # the pool was left while this worker started
            worker.kill()
        return worker

    def _kill_workers(self) -> None:
        for worker in list(self._workers):
            worker.kill()


def make_executor(preload: str | None, limits: Limits, count: int | None = None) -> Executor:
    """Return a pool of `count` workers, by default one per core, that import `preload`.

    It starts in the background. Without a module to import, tasks are cheap and run inline.
    """
    if preload is None:
        return InlineExecutor()
    return WorkerPool(count or len(os.sched_getaffinity(0)), limits, preload)


class _Reply(NamedTuple):
    """Outcome of a task: its error, or its result."""

    error: PublisherError | None = None
    result: Any = None


class _Worker:
    """A worker process and our end of the pipe to it."""

    def __init__(self, limits: Limits, scratch: str) -> None:
        self._limits = limits
        self._pipe, theirs = CONTEXT.Pipe()
        arguments = (theirs, limits, scratch)
        self._process = CONTEXT.Process(target=_serve, args=arguments, daemon=True)
        with _START_LOCK, _without_main():
            self._process.start()
        theirs.close()  # only the worker holds its end now, so its exit closes the pipe

    def run(self, task: Callable[[], T]) -> T:
        """Run a task and return its result. Raises EOFError if the process exits meanwhile."""
        try:
            # The memory limit, if any, is for the work of the main thread.
            with MEMORY_LIMIT.reserve():
                self._pipe.send(task)
            self._pipe.poll(None)
            with MEMORY_LIMIT.reserve():
                reply: _Reply = self._pipe.recv()
        except OSError as error:
            raise EOFError from error
        if reply.error is not None:
            raise reply.error
        return reply.result  # type: ignore[no-any-return] # a task's result has any type

    def exit_error(self) -> PublisherError:
        """Wait for the process to exit; return an error that gives the reason."""
        self._process.join()
        limits = self._limits
        if self._process.exitcode == -signal.SIGALRM:
            return limits.time_error()
        crash = f", or crashes the engine (exit status {self._process.exitcode})"
        return limits.memory_error(or_else=crash)

    def kill(self) -> None:
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection, limits: Limits, scratch: str) -> None:
    """Run tasks from the pipe until its other end is closed.

    Temporary files are created in `scratch`.
    """
    tempfile.tempdir = scratch
    # Errors go through the pipe; libraries in C print others.
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - shorter
        os.dup2(nowhere.fileno(), sys.__stderr__.fileno() if sys.__stderr__ else 2)
    # Ctrl-C reaches workers too, but the pool ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    memory = limits.memory_mib * 2**20
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            task = pipe.recv()
            # A system timer: SIGALRM kills the process even in a loop of C code, and
            # even if the parent has died.
            signal.setitimer(signal.ITIMER_REAL, limits.seconds)
            reply = _run_task(task, limits)
            signal.setitimer(signal.ITIMER_REAL, 0)
            pipe.send(reply)


def _run_task(task: Callable[[], object], limits: Limits) -> _Reply:
    try:
        return _Reply(result=task())
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - panics of Rust are no Exceptions
        # A PublisherError can be pickled, and other exceptions perhaps not.
        return _Reply(as_publisher_error(error, limits))


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Hide `__main__`, so that a worker does not run the program's script again."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
