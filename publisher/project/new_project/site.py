"""Sites whose pages become the articles of a new project, where they are."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.git import repository_of
from publisher.base.project_folder import is_project
from publisher.project.new_project import jekyll
from publisher.project.new_project.site_settings import (
    outside_docs,
    pages_folder,
    site_address,
)
from publisher.project.new_project.translated_pages import english_folder, translations
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
    ("mdBook", ("book.toml",), ("src",)),
    ("VitePress", (".vitepress/config.*",), (".",)),
    ("VuePress", (".vuepress/config.*",), (".",)),
    ("MyST", ("myst.yml",), (".",)),
    ("Eleventy", (".eleventy.*", "eleventy.config.*"), ("content", "src", "pages")),
)
_PLACES = (".", "docs", "website", "site")  # of a generator's configuration in a repository
_PAGE_FOLDERS = frozenset({"docs", "content"})
_FOLDERS = ("docs", "content", "src/content", "_posts")  # of pages, without a configuration
_MANY = 10
_NEARLY_ALL = 0.8
_ENDINGS = [ending for ending, form in READERS.items() if form.module.endswith(".markdown")]


@dataclass(frozen=True)
class Site:
    """Pages of a site.

    - `generator`: the program that makes the site; empty if it is unknown
    - `patterns`, `exclude`: values of `seeds` and `exclude` in the configuration
    - `pages`: the pages that match them
    - `address`: the web address of the site, if its configuration names it
    - `published`: files of the project that the generator would publish, unless it excludes them
    - `configuration`: the generator's configuration
    """

    generator: str
    patterns: tuple[str, ...]
    exclude: tuple[str, ...]
    pages: Seeds
    address: str | None = None
    published: tuple[str, ...] = ()
    configuration: Path | None = None


@dataclass(frozen=True)
class _Candidate:
    """A generator, its configuration, and the folders where its pages may be."""

    generator: str
    places: list[str]
    file: Path | None = None


def find_site(folder: Path) -> Site | None:
    """Return the site in a folder that is no project yet.

    None if it has no pages in Markdown, or articles in seeds/. Raises PublisherError for a site
    whose pages are outside the folder.
    """
    if _has_articles(folder):
        return None
    for found in _candidates(folder):
        _refuse_outside_pages(found, folder)
        places = [_english(folder, place) for place in found.places]
        exclude: tuple[str, ...] = _PARTIALS if found.generator in _LEAVE_OUT_PARTIALS else ()
        if patterns := _patterns(folder, places, exclude):
            matching = _matching(folder, *patterns, exclude=exclude)
            exclude += translations(matching)
            if found.file and found.generator == "Jekyll":
                exclude += jekyll.no_pages(found.file, matching)
            return _site(found, patterns, exclude, folder)
    return None


def _site(found: _Candidate, patterns: list[str], exclude: tuple[str, ...], folder: Path) -> Site:
    pages = _matching(folder, *patterns, exclude=exclude)
    if found.file is None:
        return Site(found.generator, tuple(patterns), exclude, pages)
    is_jekyll_here = found.generator == "Jekyll" and found.file.parent == folder
    return Site(
        found.generator,
        tuple(patterns),
        exclude,
        pages,
        address=site_address(found.generator, found.file),
        published=jekyll.published_files(found.file) if is_jekyll_here else (),
        configuration=found.file,
    )


def _refuse_outside_pages(found: _Candidate, folder: Path) -> None:
    """Raise PublisherError if a site in the folder itself has its pages outside it."""
    outside = outside_docs(found.generator, found.file) if found.file else None
    if found.file is None or outside is None or found.file.parent != folder:
        return
    pages = folder.resolve() / outside
    if any(file.suffix in _ENDINGS for file in pages.rglob("*.*")):
        top = os.path.commonpath([folder.resolve(), pages.resolve()])
        place = shlex.quote(os.path.relpath(top))
        problem = f"its pages are in {outside}, outside this folder; run: publisher init {place}"
        raise PublisherError(problem, file=found.file)


def _english(folder: Path, place: str) -> str:
    """Return the folder of the English pages in a place where each language has a folder."""
    name = english_folder(folder / place, _matching(folder, *_in_place(place)))
    return _joined(place, name) if name else place


def _patterns(folder: Path, places: Iterable[str], exclude: Iterable[str]) -> list[str]:
    """Return the patterns of pages in some places; a place that repeats slugs is left out."""
    chosen: list[str] = []
    for place in places:
        own = [text for text in _in_place(place) if _matching(folder, text, exclude=exclude).files]
        if not chosen or not _matching(folder, *chosen, *own).errors:
            chosen += own
    return chosen


def _in_place(place: str) -> list[str]:
    return [f"{place}/**/*{ending}".removeprefix("./") for ending in _ENDINGS]


def _candidates(folder: Path) -> Iterator[_Candidate]:
    yield from _configured(folder)
    yield from _above(folder.resolve())
    yield from (_Candidate("", [name]) for name in _FOLDERS)
    if main := _main_folder(folder):
        yield _Candidate("", [main])


def _configured(folder: Path) -> Iterator[_Candidate]:
    """Yield the generators whose configuration is in a folder, and the folders of their pages."""
    for place in _PLACES:
        for generator, names, folders in _GENERATORS:
            found = [file for name in names for file in sorted((folder / place).glob(name))]
            if found:
                own = pages_folder(generator, found[0])
                pages = [_joined(place, name) for name in ((own,) if own else folders)]
                beside = folders if generator == "Docusaurus" else ()  # ../docs in its words
                yield _Candidate(generator, list(dict.fromkeys((*pages, *beside))), found[0])


def _above(folder: Path) -> Iterator[_Candidate]:
    """Yield the generators, of the same repository, that a folder has pages for."""
    top = repository_of(folder)
    if top is None or folder == top or not folder.is_relative_to(top):
        return
    for above in folder.parents[: len(folder.relative_to(top).parts)]:
        for found in _configured(above):
            if any(folder.is_relative_to(above / place) for place in found.places):
                yield replace(found, places=["."])
    if not _PAGE_FOLDERS.isdisjoint(folder.relative_to(top).parts):
        yield _Candidate("", ["."])


def _main_folder(folder: Path) -> str | None:
    """Return the folder that has nearly all pages of a repository, if they are many."""
    pages = [page.relative_to(folder).parent for page in _pages(folder)]
    tops = Counter(page.parts[0] for page in pages if page.parts)
    top, count = tops.most_common(1)[0] if tops else ("", 0)
    if count < _MANY or count < _NEARLY_ALL * len(pages):
        return None
    return os.path.commonpath([page for page in pages if page.parts[:1] == (top,)])


def other_pages(folder: Path) -> list[Path]:
    """Return the files of Markdown that are no articles yet, in a folder without a known site."""
    return [] if _has_articles(folder) else _pages(folder)


def _pages(folder: Path) -> list[Path]:
    """Return the files of Markdown, but none about a repository, such as README and CHANGELOG."""
    found = _matching(folder, *_in_place(".")).files.values()
    return [file for file in found if not file.stem.isupper()]


def _has_articles(folder: Path) -> bool:
    return not folder.is_dir() or is_project(folder) or bool(find_seeds(folder / "seeds").files)


def _joined(place: str, name: str) -> str:
    parts = [part for part in (*place.split("/"), *name.split("/")) if part not in {"", "."}]
    return "/".join(parts) or "."


def _matching(folder: Path, *texts: str, exclude: Iterable[str] = ()) -> Seeds:
    try:
        patterns = tuple(parse_pattern(text, folder) for text in texts)
    except PublisherError:  # outside the project
        patterns = ()
    left_out = tuple(parse_pattern(text, folder) for text in exclude)
    return match_seeds(SeedPatterns(folder, patterns, left_out, PublisherError))
