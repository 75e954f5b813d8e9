"""Jekyll: which files are its pages, and which of a project's it would publish with them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from publisher.project.new_project.site_settings import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.readers.discovery import Seeds

_OURS = ("locales", "templates", "build", "publisher.toml")
# Folders without pages, or with those of programs, which may have front matter.
_NO_PAGES = frozenset({"_drafts", "_includes", "_layouts", "_data", "vendor"})
_OPTIONAL = "jekyll-optional-front-matter"  # a plugin


def published_files(configuration: Path) -> tuple[str, ...]:
    """Return the files of a project beside a configuration that it does not exclude.

    Jekyll publishes every file that is there.
    """
    text = text_of(configuration)
    return tuple(name for name in _OURS if not _is_item(name, text))


def _is_item(name: str, text: str) -> bool:
    """Return whether a name is an item of a list in YAML."""
    item = rf"""(?:^[ \t]*-[ \t]+|[\[,][ \t]*)["']?/?{re.escape(name)}/?["']?[ \t]*(?:$|[],#])"""
    return re.search(item, text, re.MULTILINE) is not None


def no_pages(configuration: Path, files: Seeds) -> tuple[str, ...]:
    """Return the folders, and other files, of which Jekyll makes no pages.

    Its pages have front matter, unless none has, or a plugin does without.
    """
    names = {files.name_of(file): file for file in files.files.values()}
    pages = {name for name, file in names.items() if _is_page(file)}
    if not pages or _OPTIONAL in text_of(configuration):
        return ()
    kept = {folder for name in pages for folder in PurePosixPath(name).parents}
    others = (PurePosixPath(name) for name in sorted(names.keys() - pages))
    return tuple(dict.fromkeys(str(_highest(name, kept)) for name in others))


def _highest(name: PurePosixPath, kept: set[PurePosixPath]) -> PurePosixPath:
    """Return the highest folder of a file that is not to be kept, or the file."""
    return next((folder for folder in reversed(name.parents) if folder not in kept), name)


def _is_page(file: Path) -> bool:
    try:
        with file.open("rb") as stream:
            start = stream.read(6).removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return False
    return start.startswith(b"---") and _NO_PAGES.isdisjoint(file.parts)
