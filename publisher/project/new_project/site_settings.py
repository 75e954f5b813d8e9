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
# Keys of the folder of a site's pages.
_FOLDERS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "MkDocs": re.compile(r"""^docs_dir:[ \t]*["']?(?P<folder>[^"'#\n]+)""", re.MULTILINE),
        "mdBook": re.compile(r"""^src[ \t]*=[ \t]*["'](?P<folder>[^"'\n]+)""", re.MULTILINE),
        "VitePress": re.compile(
            r"""^[ \t]*srcDir:[ \t]*["'`](?P<folder>[^"'`$\n]+)""", re.MULTILINE
        ),
    }
)
_OUTSIDE = re.compile(r"""(?:^|[{,])[ \t]*path:[ \t]*["'`](\.\./[\w./-]+)["'`]""", re.MULTILINE)


def pages_folder(generator: str, file: Path) -> str | None:
    """Return the folder of pages that a generator's configuration names."""
    pattern = _FOLDERS.get(generator)
    found = pattern.search(text_of(file)) if pattern else None
    return found["folder"].strip() if found else None


def outside_docs(generator: str, file: Path) -> str | None:
    """Return the folder of pages, relative to the configuration, if it is not below that."""
    if generator == "Docusaurus":
        found = _OUTSIDE.search(text_of(file))
        named = found and found[1]
    else:
        named = pages_folder(generator, file)
    return os.path.normpath(named) if named and named.startswith("../") else None


def site_address(generator: str, file: Path) -> str | None:
    """Return the web address of a site, if its configuration has one that is no example."""
    text = text_of(file)
    found = [pattern.search(text) for pattern in _ADDRESSES.get(generator, ())]
    if not found or found[0] is None:
        return None
    address, path = found[0][2], next((folder[2] for folder in found[1:] if folder), "")
    try:
        root = values.base_url(address)
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
