"""Settings in a generator's configuration that concern a new project.

Configurations have tags, programs and templates of their own: only plain strings are understood.
"""

from __future__ import annotations

import os
import re
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from publisher.base import values
from publisher.base.errors import PublisherError
from publisher.base.files import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LIMIT = 2**20
_EXAMPLES = re.compile(r"(?:.*\.)?example\.(?:com|org|net)|localhost|127\..*")


def _yaml(key: str, indent: str = "") -> re.Pattern[str]:
    return re.compile(
        rf"""^{indent}{key}:[ \t]*(["']?)([^"'\s#]+)\1[ \t]*(?:\#.*)?$""", re.MULTILINE
    )


def _script(key: str) -> re.Pattern[str]:
    """Return the pattern of a property in a script's object."""
    return re.compile(rf"""^[ \t]*["']?{key}["']?:[ \t]*(["'`])([^"'`$\n]+)\1""", re.MULTILINE)


_HUGO = re.compile(
    r"""^["']?baseurl["']?[ \t]*[:=][ \t]*(["']?)([^"'\s#]+)\1""", re.IGNORECASE | re.MULTILINE
)
# Keys of a site's address, and of the folder of the site there, by generator.
_ADDRESSES: Mapping[str, tuple[re.Pattern[str], ...]] = MappingProxyType(
    {
        "MkDocs": (_yaml("site_url"),),
        "Docusaurus": (_script("url"), _script("baseUrl")),
        "Quarto": (_yaml("site-url", "[ \t]+"),),
        "Hugo": (_HUGO,),
        "Astro": (_script("site"), _script("base")),
        "Jekyll": (_yaml("url"), _yaml("baseurl")),
    }
)
_DOCS_DIR = re.compile(r"""^docs_dir:[ \t]*["']?([^"'#\n]+)""", re.MULTILINE)  # of MkDocs
_OUTSIDE = re.compile(r"""(?:^|[{,])[ \t]*path:[ \t]*["'`](\.\./[\w./-]+)["'`]""", re.MULTILINE)


def docs_dir(file: Path) -> str | None:
    """Return the folder of pages that MkDocs' configuration names."""
    found = _DOCS_DIR.search(text_of(file))
    return found[1].strip() if found else None


def outside_docs(generator: str, file: Path) -> str | None:
    """Return the folder of pages, relative to the configuration, if it is not below that."""
    if generator == "MkDocs":
        named = docs_dir(file)
    else:
        found = _OUTSIDE.search(text_of(file)) if generator == "Docusaurus" else None
        named = found and found[1]
    return os.path.normpath(named) if named and named.startswith("../") else None


def site_address(generator: str, file: Path) -> str | None:
    """Return the web address of a site, if its configuration has one that is no example."""
    text = text_of(file)
    address, *folder = (pattern.search(text) for pattern in _ADDRESSES.get(generator, ()))
    if address is None:
        return None
    path = next((found[2] for found in folder if found), "")
    try:
        root = values.base_url(address[2])
        whole = values.base_url(urljoin(root, path)) if path else root
    except (PublisherError, ValueError):
        return None
    return None if _EXAMPLES.fullmatch(urlsplit(whole).hostname or "") else whole


def text_of(file: Path) -> str:
    """Return the text of a configuration; of a folder, that of the file that names the site."""
    if file.is_dir():
        named = sorted([*file.glob("hugo.*"), *file.glob("config.*")])
        return text_of(named[0]) if named and named[0].is_file() else ""
    try:
        return read_text(file, limit=_LIMIT)
    except PublisherError:
        return ""
