"""Pairs: the closing mark of each opening one, among marks of several kinds."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Mark(NamedTuple):
    """An opening or closing mark at a `place`, such as its line; only marks of one key pair."""

    key: str
    place: int
    closes: bool


def paired(marks: Iterable[Mark]) -> dict[int, int]:
    """Return the place of the closing mark by that of the opening one, in linear time.

    A closing mark ends the innermost open mark of its key, and all that were opened after it.
    """
    ends: dict[int, int] = {}
    opened: list[tuple[str, int]] = []
    counts = Counter[str]()  # of the open marks by key: a mark that closes none is passed quickly
    for key, place, closes in marks:
        if not closes:
            opened.append((key, place))
            counts[key] += 1
            continue
        while counts[key]:
            inner, opening = opened.pop()
            counts[inner] -= 1
            if inner == key:
                ends[opening] = place
                break
    return ends
