"""Choice of the executor that renders pages: local worker processes or a Dask cluster."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from publisher.project.config import Config

ALL_CORES = sys.maxsize  # number of jobs: as many as there are cores
_NAMES = ("workers", "dask")


def executor_factory(config: Config, name: str, address: str, jobs: int) -> Callable[[], Executor]:
    """Return a function that starts an executor: `jobs` workers, or Dask at `address`.

    Raises PublisherError for options that exclude each other.
    """
    if name not in _NAMES:
        raise PublisherError(f"--executor is {' or '.join(_NAMES)}, not {name!r}")
    if jobs < 1:
        raise PublisherError(f"--jobs must be 1 or more, not {jobs}")
    if name == "dask":
        return _dask_factory(config, address, jobs)
    if address:
        raise PublisherError("--address is the address of a Dask scheduler; add --executor dask")

    def start() -> Executor:
        from publisher.base.workers import make_executor  # noqa: PLC0415 - only for rendering
        from publisher.outputs import OUTPUTS  # noqa: PLC0415 - likewise

        count = None if jobs == ALL_CORES else jobs
        return make_executor(OUTPUTS["pdf"].preload, config.limits, count)

    return start


def _dask_factory(config: Config, address: str, jobs: int) -> Callable[[], Executor]:
    if not address:
        problem = "--executor dask needs the address of the scheduler"
        raise PublisherError(f"{problem}; add one such as --address tcp://host:8786")
    if jobs != ALL_CORES:
        raise PublisherError("--jobs is for this machine; leave it out with --executor dask")

    def start() -> Executor:
        from publisher.build.execution.dask_cluster import DaskExecutor  # noqa: PLC0415 - see above

        return DaskExecutor(address, config.limits)

    return start
