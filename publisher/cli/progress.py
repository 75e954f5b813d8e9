"""Progress bar with the time that is left, on a terminal's standard error."""

from __future__ import annotations

import os
import sys
from threading import Timer
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.progress import Progress

T = TypeVar("T")

_WIDTH = 20  # columns of the bar: all takes less than 60
_PATIENCE = 0.5  # seconds: shorter work shows no bar


def with_progress(items: Iterable[T], total: int, what: str, /) -> Iterator[T]:
    """Yield items; on a terminal, show after a moment how many are done and the time left."""
    if not _is_shown():
        yield from items
        return
    bar = _Bar(total, what)
    try:
        for item in items:
            yield item
            bar.advance()
    finally:
        bar.stop()


def _is_shown() -> bool:
    # A dumb terminal cannot delete a line.
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class _Bar:
    """A bar that appears after a moment, in a thread: the first item alone may take long."""

    def __init__(self, total: int, what: str) -> None:
        self._total, self._what, self._done = total, what, 0
        self._bar: Progress | None = None
        self._timer = Timer(_PATIENCE, self._show)
        self._timer.daemon = True
        self._timer.start()

    def _show(self) -> None:
        # Slow imports, which quick work does without.
        from rich import progress  # noqa: PLC0415
        from rich.console import Console  # noqa: PLC0415

        what, left = progress.TextColumn(self._what), progress.TextColumn("left")
        bar = progress.Progress(
            *(what, progress.BarColumn(_WIDTH), progress.MofNCompleteColumn()),
            *(progress.TimeRemainingColumn(compact=True), left),
            console=Console(stderr=True),
            transient=True,
        )
        bar.add_task(self._what, total=self._total, completed=self._done)
        bar.start()
        self._bar = bar

    def advance(self) -> None:
        """Count an item that is done."""
        self._done += 1
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._done)

    def stop(self) -> None:
        """Delete the bar, or let none appear."""
        self._timer.cancel()
        self._timer.join()
        if self._bar is not None:
            self._bar.stop()
