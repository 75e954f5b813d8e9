"""What every output returns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rendering:
    """A finished file. `foreign` are the characters that none of the chosen fonts has."""

    content: bytes
    pages: int | None = None
    foreign: str = ""
