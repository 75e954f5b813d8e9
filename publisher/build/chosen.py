"""Choice of articles and languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Chosen(NamedTuple):
    """Articles and languages that were chosen; empty means all."""

    slugs: Sequence[str] = ()
    languages: Sequence[str] = ()
