"""Paths of links: how a site's authors write the addresses of files and pages."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from publisher.base.errors import PublisherError
from publisher.base.files import read_text
from publisher.readers import READERS
from publisher.readers.file_name import INDEXES, MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAGES = frozenset({".html", ".htm"})  # also the endings of pages that generators make
_ENDINGS = frozenset({*READERS, *_PAGES})
_ROUTE = re.compile(r"""\brouteBasePath["']?[ \t]*:[ \t]*(["'`])(.*?)\1""")
_LIMIT = 2**20


def local_path(href: str, site: str | None) -> SplitResult | None:
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


def is_file(path: str) -> bool:
    """Return whether an address is that of a file, which generators publish as a page."""
    return posixpath.splitext(path)[1].lower() in _ENDINGS - _PAGES


def stems(address: str) -> Iterator[str]:
    """Yield an address as it is, without its ending, and without the page of a folder."""
    yield address
    stem, ending = posixpath.splitext(address)
    if ending.lower() in _ENDINGS:
        yield stem
    folder, base = posixpath.split(stem if ending.lower() in _ENDINGS else address)
    if base == "index":
        yield folder or "."


def page_of(address: str) -> str:
    """Return the address of a page that a site makes of a file."""
    stem, ending = posixpath.splitext(address)
    if ending.lower() not in MARKDOWN:  # a `.txt`, too, is published as it is
        return address
    folder, base = posixpath.split(stem)
    if base.casefold() not in INDEXES:
        return stem
    return f"{folder}/" if folder else ""


def route_of(folder: Path) -> str | None:
    """Return the path on the site below which the pages of a folder are; None if it is not known.

    Docusaurus publishes `docs/page.md` as `/docs/page` without another route in its configuration,
    which is beside the folder or in `website/` there. Others publish a folder of pages at `/`.
    """
    above = folder.parent
    places = [file for x in (above, above / "website") for file in x.glob("docusaurus.config.*")]
    if not places:
        return ""
    try:
        routes = _ROUTE.findall(read_text(places[0], limit=_LIMIT))
    except PublisherError:
        return None
    if not routes:
        return f"{folder.name}/"
    return f"{routes[0][1].strip('/')}/".lstrip("/") if len(routes) == 1 else None
