"""Source faults: problems that a reader finds in a seed and that do not stop its reading."""

from __future__ import annotations

from typing import NamedTuple


class SourceFault(NamedTuple):
    """A problem in a seed, before it has a severity.

    `check` is the name of the check that reports it (checks/sources), `line` counts from 1 and
    is None if it is unknown.
    """

    check: str
    message: str
    line: int | None = None
