"""Cache of values that are read or computed once, failures included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

K = TypeVar("K", bound="Hashable")
V = TypeVar("V")


class ReadCache(Generic[K, V]):
    """Cache by key. A PublisherError is cached like a value, and raised at each lookup."""

    def __init__(self) -> None:
        self._results: dict[K, V | PublisherError] = {}

    def get(self, key: K, read: Callable[[], V]) -> V:
        """Return the value of `key`, from `read` at the first lookup. Raises PublisherError."""
        if key not in self._results:
            try:
                self._results[key] = read()
            except PublisherError as error:
                self._results[key] = error
        result = self._results[key]
        if isinstance(result, PublisherError):
            # A traceback of an earlier lookup would keep all its values in memory.
            raise result.with_traceback(None)
        return result

    def __contains__(self, key: K) -> bool:
        """Return whether `key` was looked up before."""
        return key in self._results

    def replace(self, key: K, value: V) -> None:
        """Set the value of `key`; later lookups return it."""
        self._results[key] = value

    def discard(self, key: K) -> None:
        """Drop the value or failure of `key`, if there is one; the next lookup reads it again."""
        self._results.pop(key, None)

    def discard_where(self, is_old: Callable[[K], bool]) -> None:
        """Drop the values and failures of some keys."""
        for key in list(filter(is_old, self._results)):
            del self._results[key]

    def clear(self) -> None:
        """Drop all values and failures."""
        self._results.clear()
