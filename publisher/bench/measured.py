"""What a measurement says: a time, as a ratio that a machine's speed does not change."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True)
class Amounts:
    """How much is measured: more takes longer, and depends less on chance.

    `articles` are generated, each in three languages; `words` are those of a book,
    `messages` those of a catalogue that is updated, `editions` those of an archive in which
    nothing changes, `renderings` those of one worker. What is quick is done `repeats` times.
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
class Measured:
    """One work: its median in seconds (or what `unit` says), and its `ratio` `to` another.

    `goal` is the most that the ratio may be. What was not measured has neither, and a
    `note` that says why.
    """

    work: str
    value: float | None = None
    unit: str = "s"
    ratio: float | None = None
    to: str = ""
    goal: float | None = None
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; None where there is none, or nothing was measured."""
        return None if self.goal is None or self.ratio is None else self.ratio <= self.goal


@dataclass(frozen=True)
class Growth:
    """What work costs, in seconds, for amounts of which each is twice the one before."""

    unit: str
    points: tuple[tuple[int, float], ...]

    def measured(self, goal: float) -> Measured:
        """Compare the most with half of it."""
        (_, half), (most, whole) = self.points[-2:]
        work = f"twice as many {self.unit}: {most:,}"
        return Measured(work, whole, ratio=whole / half, to="half of it", goal=goal)


def seconds(work: Callable[[], object]) -> float:
    """Return the wall time of work."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def medians(works: Sequence[Callable[[], object]], repeats: int) -> list[float]:
    """Return the median wall time of each work; they take turns, as a machine has moods."""
    rounds = [[seconds(work) for work in works] for _ in range(repeats)]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def median(work: Callable[[], object], repeats: int, ahead: Callable[[], object] = int) -> float:
    """Return the median wall time of work; each time something is done `ahead`, untimed."""
    found = []
    for _ in range(repeats):
        ahead()
        found.append(seconds(work))
    return statistics.median(found)
