"""Checkers of values that people write into tables (TOML, YAML).

A checker takes any value and returns it with its type, or raises PublisherError with the
values that it accepts. `Table.get` adds the file, the line and the key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from publisher.base.characters import CONTROL, is_visible, single_spaced
from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


def boolean(value: object) -> bool:
    """Check for true or false."""
    if not isinstance(value, bool):
        raise PublisherError(f"must be true or false, not {value!r}")
    return value


def whole_number(least: int, most: int) -> Callable[[object], int]:
    """Return a checker of whole numbers from `least` to `most`; booleans are rejected."""

    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise PublisherError(f"must be a whole number from {least} to {most}, not {value!r}")
        return value

    return check


def one_of(choices: Iterable[T]) -> Callable[[object], T]:
    """Return a checker of one of the `choices`, which are strings."""
    known = tuple(choices)

    def check(value: object) -> T:
        if value not in known:
            *others, last = (f'"{choice}"' for choice in known)
            listed = f"{', '.join(others)} or {last}" if others else last
            raise PublisherError(f"must be {listed}, not {value!r}")
        return value  # one of the choices

    return check


def strings(example: str) -> Callable[[object], tuple[str, ...]]:
    """Return a checker of lists of strings; the `example` is part of its error."""

    def check(value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise PublisherError(f"must be a list of words in quotes, like {example}")
        return tuple(value)

    return check


def text(value: object) -> str:
    """Check for visible text without control characters; line ends become spaces."""
    if not isinstance(value, str) or not is_visible(value):
        raise PublisherError("must be text in quotes; delete the key if you have no value")
    lines = value.replace("\r", "\n")
    if control := CONTROL.search(lines):
        raise PublisherError(
            f"control character U+{ord(control[0]):04X} cannot be printed; delete it"
        )
    return single_spaced(lines.replace("\n", " "))


def texts(value: object) -> tuple[str, ...]:
    """Check for one text or a list of texts."""
    return tuple(text(item) for item in (value if isinstance(value, list) else [value]))


def base_url(value: object) -> str:
    """Check for the web address of a folder; return it with a slash at the end."""
    problem = 'must be a web address, like "https://example.org/handbook/"'
    try:
        parts = urlsplit(value if isinstance(value, str) else "")
    except ValueError as error:
        raise PublisherError(problem) from error
    is_plain = not (parts.query or parts.fragment) and not re.search(r"[\s<>\"]", parts.geturl())
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_plain:
        raise PublisherError(problem)
    return f"{parts.geturl().rstrip('/')}/"


def table(example: str) -> Callable[[object], dict[str, object]]:
    """Return a checker of tables; the `example` is part of its error."""

    def check(value: object) -> dict[str, object]:
        if not isinstance(value, dict):
            raise PublisherError(f"must be a table of {example}")
        return value

    return check
