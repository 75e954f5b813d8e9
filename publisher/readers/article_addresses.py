"""Addresses of articles: which article, or which page of the web, a link leads to.

Only the names of the seeds are compared, never their content. A site's author names the file
(MkDocs, GitHub, Quarto) or the page that a generator makes of it: `other.md`, `../other/`,
`/other.html`.
"""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit

from publisher.base.config_tables import nearest
from publisher.readers import READERS
from publisher.readers.file_name import INDEXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from publisher.readers.discovery import Seeds

_PAGES = frozenset({".html", ".htm"})  # also the endings of pages that generators make
_ENDINGS = frozenset({*READERS, *_PAGES})
# Files that generators publish under another name; a `.txt` or `.docx` is published as it is.
_CONVERTED = frozenset({".md", ".markdown", ".mdx", ".qmd"})
# Jekyll: /2023/11/20/title.html for _posts/2023-11-20-title.md.
_POST = re.compile(r"(?:(.*)/)?_posts/(?:.*/)?(\d{4})-(\d\d)-(\d\d)-([^/]+)")
# Jekyll: /docs/page/ for _docs/page.md.
_COLLECTION = re.compile(r"(^|/)_(?=[^/])")
# Docusaurus leaves out numbers that only sort the files: /intro for 01-intro.md.
_NUMBER = re.compile(r"(^|/)\d+[-_. ]+(?=[^/])")


class Target(NamedTuple):
    """An article that a link leads to, and a heading in it; an empty `anchor` is its top."""

    slug: str
    anchor: str


