"""Parsed catalogues as JSON data, which is read a hundred times as fast as the file is parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from polib import POEntry

from publisher.catalogues import pofile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import polib

_FIELDS = (
    *("msgctxt", "msgid", "msgid_plural", "msgstr", "obsolete", "flags", "comment", "tcomment"),
    *("previous_msgctxt", "previous_msgid", "previous_msgid_plural", "linenum"),
)


def data_of(po: polib.POFile) -> dict[str, Any]:
    """Return a parsed catalogue as JSON data."""
    return {
        "header": po.header,
        "metadata": po.metadata,
        "fuzzy": po.metadata_is_fuzzy,
        "entries": [_values(entry) for entry in po],
    }


def from_data(data: Mapping[str, Any]) -> polib.POFile:
    """Return the catalogue of `data_of`. Raises an error for data of another form."""
    po = pofile.empty()
    po.header, po.metadata, po.metadata_is_fuzzy = (
        data[name] for name in ("header", "metadata", "fuzzy")
    )
    po.extend(entries_from(data))
    return po


def entries_from(data: Mapping[str, Any]) -> Iterator[POEntry]:
    """Yield the entries of a catalogue of `data_of`."""
    return map(_entry, data["entries"])


def _values(entry: POEntry) -> list[Any]:
    plural = list(entry.msgstr_plural.items())
    return [*(getattr(entry, field) for field in _FIELDS), entry.occurrences, plural]


def _entry(values: Iterable[Any]) -> POEntry:
    *fields, occurrences, plural = values
    entry = POEntry(encoding="utf-8")
    vars(entry).update(zip(_FIELDS, fields, strict=True))
    entry.occurrences = [tuple(place) for place in occurrences]
    entry.msgstr_plural = dict(plural)
    return entry
