"""Permalinks of Jekyll: addresses with placeholders, as in `/:categories/:title/`.

https://jekyllrb.com/docs/permalinks/
"""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.files import is_inside, read_text
from publisher.readers.yaml_entries import entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

KEYS = ("date", "slug", "category", "categories")  # of front matter, for placeholders
_LIMIT = 2**20
_CONFIGURATIONS = ("_config.yml", "_config.yaml")
_POSTS = "posts"
_DATED = "/:categories/:year/:month/:day/:title"
# Names of templates; the first is that of posts without another one.
_STYLES = MappingProxyType(
    {
        "date": f"{_DATED}.html",
        "pretty": f"{_DATED}/",
        "ordinal": "/:categories/:year/:y_day/:title.html",
        "none": "/:categories/:title.html",
    }
)
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DATED_NAME = re.compile(rf"{_DATE.pattern}-(.+)")
_PLACEHOLDER = re.compile(r":([a-z_]+)")


def is_in_collection(name: str) -> bool:
    """Return whether a path leads through a folder of a collection, such as `_posts`."""
    return collection_of(name) is not None


def collection_of(name: str) -> str | None:
    """Return the collection that a file with a path is in: `posts` for `news/_posts/page`."""
    folders = PurePosixPath(name).parts[:-1]
    return next((folder[1:] for folder in folders if folder.startswith("_")), None)


def expand(template: str, name: str, table: Mapping[str, object]) -> str | None:
    """Return the address of a page, or None for a placeholder without a value.

    `name` is the page's path without ending, `table` has entries of its front matter.
    """
    values = dict(_values(name, table))
    template = _STYLES.get(template, template)
    names = _PLACEHOLDER.findall(template)
    if not all(name in values for name in names):
        return None
    address = _PLACEHOLDER.sub(lambda found: values[found[1]], template)
    return re.sub("/{2,}", "/", f"/{address}")


def _values(name: str, table: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the values of placeholders."""
    folder, base = posixpath.split(name)
    dated = _DATED_NAME.fullmatch(base)
    title = dated[4] if dated else base
    slug = table.get("slug")
    yield "title", slug if isinstance(slug, str) else title
    yield "slug", slug if isinstance(slug, str) else title
    yield from (("name", base), ("basename", base), ("output_ext", ".html"))
    if collection := collection_of(name):
        folders = folder.split("/")
        start = folders.index(f"_{collection}")
        yield "collection", collection
        yield "path", "/".join([*folders[start + 1 :], base])
        yield "categories", "/".join(_categories(folders[:start], table))
    else:
        yield "path", name
        yield "categories", "/".join(_categories([], table))
    day = _DATE.match(str(table.get("date", ""))) or dated
    try:
        yield from _of_day(dt.date(*map(int, day.groups()[:3]))) if day else ()
    except ValueError:  # no day of the calendar
        return


def _of_day(day: dt.date) -> Iterator[tuple[str, str]]:
    yield from (("year", f"{day:%Y}"), ("short_year", f"{day:%y}"), ("y_day", f"{day:%j}"))
    yield from (("month", f"{day:%m}"), ("i_month", str(day.month)))
    yield from (("day", f"{day:%d}"), ("i_day", str(day.day)))


def _categories(folders: list[str], table: Mapping[str, object]) -> dict[str, None]:
    """Return the categories of a page: folders above those of posts, and those of its metadata."""
    found = [*folders]
    for value in (table.get("category"), table.get("categories")):
        if isinstance(value, str):
            found += value.split() if value is table.get("categories") else [value]
        elif isinstance(value, list):
            found += (item for item in value if isinstance(item, str))
    return dict.fromkeys(text.lower() for text in found)


class Templates:
    """Templates of the addresses of pages in collections, from `_config.yml` above them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._by_folder: dict[Path, Mapping[str, str]] = {}

    def of(self, file: Path, name: str) -> str | None:
        """Return the template of a page's address, or None if it is not known."""
        collection = collection_of(name)
        if collection is None:
            return None
        folder = file.parents[len(PurePosixPath(name).parts) - 1 - _depth(name)]
        found = self._in(folder).get(collection)
        return found or (_STYLES["date"] if collection == _POSTS else None)

    def _in(self, folder: Path) -> Mapping[str, str]:
        """Return the templates of the nearest site at a folder or above it, in the project."""
        if folder not in self._by_folder:
            found = next((folder / x for x in _CONFIGURATIONS if (folder / x).is_file()), None)
            if found is not None and is_inside(found, self._root):
                self._by_folder[folder] = _configured(found)
            elif folder == self._root or self._root not in folder.parents:
                self._by_folder[folder] = {}
            else:
                self._by_folder[folder] = self._in(folder.parent)
        return self._by_folder[folder]


def _depth(name: str) -> int:
    """Return the number of folders above that of the collection."""
    parts = PurePosixPath(name).parts
    return next(number for number, part in enumerate(parts) if part.startswith("_"))


def _configured(file: Path) -> dict[str, str]:
    """Return the templates in a site's configuration, by collection."""
    try:
        text = read_text(file, limit=_LIMIT)
        table = entries(text, ("permalink", "collections", "defaults"), file)
    except PublisherError:  # it is the site's
        return {}
    found: dict[str, object] = {_POSTS: table.get("permalink")}
    collections = table.get("collections")
    for name, value in collections.items() if isinstance(collections, dict) else ():
        found[str(name)] = _inner(value, "permalink") or found.get(str(name))
    defaults = table.get("defaults")
    for default in defaults if isinstance(defaults, list) else ():
        scope, kind = _inner(default, "scope"), _inner(_inner(default, "scope"), "type")
        if isinstance(kind, str) and not _inner(scope, "path"):
            found[kind] = _inner(_inner(default, "values"), "permalink") or found.get(kind)
    return {name: value for name, value in found.items() if isinstance(value, str)}


def _inner(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None
