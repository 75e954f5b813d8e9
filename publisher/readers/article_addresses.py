"""Addresses of articles: which article, or which page of the web, a link leads to.

A site's author names the file (MkDocs, GitHub, Quarto) or the page that a generator makes of it:
`other.md`, `../other/`, `/other.html`. The address of the page comes from the file's name, or
from the page's front matter.
"""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from publisher.base.config_tables import nearest
from publisher.markup.links import ANYWHERE
from publisher.readers.address_paths import (
    is_file,
    local_path,
    page_of,
    route_of,
    stems,
)
from publisher.readers.address_table import AddressTable
from publisher.readers.article_names import ArticleNames
from publisher.readers.declared_addresses import (
    NOTHING,
    declared_addresses,
    unnumbered,
)
from publisher.readers.file_name import MARKDOWN
from publisher.readers.permalinks import Templates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from publisher.readers.declared_addresses import Declared
    from publisher.readers.discovery import Seeds

# Names of folders that can be the root of a site: of a language, or all pages (Starlight).
_ROOT = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?|docs")


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
    def _declared(self) -> dict[str, Declared]:
        """Addresses that pages declare, by slug, if there are any."""
        templates = Templates(self._seeds.folder)
        found = {
            slug: declared_addresses(file, slug, templates.of(file, slug))
            for slug, file in self._seeds.files.items()
            if file.suffix.lower() in MARKDOWN
        }
        return {slug: declared for slug, declared in found.items() if declared != NOTHING}

    @cached_property
    def _files(self) -> tuple[AddressTable, AddressTable]:
        """Files by their paths from the folder of slugs, and from that of all articles."""
        return AddressTable({slug: slug for slug in self.slugs}), AddressTable(self._names)

    @cached_property
    def _pages(self) -> tuple[AddressTable, AddressTable]:
        """Pages by their addresses from the folder of slugs, and from that of all articles."""
        from_all = {
            slug: declared.below(self._seeds.name_of(self._seeds.base_of(slug)))
            for slug, declared in self._declared.items()
        }
        slugs = {slug: slug for slug in self.slugs}
        return AddressTable(slugs, self._declared), AddressTable(self._names, from_all)

    def is_local(self, href: str) -> bool:
        """Return whether a link stays on the site, as far as its address shows."""
        return local_path(href, self._site) is not None

    def find(self, href: str, slug: str) -> Target | None:
        """Return the article that a link of the article `slug` leads to, or None."""
        found, anchor = self._find(href, slug)
        return Target(found[0], anchor) if len(found) == 1 else None

    def claimants(self, href: str, slug: str) -> tuple[str, ...]:
        """Return the articles that claim the address of a link alike, if there are several."""
        found, _ = self._find(href, slug)
        return tuple(sorted(found)) if len(found) > 1 else ()

    def _find(self, href: str, slug: str) -> tuple[tuple[str, ...], str]:
        """Return the articles with the address of a link, and the link's anchor.

        A former address is one only if no page has it today, in any place.
        """
        parts = local_path(href, self._site)
        if parts is None or not (path := unquote(parts.path)):
            return (), ""
        if path.startswith(ANYWHERE):
            folder = posixpath.dirname(self._name(slug))
            found = self._anywhere.find(path.removeprefix(ANYWHERE), folder)
            return found, unquote(parts.fragment)
        search = self._from_root if path.startswith("/") else self._beside
        places = list(dict.fromkeys(search(path, slug)))
        for also_former in (False, True):
            for table, address in places:
                for stem in stems(address):
                    if found := table.find(stem, also_former=also_former):
                        return found, unquote(parts.fragment)
        return (), ""

    @cached_property
    def _anywhere(self) -> ArticleNames:
        """Articles by names, in any folder."""
        return ArticleNames(self._names)

    def _from_root(self, path: str, slug: str) -> Iterator[tuple[AddressTable, str]]:
        """Yield the tables, and addresses in them, for a path from the site's root.

        That is the folder of slugs, or else one of those that can be the root, unless the site's
        configuration shows what it is.
        """
        address = posixpath.normpath(path.strip("/"))
        by_slug, by_name = self._files if is_file(path) else self._pages
        if not is_file(path) and self._are_routes_known:
            for base, route in self._routes.items():
                if f"{address}/".startswith(route or ""):
                    rest = f"{address}/".removeprefix(route or "")
                    yield by_name, posixpath.normpath(f"{self._seeds.name_of(base)}/{rest}")
            return
        yield by_slug, address
        for place in self._roots_of(slug):
            yield by_name, posixpath.normpath(f"{place}/{address}")

    def _roots_of(self, slug: str) -> Iterator[str]:
        """Yield folders that can be the root of the site that an article is a page of.

        Generators publish `content/docs/en/page.md` as `/en/page/` or `/page/`, and `docs/page.md`
        and `website/blog/post.md` as `/docs/page/` and `/blog/post/`.
        """
        yield from self._roots
        folders = list(reversed(PurePosixPath(self._name(slug)).parents))
        yield from (str(folder) for folder in folders if _ROOT.fullmatch(folder.name))

    @cached_property
    def _roots(self) -> tuple[str, ...]:
        """Folders that all pages, or those of a pattern, are in, and the folders above them."""
        folders = {posixpath.dirname(name) for name in self._names.values()}
        common = posixpath.commonpath(folders) if folders else ""
        bases = map(self._seeds.name_of, self._routes)
        every = (PurePosixPath(folder) for folder in (*bases, common))
        return tuple(dict.fromkeys(str(x) for root in every for x in (*root.parents[::-1], root)))

    def _beside(self, path: str, slug: str) -> Iterator[tuple[AddressTable, str]]:
        """Yield the tables, and addresses in them, for a path from a page, or else from its file.

        Many generators make a folder of each page, from which `../other/` leads elsewhere; a
        link that names a file, `../other.md`, is relative to the page's file, and in Docusaurus,
        if nothing is there, to the folder of the pages.
        """
        name, is_named = self._name(slug), is_file(path)
        by_slug, by_name = self._files if is_named else self._pages
        folders = [posixpath.dirname(name)] if is_named else [posixpath.dirname(name), name]
        places = [] if is_named else [(by_slug, place) for place in self._places(slug)]
        places += [(by_name, x) for folder in folders for x in (folder, unnumbered(folder))]
        if is_named and not path.startswith("."):
            places.append((by_slug, ""))
        for table, folder in places:
            yield table, posixpath.normpath(posixpath.join(folder, path))

    def _places(self, slug: str) -> Iterator[str]:
        """Yield the folders that links of a page with a declared address are relative to."""
        for address in self._declared.get(slug, NOTHING).page:
            yield posixpath.dirname(address).strip("/")

    def _name(self, slug: str) -> str:
        """Return the name of an article; its slug if it is gone."""
        return self._names.get(slug, slug)

    def web_address(self, href: str, slug: str) -> str | None:
        """Return the address on the web of a link of the article `slug`; None if it is unknown.

        The ending of a file that the site shows as a page is left out: its replacement depends
        on the site, and most hosts find a page without one.
        """
        parts = local_path(href, self._site)
        if parts is None or self._site is None or not parts.path or href.startswith(ANYWHERE):
            return None
        path = self._declared_path(href, slug) or parts.path
        is_from_root = path.startswith("/") and path == parts.path
        route = "" if is_from_root else self._route_of(slug)
        if route is None:
            return None
        folder = "" if path.startswith("/") else quote(posixpath.dirname(slug))
        address = posixpath.normpath(posixpath.join(route, folder, path.lstrip("/")))
        if address.split("/")[0] == "..":
            return None
        is_folder = path.rpartition("/")[2] in {"", ".", ".."}
        page = page_of(address) + ("/" if is_folder else "")
        return self._site + parts._replace(path=page.removeprefix("./")).geturl()

    def _route_of(self, slug: str) -> str | None:
        """Return the path on the site below which an article and its neighbours are, if known."""
        known = slug in self._seeds.files
        return self._routes[self._seeds.base_of(slug)] if known else ""

    @cached_property
    def _routes(self) -> dict[Path, str | None]:
        """Paths on the site of the folders that slugs are relative to; see `route_of`."""
        return {base: route_of(base) for base in sorted(set(map(self._seeds.base_of, self.slugs)))}

    @cached_property
    def _are_routes_known(self) -> bool:
        """Whether a configuration shows where the pages of each folder are."""
        return any(self._routes.values()) and None not in self._routes.values()

    def _declared_path(self, href: str, slug: str) -> str | None:
        """Return the address that the article of a link declares, if it is the only one."""
        target = self.find(href, slug)
        pages = self._declared.get(target.slug, NOTHING).page if target else ()
        return quote(pages[0]) if len(pages) == 1 else None

    def hint(self, href: str, slug: str) -> str:
        """Return a question for the article that a dead link may mean, or nothing."""
        parts = local_path(href, self._site)
        if parts is None or not (path := unquote(parts.path).strip("/")):
            return ""
        folder = "" if parts.path.startswith("/") else posixpath.dirname(slug)
        *_, address = stems(posixpath.normpath(posixpath.join(folder, path)))
        if address not in self._hints:
            base = posixpath.basename(address)
            of_base = [slug for slug in self.slugs if posixpath.basename(slug) == base]
            self._hints[address] = nearest(address, of_base or self.slugs)
        return self._hints[address]
