"""Sites whose pages become the articles of a new project, where they are."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.base.git import repository_of
from publisher.base.project_folder import is_project
from publisher.language.locale import Language
from publisher.project.new_project import jekyll
from publisher.project.new_project.site_settings import (
    docs_dir,
    outside_docs,
    site_address,
)
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
_PAGE_FOLDERS = frozenset({"docs", "content"})
_FOLDERS = ("docs", "content", "src/content", "_posts")  # of pages, without a configuration
_ENGLISH = frozenset({"en", "en-us", "en-gb"})  # a new project's source language
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
    if not folder.is_dir() or is_project(folder) or find_seeds(folder / "seeds").files:
        return None
    for found in _candidates(folder):
        _refuse_outside_pages(found, folder)
        english = [_english(folder, place) for place in found.places]
        exclude: tuple[str, ...] = _PARTIALS if found.generator in _LEAVE_OUT_PARTIALS else ()
        if patterns := _patterns(folder, english, exclude):
            matching = _matching(folder, *patterns, exclude=exclude)
            exclude += _translations(matching)
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
    found = _matching(folder, *_in_place(place))
    paths = [file.relative_to(folder / place).parts for file in found.files.values()]
    names = sorted({parts[0] for parts in paths if len(parts) > 1 and parts[0][0] != "_"})
    english = [name for name in names if name.lower() in _ENGLISH]
    if len(names) > 1 and english and all(map(_is_language, names)):
        return _joined(place, english[0])
    return place


def _translations(pages: Seeds) -> tuple[str, ...]:
    """Return patterns of the files that translate others: `page.fr.md` beside `page.md`."""
    parts = [slug.rpartition(".") for slug in pages.files]
    codes = {code for page, dot, code in parts if dot and page in pages.files}
    return tuple(f"**/*.{code}.*" for code in sorted(codes) if _is_language(code))


def _is_language(name: str) -> bool:
    try:
        return bool(Language.parse(name.partition("-")[0]))
    except PublisherError:
        return False


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


def _configured(folder: Path) -> Iterator[_Candidate]:
    """Yield the generators whose configuration is in a folder, and the folders of their pages."""
    for place in _PLACES:
        for generator, names, folders in _GENERATORS:
            found = [file for name in names for file in sorted((folder / place).glob(name))]
            if found:
                own = docs_dir(found[0]) if generator == "MkDocs" else None
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
