"""Rendering on a Dask cluster: pages are sent by content, what comes back is verified.

A page names nothing but its own content, and the same page gives the same bytes, so that
Dask may render it anywhere, and anew where a worker is lost.
"""

from __future__ import annotations

import atexit
import hashlib
import multiprocessing
import threading
import warnings
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

from publisher.base.errors import PublisherError
from publisher.base.workers import OverLimitError, make_executor
from publisher.build.incremental.fingerprints import page_fingerprint, toolchain_fingerprint
from publisher.fonts.installed import faces
from publisher.outputs import OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from distributed import Client

    from publisher.base.limits import Limits
    from publisher.pages.page import Page, Rendering

P = ParamSpec("P")
T = TypeVar("T")

_SECONDS = 10  # to reach the scheduler, and to find a worker there
_STARTING = threading.Lock()


@dataclass(frozen=True)
class _Rendered:
    """What a worker sends back: a rendering, the hash of its content, and of what it is.

    `page` is the worker's own digest of the page, its fonts, its publisher and engines.
    """

    rendering: Rendering
    content: str
    page: str
    worker: str


class DaskExecutor(Executor):
    """Renders pages on the workers of the Dask scheduler at `address`, such as tcp://host:8786.

    Each rendering is under `limits`. Raises PublisherError where `distributed` is not
    installed, or nothing answers at the address. Leaving the `with` by an exception, such
    as Ctrl-C, cancels all work.
    """

    def __init__(self, address: str, limits: Limits) -> None:
        self._limits = limits
        self._client = _connect(address)
        self._remote = self._client.get_executor(pure=False)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have `fn` render a page, its one argument; verify what comes back."""
        (page,) = cast("tuple[Page]", (*args, *kwargs.values()))
        with warnings.catch_warnings():
            # Pages hold their images on purpose.
            warnings.filterwarnings("ignore", "Sending large graph")
            sent = self._remote.submit(_render, fn, page, self._limits)
        verified = Future[T]()
        sent.add_done_callback(partial(self._pass_on, verified, page))
        return verified

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Executor's signature
        """Leave the cluster, after the work that was sent, or with it cancelled."""
        self._remote.shutdown(wait=wait and not cancel_futures)
        self._client.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.shutdown(cancel_futures=kind is not None)

    def _pass_on(self, verified: Future[T], page: Page, sent: Future[_Rendered]) -> None:
        """Give on what came back, or say what is wrong with it."""
        try:
            rendering = _verified(page, sent.result())
        except PublisherError as error:
            verified.set_exception(error)
        except CancelledError:
            lost = PublisherError("the Dask scheduler was lost; start it and run again")
            verified.set_exception(lost)
        except Exception as error:  # noqa: BLE001 - whatever Dask raises; told in one line
            verified.set_exception(_as_publisher_error(error, self._limits))
        else:
            verified.set_result(cast("T", rendering))


def _connect(address: str) -> Client:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and heavy
        from distributed.comm.addressing import resolve_address  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise PublisherError(
            "--executor dask needs Dask's distributed; run .venv/bin/pip install '.[cluster]'"
        ) from error
    try:
        resolve_address(address)  # a client refuses what is no address less cleanly
        client = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:  # nothing answers; it is no address
        raise PublisherError(
            f"--address {address}: no Dask scheduler can be reached there; it is written"
            " such as tcp://host:8786"
        ) from error
    try:
        client.wait_for_workers(1, timeout=_SECONDS)
    except OSError as error:
        client.close()
        problem = f"--address {address}: the Dask scheduler has no workers; start one"
        raise PublisherError(f"{problem}: dask worker {address}") from error
    return client


def _verified(page: Page, rendered: _Rendered) -> Rendering:
    """Return a rendering if it is of this very page, and came whole."""
    if rendered.page != _digest(page):
        raise PublisherError(
            f"the Dask worker {rendered.worker} differs from this machine in its publisher,"
            " engines or fonts; install the same ones there and start it anew"
        )
    content = rendered.rendering.content
    if rendered.content != hashlib.sha256(content).hexdigest():
        problem = f"what the Dask worker {rendered.worker} sent was damaged on its way"
        raise PublisherError(f"{problem}; run again, and look at that machine")
    return rendered.rendering


def _as_publisher_error(error: Exception, limits: Limits) -> PublisherError:
    from distributed import KilledWorker  # noqa: PLC0415 - it is loaded by now

    if isinstance(error, KilledWorker):
        return OverLimitError(
            f"was given up after {error.allowed_failures + 1} Dask workers were lost over it;"
            f" give them more than {limits.memory_mib} MiB of memory, and look at their logs"
        )
    return PublisherError(
        f"the Dask cluster cannot render ({type(error).__name__}: {error}); its scheduler and"
        " workers need the same publisher as this machine"
    )


def _render(fn: Callable[[Page], Rendering], page: Page, limits: Limits) -> _Rendered:
    """Render a page on a worker of the cluster, in a process of its own."""
    from distributed import get_worker  # noqa: PLC0415 - a worker has it

    with _STARTING:
        workers = _workers(limits)
    digest = _digest(page)
    rendering, content = workers.submit(_with_hash, fn, page).result()
    return _Rendered(rendering, content, digest, get_worker().address)


def _with_hash(fn: Callable[[Page], Rendering], page: Page) -> tuple[Rendering, str]:
    rendering = fn(page)
    return rendering, hashlib.sha256(rendering.content).hexdigest()


@cache
def _workers(limits: Limits) -> Executor:
    """Start, once on each worker of the cluster, the processes that render under limits."""
    toolchain_fingerprint()  # while it is still that of the code which is loaded
    # Dask's own processes are daemons, which may have no children, lest these outlive
    # them. Ours end with the pipe to their parent, however it ends.
    multiprocessing.current_process().daemon = False
    workers = make_executor(OUTPUTS["pdf"].warm, limits)
    atexit.register(workers.shutdown)
    return workers


def _digest(page: Page) -> str:
    return page_fingerprint(page, (face.file for face in faces(page.families)))
