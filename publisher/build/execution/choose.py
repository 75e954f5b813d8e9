"""What renders: this machine's processes, or a cluster, as somebody asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from publisher.project.config import Config

_NAMES = ("workers", "dask")


def executor_factory(config: Config, name: str, address: str, jobs: int) -> Callable[[], Executor]:
    """Return what starts that which renders: `workers`, of which `jobs`, or `dask` at `address`.

    No `jobs`, 0, are as many as there are cores. Raises PublisherError for what does not
    go together.
    """
    if name not in _NAMES:
        raise PublisherError(f"--executor is {' or '.join(_NAMES)}, not {name!r}")
    if jobs < 0:
        raise PublisherError(f"--jobs must be 1 or more, not {jobs}")
    if name == "dask":
        return _cluster(config, address, jobs)
    if address:
        raise PublisherError("--address is a Dask scheduler's; add --executor dask")

    def start() -> Executor:
        from publisher.base.workers import make_executor  # noqa: PLC0415 - likewise
        from publisher.outputs import OUTPUTS  # noqa: PLC0415 - only if something is rendered

        return make_executor(OUTPUTS["pdf"].warm, config.limits, jobs)

    return start


def _cluster(config: Config, address: str, jobs: int) -> Callable[[], Executor]:
    if not address:
        problem = "--executor dask needs the scheduler's address"
        raise PublisherError(f"{problem}; add one such as --address tcp://host:8786")
    if jobs:
        raise PublisherError("--jobs is of this machine; leave it out with --executor dask")

    def start() -> Executor:
        from publisher.build.execution.dask_cluster import DaskExecutor  # noqa: PLC0415 - only if something is rendered

        return DaskExecutor(address, config.limits)

    return start
