"""Addresses that pages declare in their front matter, such as `permalink`, `slug` or `aliases`.

They are relative to the folder of all pages, without slashes at their ends; `.` is its page.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from publisher.base.errors import PublisherError
from publisher.readers.file_name import INDEXES
from publisher.readers.permalinks import KEYS as _OF_TEMPLATES
from publisher.readers.permalinks import expand, is_in_collection
from publisher.readers.yaml_entries import entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LIMIT = 2**16  # bytes at the start of a file
_FORMER = ("aliases", "redirect_from")  # Hugo and Quarto, Jekyll
KEYS = ("permalink", "url", "slug", "id", *_FORMER)
_HAS_KEY = re.compile(
    rf"""^[{{ \t]*["']?(?:{"|".join(KEYS)})["']?[ \t]*[:=]""", re.MULTILINE | re.IGNORECASE
)
_OPENING = re.compile(r"\s*(?:(---|\+\+\+)[ \t]*\n|(?=\{))")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
# Docusaurus leaves out numbers that only sort files, but not dates and versions.
_NUMBER = re.compile(r"(^|/)\d+[-_. ]+(?=[^-_.\s/\d])")
_ASTRO = "/src/content/"
_NONE = frozenset({"", "false", "true"})  # a page without an address, in Eleventy


class Declared(NamedTuple):
    """Addresses of a page, from its front matter.

    - `page`: addresses of the page itself; of several, the generator decides which. A folder's
      end with a slash
    - `others`: former addresses, and those of which only some generators make use
    """

    page: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def below(self, folder: str) -> Declared:
        """Return the same addresses in a folder of the site."""
        page, others = (tuple(f"/{folder}/{x.lstrip('/')}" for x in part) for part in self)
        return Declared(page, others)


NOTHING = Declared()


def declared_addresses(file: Path, name: str, template: str | None) -> Declared:
    """Return the addresses that a page declares; nothing of a page that cannot be read.

    `name` is the path of the file, without ending, relative to the folder of all pages. `template`
    is that of Jekyll's addresses for its collection.
    """
    table = _front_matter(file, is_template_used=template is not None)
    if table is None:
        return NOTHING
    page = tuple(_page_addresses(file, name, table, template))
    others = list(_former(name, table))
    if not page:
        others += _beside(name, table.get("id"))
    return Declared(page, tuple(others))


def normal(address: str) -> str:
    """Return an address without the parts that generators write in many ways."""
    stem, ending = posixpath.splitext(address)
    stem = stem if ending.lower() in {".html", ".htm"} else address
    folder, base = posixpath.split(stem)
    return posixpath.normpath((folder if base == "index" else stem).strip("/"))


def unnumbered(name: str) -> str:
    """Return a path without the numbers that only sort its folders and files."""
    return _NUMBER.sub(r"\1", name)


def _front_matter(file: Path, *, is_template_used: bool) -> Mapping[str, object] | None:
    """Return the entries of the front matter, or None if none matters."""
    try:
        with file.open("rb") as stream:
            text = stream.read(_LIMIT).decode("utf-8-sig", "ignore").replace("\r\n", "\n")
    except OSError:
        return None
    opening = _OPENING.match(text)
    if opening is None:
        return None
    try:
        if opening[1] != "---":
            return _hugo_front_matter(text, file)
        closing = _CLOSING.search(text, opening.end())
        yaml = text[opening.end() : closing.start()] if closing else ""
        if not is_template_used and not _HAS_KEY.search(yaml):
            return None
        return entries(yaml, (*KEYS, *_OF_TEMPLATES), file)
    except PublisherError:  # reading the article reports it
        return None


def _hugo_front_matter(text: str, file: Path) -> Mapping[str, object] | None:
    """Return the entries of front matter in TOML or JSON."""
    if not _HAS_KEY.search(text):
        return None
    from publisher.readers.front_matter import split_front_matter  # noqa: PLC0415 - loads YAML

    table, _ = split_front_matter(text, file)
    return {key.lower(): value for key, value in table.values.items()} if table else None


def _page_addresses(
    file: Path, name: str, table: Mapping[str, object], template: str | None
) -> Iterator[str]:
    """Yield the addresses of the page itself."""
    permalink = table.get("permalink")
    if isinstance(permalink, str) or is_in_collection(name):
        own = _local(permalink if isinstance(permalink, str) else template)
        if found := own and expand(own, name, table):
            yield found
    elif url := _local(table.get("url")):
        yield url
    elif slug := _local(table.get("slug")):
        yield from _of_slug(file, name, slug)


def _of_slug(file: Path, name: str, slug: str) -> Iterator[str]:
    """Yield the addresses that a slug stands for: in Astro a whole path, else its end."""
    path = file.as_posix()
    if _ASTRO in path and not slug.startswith("/"):
        inner = path.rpartition(_ASTRO)[2].count("/")  # folders below src/content
        parents = PurePosixPath(name).parents
        yield str(parents[min(inner, len(parents)) - 1] / slug) if inner else slug
    else:
        yield from _beside(name, slug)


def _beside(name: str, value: object) -> Iterator[str]:
    """Yield the addresses of a name in place of a page's own.

    An index is the page of its folder (Hugo, Docusaurus' blog), or one in it (Docusaurus' docs).
    """
    if not (address := _local(value)):
        return
    folder, base = posixpath.split(name)
    folders = [folder]
    if base.casefold() in INDEXES and folder:
        above = posixpath.dirname(folder)
        folders = [above] if base == "_index" else [above, folder]
    for place in dict.fromkeys((*folders, *map(unnumbered, folders))):
        yield posixpath.join("/", place, address)


def _former(name: str, table: Mapping[str, object]) -> Iterator[str]:
    """Yield former addresses; a relative alias is beside the page."""
    for key in _FORMER:
        value = table.get(key)
        for item in value if isinstance(value, list) else [value]:
            if address := _local(item):
                folder = posixpath.dirname(name) if key == "aliases" else ""
                yield posixpath.join("/", folder, address)


def _local(value: object) -> str | None:
    """Return an address on the site, or None for another, or one that is computed."""
    if not isinstance(value, str) or value.strip().lower() in _NONE or "{{" in value:
        return None
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else parts.path or None
