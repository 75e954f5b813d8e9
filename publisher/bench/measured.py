"""Measurements: medians, and ratios that the machine's speed does not change."""

from __future__ import annotations

import statistics
import time
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Amounts:
    """Amounts of work to measure: larger ones take longer and vary less.

    `articles` are generated, each in three languages; `words` are those of a book,
    `messages` those of an updated catalogue, `editions` those of an archive without
    changes, `renderings` those of one worker. Quick measurements take the median of
    `repeats`.
    """

    articles: int = 20
    words: int = 10_000
    messages: int = 2_000
    editions: int = 300
    renderings: int = 90
    repeats: int = 3

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if value < 1:
                raise PublisherError(f"--{name} must be 1 or more, not {value}")


@dataclass(frozen=True)
class Measurement:
    """A measurement: the median `value` in `unit`, and its `ratio` `to` a reference.

    `goal` is the highest acceptable ratio. A skipped measurement has no value and no
    ratio, but a `note` with the reason.
    """

    work: str
    value: float | None = None
    _: KW_ONLY
    unit: str = "s"
    ratio: float | None = None
    to: str = ""
    goal: float | None = None
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; None without a goal or a ratio."""
        return None if self.goal is None or self.ratio is None else self.ratio <= self.goal


class Point(NamedTuple):
    """The wall time of one amount of work."""

    amount: int
    seconds: float


@dataclass(frozen=True)
class Growth:
    """Wall times of growing amounts of work, each amount twice the one before."""

    unit: str
    points: tuple[Point, ...]

    def doubling(self, goal: float) -> Measurement:
        """Return the cost of the largest amount as a ratio to half of it."""
        half, whole = self.points[-2:]
        return Measurement(
            f"twice as many {self.unit}: {whole.amount:,}",
            whole.seconds,
            ratio=whole.seconds / half.seconds,
            to="half of it",
            goal=goal,
        )


class Scaling(NamedTuple):
    """Measurements of one kind of work, and its growth."""

    measured: list[Measurement]
    growth: Growth


def seconds(work: Callable[[], object]) -> float:
    """Return the wall time of work."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median_seconds(
    work: Callable[[], object], repeats: int, setup: Callable[[], object] | None = None
) -> float:
    """Return the median wall time of work; `setup` runs before each repeat, untimed."""
    times = []
    for _ in range(repeats):
        if setup is not None:
            setup()
        times.append(seconds(work))
    return statistics.median(times)


def interleaved_medians(works: Sequence[Callable[[], object]], repeats: int) -> list[float]:
    """Return the median wall time of each work.

    The works take turns, so that a drift in the machine's speed affects all of them.
    """
    rounds = [[seconds(work) for work in works] for _ in range(repeats)]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]
