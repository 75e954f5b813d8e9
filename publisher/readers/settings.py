"""Settings of a project that readers need."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.base.config_tables import Table

# Keys of front matter by field, in order of precedence. A subtitle is written to be read below
# the title; a description often only serves search engines, and a summary lists of pages. The
# names of dates are those of Hugo's default configuration, in its order.
KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("title",),
        "kicker": ("kicker",),
        "standfirst": ("standfirst", "subtitle", "description", "summary"),
        "author": ("author", "authors"),
        "date": ("date", "publishDate", "pubDate", "published", "lastmod", "modified"),
        "source": ("source",),
        "language": ("language", "lang"),
        "keywords": ("keywords", "tags"),
        "rights": ("rights",),
        "layout": ("layout",),
        "image-credits": ("image-credits",),
    }
)


@dataclass(frozen=True)
class ReaderSettings:
    """Settings for readers.

    - `layouts`: names of the layouts that there are; None: any name
    - `keys`: keys of front matter by field of the metadata, in order of precedence
    - `site`: web address of the articles' site, if they have one
    """

    layouts: frozenset[str] | None = None
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: KEYS)
    site: str | None = None


DEFAULT_SETTINGS = ReaderSettings()


def load_keys(table: Table) -> Mapping[str, tuple[str, ...]]:
    """Return the keys by field of a configuration: its own, and then ours.

    With an empty list, a field has no key. Raises PublisherError by key.
    """
    table.refuse_unknown(KEYS)
    own = {name: table.get(name, _names) for name in table.values}
    return {name: _with_ours(own.get(name), ours) for name, ours in KEYS.items()}


def _with_ours(own: tuple[str, ...] | None, ours: tuple[str, ...]) -> tuple[str, ...]:
    return own if own == () else tuple(dict.fromkeys([*(own or ()), *ours]))


def _names(value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list) else [value]
    if not all(isinstance(name, str) and all(name.split(".")) for name in names):
        raise PublisherError('must be keys of front matter, like ["lede", "params.lede"]')
    return tuple(names)