class ArticleAddresses:
    """Articles of a project by the addresses that a site may give them.

    `site` is the address of the site's root, which ends with a slash; None if it is not known.
    """

    def __init__(self, seeds: Seeds, site: str | None = None) -> None:
        self.slugs = tuple(seeds.files)
        self._seeds, self._site = seeds, site
        self._hints: dict[str, str] = {}

    @cached_property
    def _names(self) -> dict[str, str]:
        """Paths of the seeds in their folder, without endings, by slug."""
        files = self._seeds.files.items()
        return {slug: self._seeds.name_of(file.with_suffix("")) for slug, file in files}

    @cached_property
    def _by_slug(self) -> dict[str, str]:
        """Slugs by the addresses from the site's root."""
        return _by_address(self.slugs)

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Slugs by the addresses from the folder of all articles."""
        slugs = {name: slug for slug, name in self._names.items()}
        return {address: slugs[name] for address, name in _by_address(slugs).items()}

    def is_local(self, href: str) -> bool:
        """Return whether a link stays on the site, as far as its address shows."""
        return _local(href, self._site) is not None

    def find(self, href: str, slug: str) -> Target | None:
        """Return the article that a link of the article `slug` leads to, or None."""
        parts = _local(href, self._site)
        if parts is None or not (path := unquote(parts.path)):
            return None
        found = self._from_root(path, slug) if path.startswith("/") else self._beside(path, slug)
        return None if found is None else Target(found, unquote(parts.fragment))

    def _from_root(self, path: str, slug: str) -> str | None:
        """Return the article at a path from the site's root.

        That is the folder of slugs, or else of all articles, or else one above the page:
        generators publish `content/docs/en/page.md` as `/en/page/` or `/page/`.
        """
        address = posixpath.normpath(path.strip("/"))
        found = _lookup(self._by_slug, address) or _lookup(self._by_name, address)
        folders = reversed(PurePosixPath(slug).parents)
        places = (posixpath.join(folder, address) for folder in map(str, folders))
        return found or next(filter(None, (_lookup(self._by_slug, x) for x in places)), None)

    def _beside(self, path: str, slug: str) -> str | None:
        """Return the article at a path from the file of another, or else from its page.

        Many generators make a folder of each page, from which `../other/` leads elsewhere; a
        link that names a file, `../other.md`, is relative to the page's file, and in Docusaurus,
        if nothing is there, to the folder of the pages.
        """
        name = self._names[slug]
        is_file = posixpath.splitext(path)[1].lower() in _ENDINGS - _PAGES
        for folder in (posixpath.dirname(name), name)[: 1 if is_file else 2]:
            for place in dict.fromkeys((folder, _unnumbered(folder))):
                address = posixpath.normpath(posixpath.join(place, path))
                if found := _lookup(self._by_name, address):
                    return found
        is_from_pages = is_file and not path.startswith(".")
        return _lookup(self._by_slug, posixpath.normpath(path)) if is_from_pages else None

    def web_address(self, href: str, slug: str) -> str | None:
        """Return the address on the web of a link of the article `slug`; None if it is unknown.

        The ending of a file that the site shows as a page is left out: its replacement depends
        on the site, and most hosts find a page without one.
        """
        parts = _local(href, self._site)
        if parts is None or self._site is None or not parts.path:
            return None
        path = parts.path
        folder = "" if path.startswith("/") else quote(posixpath.dirname(slug))
        address = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
        if address.split("/")[0] == "..":
            return None
        is_folder = path.rpartition("/")[2] in {"", ".", ".."}
        page = _page(address) + ("/" if is_folder else "")
        return self._site + parts._replace(path=page.removeprefix("./")).geturl()

    def hint(self, href: str, slug: str) -> str:
        """Return a question for the article that a dead link may mean, or nothing."""
        parts = _local(href, self._site)
        if parts is None or not (path := unquote(parts.path).strip("/")):
            return ""
        folder = "" if parts.path.startswith("/") else posixpath.dirname(slug)
        *_, address = _stems(posixpath.normpath(posixpath.join(folder, path)))
        if address not in self._hints:
            base = posixpath.basename(address)
            of_base = [slug for slug in self.slugs if posixpath.basename(slug) == base]
            self._hints[address] = nearest(address, of_base or self.slugs)
        return self._hints[address]


def _local(href: str, site: str | None) -> SplitResult | None:
    """Split an address; return None for one that leads out of the site.

    A path from the site's root begins with a slash.
    """
    try:
        parts = urlsplit(href)
    except ValueError:  # brackets that are no host's
        return None
    root = urlsplit(site).path if site else "/"
    if site and href.startswith(site):
        parts = parts._replace(scheme="", netloc="")
    if parts.scheme or parts.netloc:
        return None
    if parts.path.startswith(root):
        parts = parts._replace(path=parts.path[len(root) - 1 :])
    return parts


def _by_address(names: Iterable[str]) -> dict[str, str]:
    """Return names of files by the addresses that a site may give them.

    The name itself comes first, then the address of its folder, then those of generators.
    """
    ordered = sorted(names, key=lambda name: (_index_order(name), name))
    found = {name: name for name in ordered}
    for addresses in (_folder_addresses, _generated_addresses):
        for name in ordered:
            for address in addresses(name):
                found.setdefault(address, name)
    for address, name in list(found.items()):
        found.setdefault(address.casefold(), name)
    return found


def _index_order(name: str) -> int:
    base = posixpath.basename(name).casefold()
    return INDEXES.index(base) if base in INDEXES else 0


def _folder_addresses(name: str) -> Iterator[str]:
    if posixpath.basename(name).casefold() in INDEXES:
        yield posixpath.dirname(name) or "."


def _generated_addresses(name: str) -> Iterator[str]:
    """Yield the addresses that Jekyll and Docusaurus give a file."""
    if post := _POST.fullmatch(name):
        yield "/".join(filter(None, post.groups()))
    collection = _COLLECTION.sub(r"\1", name)
    for address in (collection, _unnumbered(collection)):
        yield address
        yield from _folder_addresses(address)


def _unnumbered(name: str) -> str:
    return _NUMBER.sub(r"\1", name)


def _lookup(by_address: Mapping[str, str], address: str) -> str | None:
    for stem in _stems(address):
        for written in (stem, stem.casefold()):
            if written in by_address:
                return by_address[written]
    return None


def _stems(address: str) -> Iterator[str]:
    """Yield an address as it is, without its ending, and without the page of a folder."""
    yield address
    stem, ending = posixpath.splitext(address)
    if ending.lower() in _ENDINGS:
        yield stem
    folder, base = posixpath.split(stem if ending.lower() in _ENDINGS else address)
    if base == "index":
        yield folder or "."


def _page(address: str) -> str:
    """Return the address of a page that a site makes of a file."""
    stem, ending = posixpath.splitext(address)
    if ending.lower() not in _CONVERTED:
        return address
    folder, base = posixpath.split(stem)
    if base.casefold() not in INDEXES:
        return stem
    return f"{folder}/" if folder else ""
