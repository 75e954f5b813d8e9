"""Stored places: the hashes of all catalogues of a language, and the digests of these catalogues.

When a few catalogues change, their hashes alone are replaced.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

from publisher.project.known_catalogues import NUMBERS, places_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_SEPARATOR = "\n"  # between digests
_LENGTH = 8  # bytes of an integer


class StoredPlaces(NamedTuple):
    """Places of the hashes of catalogues, in order, and the digests of these catalogues."""

    digests: Sequence[str]
    places: array[int]

    @classmethod
    def from_bytes(cls, content: bytes) -> StoredPlaces:
        """Return the places from the bytes of `to_bytes`."""
        end = _LENGTH + int.from_bytes(content[:_LENGTH], "big")
        digests = content[_LENGTH:end].decode().split(_SEPARATOR)
        return cls(digests, array("Q", content[end:]))

    def to_bytes(self) -> bytes:
        """Return the places as bytes."""
        digests = _SEPARATOR.join(self.digests).encode()
        return b"".join((len(digests).to_bytes(_LENGTH, "big"), digests, self.places))

    def with_digests(
        self, digests: Sequence[str], hashes: Callable[[int], Iterable[int]]
    ) -> StoredPlaces:
        """Return the places of other catalogues; `hashes` returns those of one by its number."""
        known = self.digests if len(self.digests) == len(digests) else [None] * len(digests)
        pairs = enumerate(zip(digests, known, strict=True))
        changed = {number for number, (now, before) in pairs if now != before}
        if not changed:
            return self
        kept = [] if len(changed) == len(digests) else self.places
        found = [place for place in kept if place % NUMBERS not in changed]
        for number in changed:
            found += places_of(hashes(number), number)
        return StoredPlaces(digests, array("Q", sorted(found)))
