"""Fork server: a process that imports the heavy engines once, to fork workers from."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import tempfile
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import TYPE_CHECKING

import publisher
from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTEXT = multiprocessing.get_context("forkserver")
_MAX_FOLDER_LENGTH = 60  # bytes; of the 107, multiprocessing needs some 40 for names
_SHORT_FOLDERS = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 - private folders are made in them


def start_server(preload: list[str]) -> None:
    """Start the fork server, with this package on its path in any working directory.

    It imports the modules `preload`. Raises PublisherError if no folder is fit for its socket.
    """
    CONTEXT.set_forkserver_preload(preload)
    previous = os.environ.get("PYTHONPATH")
    home = str(Path(publisher.__file__).resolve().parent.parent)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [home, previous]))
    try:
        # First, since it unblocks signals. If a hang-up ends it, a warning is printed.
        with _blocked(signal.SIGHUP):
            resource_tracker.ensure_running()
        # Ctrl-C would interrupt the imports of the server, which exits with this process.
        with _blocked(signal.SIGINT), _short_addresses():
            forkserver.ensure_running()
    finally:
        if previous is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = previous


@contextlib.contextmanager
def _blocked(number: signal.Signals) -> Iterator[None]:
    """Block a signal, also in the processes that are started meanwhile."""
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


@contextlib.contextmanager
def _short_addresses() -> Iterator[None]:
    """Create sockets in a folder with a short name: their addresses have few bytes (unix(7)).

    Raises PublisherError if there is none.
    """
    previous = tempfile.tempdir
    folders = (tempfile.gettempdir(), *_SHORT_FOLDERS)
    usable = (name for name in folders if len(os.fsencode(name)) <= _MAX_FOLDER_LENGTH)
    for folder in usable:
        if os.access(folder, os.W_OK | os.X_OK):
            tempfile.tempdir = folder
            break
    else:
        raise PublisherError("the name of TMPDIR is too long for sockets; choose a shorter one")
    try:
        yield
    finally:
        tempfile.tempdir = previous
