"""Metadata of front matter: keys of site generators, and those that are ignored.

A sidecar is publisher's own and strict; front matter may be a whole site's.
"""

from __future__ import annotations

from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from publisher.base import values
from publisher.base.errors import PublisherError
from publisher.language.locale import Language, in_canonical_case
from publisher.markup.document import Metadata
from publisher.markup.fault import SourceFault
from publisher.readers import site_values
from publisher.readers.declared_addresses import KEYS as ADDRESS_KEYS
from publisher.readers.settings import KEYS
from publisher.readers.sidecar import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from publisher.base.config_tables import Table
    from publisher.readers.settings import ReaderSettings

_CHECKS: Mapping[str, Callable[[object], object]] = MappingProxyType(
    {
        **FIELDS,
        "title": site_values.text,
        "kicker": site_values.text,
        "standfirst": site_values.text,
        "author": site_values.authors,
        "date": site_values.date,
        "keywords": site_values.keywords,
        "rights": site_values.text,
    }
)


class SiteMetadata(NamedTuple):
    """Metadata, the keys of the front matter that have no part in it, and faults of others."""

    metadata: Metadata
    ignored: tuple[str, ...] = ()
    faults: tuple[SourceFault, ...] = ()


class _Entry(NamedTuple):
    """A value of front matter, and the keys that lead to it, as they are written."""

    path: tuple[str, ...]
    value: object


def site_metadata(table: Table, settings: ReaderSettings, language: Language) -> SiteMetadata:
    """Return the metadata of front matter in a project of a source language.

    The first key of a field with a good value counts. A bad value of a field's own key, or of one
    that the project configured, is a fault; other bad values are ignored.
    """
    fields: dict[str, object] = {}
    used = set[str]()
    faults = [SourceFault("front-matter", problem, line) for problem, line in table.problems]
    for field, name, entry in _entries(table, settings):
        check = _check(field, name, settings, language)
        try:
            value = None if field in fields else check.read(entry.value)
        except PublisherError as error:
            if check.is_strict:
                faults.append(_bad_value(entry, error, table))
                used.add(entry.path[0])
            continue
        if value is not None:
            fields[field] = value
            used.add(entry.path[0])
    used.update(key for key in table.values if key.lower() in ADDRESS_KEYS)
    filled = (key for key, value in table.values.items() if not site_values.is_empty(value))
    metadata = Metadata(**{field.replace("-", "_"): value for field, value in fields.items()})  # type: ignore[arg-type] # each has passed its own checker
    return SiteMetadata(metadata, tuple(key for key in filled if key not in used), tuple(faults))


def _entries(table: Table, settings: ReaderSettings) -> Iterator[tuple[str, str, _Entry]]:
    """Yield each entry that may be a field's value, with the field and the name of the key."""
    for field, names in settings.keys.items():
        for name in names:
            if (entry := _find(table.values, name)) is not None:
                yield field, name, entry


def _bad_value(entry: _Entry, error: PublisherError, table: Table) -> SourceFault:
    problem = f"{'.'.join(entry.path)}: {error.message}; the value is left out"
    return SourceFault("front-matter", problem, table.line_of(entry.path[-1]))


def _find(table: Mapping[str, object], name: str) -> _Entry | None:
    """Return the entry of a name, whose dots lead into tables; None without a value.

    The case of letters does not matter, as in Hugo.
    """
    first, _, rest = name.partition(".")
    for key, value in table.items():
        if key.lower() == name.lower() and not site_values.is_empty(value):
            return _Entry((key,), value)
        if rest and key.lower() == first.lower() and isinstance(value, dict):
            inner = _find({str(k): v for k, v in value.items()}, rest)
            return inner and _Entry((key, *inner.path), inner.value)
    return None


class _Check(NamedTuple):
    """A checker, which returns None for a value to be ignored; whether its errors are faults."""

    read: Callable[[object], object]
    is_strict: bool


def _check(field: str, name: str, settings: ReaderSettings, language: Language) -> _Check:
    """Return the check of a field for the value of a key."""
    is_synonym = name != field and name in KEYS[field]
    read = _CHECKS[field]
    if field == "layout" and settings.layouts is not None:
        read = partial(_layout, known=settings.layouts)
    elif field == "language" and is_synonym:
        read = partial(_language, source=language)
    elif field == "standfirst" and is_synonym:
        read = site_values.plain_text
    return _Check(read, is_strict=not is_synonym)


def _layout(value: object, known: frozenset[str]) -> str | None:
    """Return the name of one of our layouts; None for one of the site's own."""
    return value if isinstance(value, str) and value in known else None


def _language(value: object, source: Language) -> str:
    """Return the code of a site's language tag, without a region that changes no script.

    The project's source language is known under any of its regions.
    """
    tag = in_canonical_case(values.text(value).replace("_", "-"))
    language = Language.parse(tag)
    base = Language(language.base)
    if (language.base, language.script) == (source.base, source.script):
        return source.code
    return base.code if base.script == language.script else language.code
