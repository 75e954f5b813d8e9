"""Data of the package: the default layouts (`templates`) and their translations (`locales`).

An installed package contains them. In a checkout they are beside it, at the top level.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def package_data(name: str) -> Path:
    """Return the package's folder of that name, resolved."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
