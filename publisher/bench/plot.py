"""Plot the cost of growing amounts of work."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.extras import extra_remedy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from publisher.bench.measured import Growth


def require_matplotlib() -> None:
    """Raise PublisherError if matplotlib is missing, before any time is spent on measuring."""
    if find_spec("matplotlib") is None:
        raise PublisherError(f"--plot needs matplotlib; {extra_remedy('bench')}")


def plot(growths: Sequence[Growth], file: Path) -> None:
    """Plot each growth beside a linear one. Raises PublisherError if `file` is not writable."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - an extra, and slow to import

    figure = Figure(figsize=(4 * len(growths), 3.6), layout="constrained")
    axes = figure.subplots(1, len(growths), squeeze=False)[0]
    for axis, growth in zip(axes, growths, strict=True):
        amounts, costs = zip(*growth.points, strict=True)
        linear = [costs[-1] * amount / amounts[-1] for amount in amounts]
        axis.plot(amounts, linear, "--", color="0.6", label="linear")
        axis.plot(amounts, costs, "o-", color="#8a1c1c", label="measured")
        axis.set(xlabel=growth.unit, ylabel="seconds", ylim=(0, 1.08 * max(costs)))
        axis.set_xlim(0, 1.05 * amounts[-1])
        axis.legend(frameon=False)
    try:
        figure.savefig(file)
    except (OSError, ValueError) as error:
        raise PublisherError(f"cannot be drawn: {error}", file=file) from error
