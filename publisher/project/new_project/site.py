"""Sites whose pages become the articles of a new project, where they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.files import read_text
from publisher.base.project_folder import is_project
from publisher.readers import READERS
from publisher.readers.discovery import find_seeds
from publisher.readers.matching_seeds import SeedPatterns, match_seeds
from publisher.readers.patterns import parse_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from publisher.readers.discovery import Seeds

_PARTIALS = ("**/_*",)  # files that are parts of pages
_LEAVE_OUT_PARTIALS = frozenset({"Docusaurus", "Quarto", "Astro"})
# Generators, the names of their configuration, and the folders of their pages beside it.
_GENERATORS = (
    ("MkDocs", ("mkdocs.yml", "mkdocs.yaml"), ("docs",)),
    ("Docusaurus", ("docusaurus.config.*",), ("docs", "blog")),
    ("Quarto", ("_quarto.yml", "_quarto.yaml"), (".",)),
    ("Hugo", ("hugo.*", "config/_default", "config.toml", "config.yaml"), ("content",)),
    ("Astro", ("astro.config.*",), ("src/content",)),
    ("Jekyll", ("_config.yml", "_config.yaml"), (".",)),
)
_PLACES = (".", "docs", "website", "site")  # of a generator's configuration in a repository
_FOLDERS = ("docs", "content", "src/content", "_posts")  # of pages, without a configuration
_DOCS_DIR = re.compile(r"""^docs_dir:[ \t]*["']?([^"'#\n]+)""", re.MULTILINE)  # of MkDocs
_LIMIT = 2**20
_ENDINGS = [ending for ending, form in READERS.items() if form.module.endswith(".markdown")]


@dataclass(frozen=True)
class Site:
    """Pages of a site.

    - `generator`: the program that makes the site; empty if it is unknown
    - `patterns`, `exclude`: values of `seeds` and `exclude` in the configuration
    - `pages`: the pages that match them
    """

    generator: str
    patterns: tuple[str, ...]
    exclude: tuple[str, ...]
    pages: Seeds


def find_site(folder: Path) -> Site | None:
    """Return the site in a folder that is no project yet.

    None if it has no pages in Markdown, or articles in seeds/.
    """
    if not folder.is_dir() or is_project(folder) or find_seeds(folder / "seeds").files:
        return None
    for generator, places in _candidates(folder):
        if patterns := _patterns(folder, places):
            exclude = _PARTIALS if generator in _LEAVE_OUT_PARTIALS else ()
            pages = _matching(folder, *patterns, exclude=exclude)
            return Site(generator, tuple(patterns), exclude, pages)
    return None


def _patterns(folder: Path, places: Iterable[str]) -> list[str]:
    """Return the patterns of pages in some places; a place that repeats slugs is left out."""
    chosen: list[str] = []
    for place in places:
        texts = [f"{place}/**/*{ending}".removeprefix("./") for ending in _ENDINGS]
        own = [text for text in texts if _matching(folder, text).files]
        if not chosen or not _matching(folder, *chosen, *own).errors:
            chosen += own
    return chosen


def _candidates(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield generators, and the folders where their pages may be."""
    for place in _PLACES:
        for generator, names, folders in _GENERATORS:
            found = [file for name in names for file in sorted((folder / place).glob(name))]
            if found:
                own = _docs_dir(found[0]) if generator == "MkDocs" else None
                yield generator, [_joined(place, name) for name in ((own,) if own else folders)]
    yield from (("", [name]) for name in _FOLDERS)


def _joined(place: str, name: str) -> str:
    parts = [part for part in (*place.split("/"), *name.split("/")) if part not in {"", "."}]
    return "/".join(parts) or "."


def _docs_dir(file: Path) -> str | None:
    """Return the folder of pages that MkDocs' configuration, which has tags of its own, names."""
    try:
        found = _DOCS_DIR.search(read_text(file, limit=_LIMIT))
    except PublisherError:
        return None
    return found[1].strip() if found else None


def _matching(folder: Path, *texts: str, exclude: Iterable[str] = ()) -> Seeds:
    try:
        patterns = tuple(parse_pattern(text, folder) for text in texts)
    except PublisherError:  # outside the project
        patterns = ()
    left_out = tuple(parse_pattern(text, folder) for text in exclude)
    return match_seeds(SeedPatterns(folder, patterns, left_out, PublisherError))
