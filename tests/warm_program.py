"""The command line in a fork of a process that has imported its modules and published an article.

`python -m invoke` imports for half a second, and its fork server for a whole one. A fork of a
*warm* process begins with all of these modules. In all else it is a new process: it has its own
arguments, folder, environment and streams, it starts up and exits as the program does, and so do
the processes that it starts.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import json
import os
import pkgutil
import resource
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import util
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_ROOT = Path(__file__).resolve().parent.parent
_LONGEST = 2**17  # bytes of a request, mostly its environment
# `cli` is imported by each run, since its start-up has effects.
_NOT_IMPORTED = ("publisher.bench", "publisher.cli")
_LIBRARIES = ("invoke.main", "rich.console", "rich.cells", "rich.progress")


def run(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run `invoke` in a folder until it and all processes with its streams have ended."""
    _, server = _start()
    request = json.dumps([arguments, os.fspath(folder), dict(environment)]).encode()
    (out, their_out), (err, their_err) = os.pipe(), os.pipe()
    socket.send_fds(server, [request], [their_out, their_err])
    os.close(their_out)
    os.close(their_err)
    with ThreadPoolExecutor(2) as readers:
        stdout, stderr = readers.map(_read, (out, err))
    answer = server.recv(4)
    if not answer:
        raise RuntimeError("the warm process has ended")
    status = int.from_bytes(answer, "big", signed=True)
    return subprocess.CompletedProcess(["invoke", *arguments], status, stdout, stderr)


def _read(descriptor: int) -> str:
    with open(descriptor, encoding="utf-8") as stream:
        return stream.read()


@functools.cache
def _start() -> tuple[subprocess.Popen[bytes], socket.socket]:
    """Start the warm process; return it and our end of the socket, whose end is its end."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            (sys.executable, __file__, str(theirs.fileno())),
            cwd=_ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),),
            start_new_session=True,  # Ctrl-C is for pytest
        )
    return process, ours


def stop() -> None:
    """End the warm process, if it was started."""
    if _start.cache_info().currsize:
        process, server = _start()
        server.close()
        process.wait()


def _modules() -> Iterator[str]:
    """Yield the modules that a run may import."""
    import publisher  # noqa: PLC0415 - only the warm process has its path

    yield from _LIBRARIES
    for module in pkgutil.walk_packages(publisher.__path__, "publisher."):
        if not module.name.startswith(_NOT_IMPORTED):
            yield module.name


def _publish() -> None:
    """Publish an article, so that all that a process reads once is read."""
    from helpers import new_project, translate_article  # noqa: PLC0415 - imports this

    from publisher.base.workers import InlineExecutor  # noqa: PLC0415 - likewise
    from publisher.build.chosen import Chosen  # noqa: PLC0415 - likewise
    from publisher.build.publish import publish  # noqa: PLC0415 - likewise
    from publisher.outputs import OUTPUTS  # noqa: PLC0415 - likewise
    from publisher.project.config import load_config  # noqa: PLC0415 - likewise

    with TemporaryDirectory() as folder:
        project = new_project(Path(folder, "project"))
        translate_article(project)
        publish(load_config(project.root), OUTPUTS["pdf"], Chosen(), InlineExecutor)


def _serve(connection: socket.socket) -> None:
    """Run each request in a fork, one after another, and answer with its exit status."""
    while True:
        request, streams, flags, _ = socket.recv_fds(connection, _LONGEST, 2)
        if not request or flags & socket.MSG_TRUNC:
            return
        process = os.fork()
        if not process:
            connection.close()
            arguments, folder, environment = json.loads(request)
            _become_program(arguments, folder, environment, streams)
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(process, 0)
        connection.send(os.waitstatus_to_exitcode(status).to_bytes(4, "big", signed=True))


def _become_program(
    arguments: list[str], folder: str, environment: dict[str, str], streams: list[int]
) -> NoReturn:
    """Run `python -m invoke` in this process, which ends by SystemExit, as the program does."""
    for number, stream in enumerate(streams, 1):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    sys.argv = ["invoke", *arguments]
    sys.path[:2] = [folder]  # in place of the project and its tests
    util.spawnv_passfds = _fork_in_place_of_exec  # type: ignore[assignment] # other names
    try:
        runpy.run_module("invoke", run_name="__main__", alter_sys=True)
        status = 0
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        status = end.code
    # The end of the interpreter, except that it frees no module, which takes a tenth of a second.
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - not public
    atexit._run_exitfuncs()  # noqa: SLF001 - not public
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _fork_in_place_of_exec(_path: bytes, arguments: Sequence[Any], kept: Sequence[int]) -> int:
    """Start a process of multiprocessing: its `python -c CODE`, the last argument, in a fork."""
    sys.stdout.flush()
    sys.stderr.flush()
    process = os.fork()
    if process:
        return process
    try:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            if callable(signal.getsignal(number)):
                signal.signal(number, signal.SIG_DFL)
        end, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        for before, after in zip([2, *sorted(kept)], [*sorted(kept), end], strict=True):
            os.closerange(before + 1, after)
        exec(arguments[-1], {})  # noqa: S102 - multiprocessing's own code
    finally:
        os._exit(0)


if __name__ == "__main__":
    sys.path[:0] = [os.fspath(_ROOT)]
    from gettext_memory import remember_results

    for name in _modules():
        importlib.import_module(name)
    remember_results()
    _publish()
    gc.freeze()  # no fork need copy the memory by scanning it
    _serve(socket.socket(fileno=int(sys.argv[1])))
