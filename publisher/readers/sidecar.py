"""The sidecar: `seeds/<slug>.toml`, all that a plain text cannot say of itself."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from publisher.config import refuse_unknown_keys
from publisher.document import Metadata
from publisher.errors import PublisherError, SeedError
from publisher.files import read_text
from publisher.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_LIMIT = 2**20
_FIRST_SECTION, _DEEPEST_HEADING = 2, 6


@dataclass(frozen=True)
class Sidecar:
    """Metadata, and the level of each heading that the sidecar names by its text.

    `lines` says in which line of the file a heading is named.
    """

    file: Path
    metadata: Metadata = field(default_factory=Metadata)
    headings: Mapping[str, int] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)


def read_sidecar(file: Path) -> Sidecar:
    """Read a sidecar; one that does not exist says nothing. Raises SeedError naming the key."""
    if not file.exists():
        return Sidecar(file)
    content = read_text(file, limit=_LIMIT)
    try:
        table = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))  # or "at end of document"
        raise SeedError(
            f"not valid TOML: {error}",
            file=file,
            line=int(place[1]) if place else content.count("\n") + 1,
        ) from error
    headings = _checked("headings", table.pop("headings", {}), _levels, content, file)
    return Sidecar(
        file,
        metadata_from(table, content, file),
        cast("dict[str, int]", headings),
        {
            text: line
            for text in cast("dict[str, int]", headings)
            if (line := _line(content, text))
        },
    )


def metadata_from(table: dict[str, object], content: str, file: Path) -> Metadata:
    """Make metadata from a table that was read out of `content`; raises SeedError by key."""
    try:
        refuse_unknown_keys(table, (*_FIELDS, "headings"), "the metadata")
    except PublisherError as error:
        unknown = next(key for key in table if key not in _FIELDS)
        raise SeedError(error.message, file=file, line=_line(content, unknown)) from error
    values = {key: _checked(key, table[key], _FIELDS[key], content, file) for key in table}
    return Metadata(**values)  # type: ignore[arg-type] # each was checked by its own function


def _checked(
    key: str, value: object, check: Callable[[object], object], content: str, file: Path
) -> object:
    try:
        return check(value)
    except (ValueError, PublisherError) as error:
        raise SeedError(f"{key}: {error}", file=file, line=_line(content, key)) from error


def _line(content: str, key: str) -> int | None:
    pattern = rf"^[ \t]*(\[[ \t]*)?[\"']?{re.escape(key)}[\"']?\s*[\]=.]"
    found = re.search(pattern, content, re.MULTILINE)
    return content.count("\n", 0, found.start()) + 1 if found else None


def _words(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be text in quotes; leave the key out where it is not known")
    return " ".join(value.split())


def _list_of_words(value: object) -> tuple[str, ...]:
    return tuple(_words(item) for item in (value if isinstance(value, list) else [value]))


def _date(value: object) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(_words(value))
    except ValueError as error:
        raise ValueError("must be a day like 2023-11-23") from error


def _address(value: object) -> str:
    address = _words(value)
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError(f"must be a web address like https://example.org/, not {address!r}")
    return address


def _language(value: object) -> str:
    return Language.parse(_words(value)).code


def _layout(value: object) -> str:
    name = _words(value)
    if not re.fullmatch(r"[A-Za-z0-9][\w-]*", name):
        raise ValueError(f"must be the name of a file in templates/ without .html, not {name!r}")
    return name


def _levels(value: object) -> dict[str, int]:
    if not isinstance(value, dict):
        raise ValueError(  # noqa: TRY004 - one kind of error for every field
            'must be a table of heading = level, like "Comment" = 2'
        )
    for text, level in value.items():
        if type(level) is not int or not _FIRST_SECTION <= level <= _DEEPEST_HEADING:
            raise ValueError(f"the level of {text!r} must be a number from 2 to 6, not {level!r}")
    return value


_FIELDS: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {
        "title": _words,
        "kicker": _words,
        "standfirst": _words,
        "author": _list_of_words,
        "date": _date,
        "source": _address,
        "language": _language,
        "keywords": _list_of_words,
        "layout": _layout,
    }
)
