"""The sidecar: `seeds/<slug>.toml`, all that an article does not say of itself."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from publisher.base.characters import CONTROL, is_visible, single_spaced
from publisher.base.config_tables import Table, read_toml
from publisher.language.locale import Language
from publisher.markup.document import Metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

PARAGRAPH = 0  # the level of a line that looks like a heading and is none
_LEVELS = (PARAGRAPH, 2, 3, 4, 5, 6)


@dataclass(frozen=True)
class Sidecar:
    """Metadata, and the level of each heading that the sidecar names by its text.

    `lines` says in which line of the file a heading is named.
    """

    file: Path
    exists: bool = False
    metadata: Metadata = field(default_factory=Metadata)
    headings: Mapping[str, int] = field(default_factory=dict)
    lines: Mapping[str, int | None] = field(default_factory=dict)


def read_sidecar(file: Path) -> Sidecar:
    """Read a sidecar; one that does not exist says nothing. Raises PublisherError by key."""
    if not file.exists():
        return Sidecar(file)
    table = read_toml(file)
    headings = table.get("headings", _headings) or {}
    lines = {text: table.line_of(text) for text in headings}
    return Sidecar(
        file,
        exists=True,
        metadata=metadata_from(table, "headings"),
        headings=headings,
        lines=lines,
    )


def metadata_from(table: Table, *others: str) -> Metadata:
    """Make metadata from a table that may have `others` keys; raises PublisherError by key."""
    table.refuse_unknown((*_FIELDS, *others), "the metadata")
    values = {
        key.replace("-", "_"): table.get(key, _FIELDS[key])
        for key in table.values
        if key in _FIELDS
    }
    return Metadata(**values)  # type: ignore[arg-type] # each was checked by its own function


def _words(value: object) -> str:
    if not isinstance(value, str) or not is_visible(value):
        raise ValueError("must be text in quotes; leave the key out where it is not known")
    if control := CONTROL.search(value.replace("\r", "\n")):
        raise ValueError(f"control character U+{ord(control[0]):04X} cannot be printed; delete it")
    return single_spaced(value.replace("\r", "\n").replace("\n", " "))


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
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
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


def _image_credits(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueError(  # noqa: TRY004 - one kind of error for every field
            'must be a table of image = credit, like "bridge.jpg" = "Photo: Anna Example"'
        )
    return {_words(image): _words(words) for image, words in value.items()}


def _headings(value: object) -> dict[str, int]:
    if not isinstance(value, dict):
        raise ValueError(  # noqa: TRY004 - one kind of error for every field
            'must be a table of heading = level, like "Comment" = 2'
        )
    for text, level in value.items():
        if type(level) is not int or level not in _LEVELS:
            raise ValueError(
                f"the level of {text!r} must be a number from 2 to 6,"
                f" or 0 for a paragraph, not {level!r}"
            )
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
        "image-credits": _image_credits,
    }
)
