"""Sidecar, `seeds/<slug>.toml`: metadata that the article's own text lacks."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from publisher.base import values
from publisher.base.config_tables import Table, read_toml
from publisher.base.errors import PublisherError
from publisher.base.files import is_there
from publisher.language.locale import Language
from publisher.markup.document import Metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

PARAGRAPH = 0  # level of a line that looks like a heading but is a paragraph
_LEVELS = (PARAGRAPH, 2, 3, 4, 5, 6)


@dataclass(frozen=True)
class Sidecar:
    """Metadata, and heading levels by the headings' text.

    `lines` holds the line of the file that names each heading.
    """

    file: Path
    exists: bool = False
    metadata: Metadata = field(default_factory=Metadata)
    headings: Mapping[str, int] = field(default_factory=dict)
    lines: Mapping[str, int | None] = field(default_factory=dict)


def read_sidecar(file: Path) -> Sidecar:
    """Read a sidecar; a missing one is empty. Raises PublisherError by key."""
    if not is_there(file):
        return Sidecar(file)
    table = read_toml(file)
    headings = table.get("headings", _headings) or {}
    lines = {text: table.line_of(text) for text in headings}
    return Sidecar(
        file,
        exists=True,
        metadata=_metadata(table),
        headings=headings,
        lines=lines,
    )


def _metadata(table: Table) -> Metadata:
    table.refuse_unknown((*FIELDS, "headings"), "the metadata")
    fields = {
        key.replace("-", "_"): table.get(key, FIELDS[key]) for key in table.values if key in FIELDS
    }
    return Metadata(**fields)  # type: ignore[arg-type] # each has passed its own checker


def _date(value: object) -> dt.date:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(values.text(value))
    except (ValueError, PublisherError) as error:
        raise PublisherError("must be a day like 2023-11-23") from error


def _address(value: object) -> str:
    address = values.text(value)
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise PublisherError(f"must be a web address like https://example.org/, not {address!r}")
    return address


def _language(value: object) -> str:
    return Language.parse(values.text(value)).code


def _layout(value: object) -> str:
    name = values.text(value)
    if not re.fullmatch(r"[A-Za-z0-9][\w-]*", name):
        raise PublisherError(
            f"must be the name of a file in templates/ without .html, not {name!r}"
        )
    return name


def _image_credits(value: object) -> dict[str, str]:
    credits_of = values.table('image = credit, like "bridge.jpg" = "Photo: Anna Example"')(value)
    return {values.text(image): values.text(words) for image, words in credits_of.items()}


def _headings(value: object) -> dict[str, int]:
    levels = values.table('heading = level, like "Comment" = 2')(value)
    for text, level in levels.items():
        if type(level) is not int or level not in _LEVELS:
            raise PublisherError(
                f"the level of {text!r} must be a number from 2 to 6,"
                f" or 0 for a paragraph, not {level!r}"
            )
    return cast("dict[str, int]", levels)


# Checkers of the metadata, by key.
FIELDS: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {
        "title": values.text,
        "kicker": values.text,
        "standfirst": values.text,
        "author": values.texts,
        "date": _date,
        "source": _address,
        "language": _language,
        "keywords": values.texts,
        "rights": values.text,
        "layout": _layout,
        "image-credits": _image_credits,
    }
)
