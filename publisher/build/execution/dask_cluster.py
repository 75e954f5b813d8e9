"""Rendering on a Dask cluster, with verified results.

A page is self-contained and its rendering deterministic: Dask may render it on any worker, and
again after a worker is lost.
"""

from __future__ import annotations

import atexit
import hashlib
import multiprocessing
import threading
import warnings
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar, cast

from publisher.base.errors import PublisherError
from publisher.base.extras import extra_remedy
from publisher.base.limits import OverLimitError
from publisher.base.workers import make_executor
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

_TIMEOUT = 10  # seconds to reach the scheduler, and for a worker to be there
_STARTING = threading.Lock()


class HashedRendering(NamedTuple):
    """A rendering and the SHA-256 of its content."""

    rendering: Rendering
    content: str


@dataclass(frozen=True)
class _Answer:
    """Answer of a worker, and the worker's address.

    `page` is the worker's own fingerprint of the page, its fonts and its toolchain.
    """

    hashed: HashedRendering
    page: str
    worker: str


class DaskExecutor(Executor):
    """Executor that renders pages on the workers of the Dask scheduler at `address`.

    An address is such as tcp://host:8786; `limits` apply to each rendering. Raises
    PublisherError if `distributed` is not installed or nothing answers at the address. An
    exception that leaves the `with`, such as Ctrl-C, cancels all work.
    """

    def __init__(self, address: str, limits: Limits) -> None:
        self._limits = limits
        self._client = _connect(address)
        self._remote = self._client.get_executor(pure=False)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Render a page, the only argument of `fn`, and verify the answer."""
        (page,) = cast("tuple[Page]", (*args, *kwargs.values()))
        page = replace(page, fonts=tuple(face.embedded() for face in page.fonts))
        with warnings.catch_warnings():
            # Pages contain their images on purpose.
            warnings.filterwarnings("ignore", "Sending large graph")
            sent = self._remote.submit(_render, fn, page, self._limits)
        verified = Future[T]()
        sent.add_done_callback(partial(self._verify, verified, page))
        return verified

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - Executor's signature
        """Leave the cluster after the submitted work, or cancel it."""
        self._remote.shutdown(wait=wait and not cancel_futures)
        self._client.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.shutdown(cancel_futures=kind is not None)

    def _verify(self, verified: Future[T], page: Page, sent: Future[_Answer]) -> None:
        """Set the verified future to the answer, or to its error."""
        try:
            rendering = _verified(page, sent.result())
        except PublisherError as error:
            verified.set_exception(error)
        except CancelledError:
            lost = PublisherError("the Dask scheduler was lost; start it and run again")
            verified.set_exception(lost)
        except Exception as error:  # noqa: BLE001 - any error of Dask becomes one line
            verified.set_exception(_as_publisher_error(error, self._limits))
        else:
            verified.set_result(cast("T", rendering))


def _connect(address: str) -> Client:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and heavy
        from distributed.comm.addressing import resolve_address  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise PublisherError(
            f"--executor dask needs Dask's distributed; {extra_remedy('cluster')}"
        ) from error
    try:
        resolve_address(address)  # a client refuses a malformed address with a traceback
        client = Client(address, timeout=_TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:  # no answer, or a malformed address
        raise PublisherError(
            f"--address {address}: no Dask scheduler answers; write the address like"
            " tcp://host:8786"
        ) from error
    try:
        client.wait_for_workers(1, timeout=_TIMEOUT)
    except OSError as error:
        client.close()
        problem = f"--address {address}: the Dask scheduler has no workers; start one"
        raise PublisherError(f"{problem}: dask worker {address}") from error
    return client


def _verified(page: Page, answer: _Answer) -> Rendering:
    """Return a rendering if it is of this page and undamaged; else raise PublisherError."""
    if answer.page != _fingerprint(page):
        raise PublisherError(
            f"the Dask worker {answer.worker} differs from this machine in its publisher,"
            " engines or fonts; install the same ones there and restart it"
        )
    rendering, content = answer.hashed
    if content != hashlib.sha256(rendering.content).hexdigest():
        problem = f"the answer of the Dask worker {answer.worker} was damaged on its way"
        raise PublisherError(f"{problem}; run again, and look at that machine")
    return rendering


def _as_publisher_error(error: Exception, limits: Limits) -> PublisherError:
    from distributed import KilledWorker  # noqa: PLC0415 - it is loaded by now

    if isinstance(error, KilledWorker):
        return OverLimitError(
            f"was abandoned after {error.allowed_failures + 1} Dask workers died rendering it;"
            f" give them more than {limits.memory_mib} MiB of memory, and look at their logs"
        )
    return PublisherError(
        f"the Dask cluster cannot render ({type(error).__name__}: {error}); its scheduler and"
        " workers need the same publisher as this machine"
    )


def _render(fn: Callable[[Page], Rendering], page: Page, limits: Limits) -> _Answer:
    """Render a page on a worker of the cluster, in a child process under limits."""
    from distributed import get_worker  # noqa: PLC0415 - installed on every worker

    with _STARTING:
        workers = _workers(limits)
    fingerprint = _fingerprint(page)
    hashed = workers.submit(_render_and_hash, fn, page).result()
    return _Answer(hashed, fingerprint, get_worker().address)


def _render_and_hash(fn: Callable[[Page], Rendering], page: Page) -> HashedRendering:
    rendering = fn(page)
    return HashedRendering(rendering, hashlib.sha256(rendering.content).hexdigest())


@cache
def _workers(limits: Limits) -> Executor:
    """Start the child processes of a worker, once, which render under limits."""
    toolchain_fingerprint()  # computed before the sources can differ from the loaded code
    # Dask's processes are daemons, which may not have children because these could outlive
    # them. Ours exit when the pipe to their parent closes.
    multiprocessing.current_process().daemon = False
    workers = make_executor(OUTPUTS["pdf"].preload, limits)
    atexit.register(workers.shutdown)
    return workers


def _fingerprint(page: Page) -> str:
    return page_fingerprint(page, faces(page.families, page.fonts))
