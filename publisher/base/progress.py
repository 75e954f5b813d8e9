"""Progress of long work: a function through which its items go, such as one that draws a bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

T = TypeVar("T")


class Progress(Protocol):
    """Function that yields `items`, of which there are `total`, as the work `what` goes on."""

    def __call__(self, items: Iterable[T], total: int, what: str, /) -> Iterator[T]:
        """Yield the items; the one before is done when the next is asked for."""


def silent(items: Iterable[T], _total: int, _what: str, /) -> Iterator[T]:
    """Yield items, and show nothing."""
    yield from items
