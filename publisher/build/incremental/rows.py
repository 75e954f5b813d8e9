"""Rows of records: texts with their digest, so that damage is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.build.incremental.fingerprints import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Errors of a record that this version did not write.
UNREADABLE = (PublisherError, ValueError, TypeError, LookupError, AttributeError, RecursionError)


def encoded(*texts: str) -> list[bytes]:
    """Return the columns of a row; the last is the digest of the others."""
    return [text.encode("utf-8", "surrogateescape") for text in (*texts, digest(*texts))]


def verified(row: Sequence[object]) -> list[bytes]:
    """Return the columns of a row before their digest; raise ValueError if they differ from it."""
    *columns, found = row
    texts = [column for column in columns if isinstance(column, bytes)]
    if texts != columns or digest(*texts).encode() != found:
        raise ValueError
    return texts


def texts_in(values: Iterable[object]) -> tuple[str, ...]:
    """Return values as texts. Raises TypeError for others."""
    return tuple(map(text_in, values))


def text_in(value: object) -> str:
    """Return a value as a text. Raises TypeError for another one."""
    if not isinstance(value, str):
        raise TypeError
    return value
