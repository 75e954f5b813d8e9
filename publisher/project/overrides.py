"""Overrides: files and words of a project that replace the package's."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError
from publisher.base.files import is_inside, is_there, read_text, write_atomically
from publisher.base.project_folder import files_below
from publisher.pages.layout_messages import SIZE_LIMIT
from publisher.project.default_page_words import LAYOUT_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from publisher.pages.templates import Templates
    from publisher.project.layouts import Layouts
    from publisher.project.locales import Locales

_COMMENTS = {".html": ("{#- ", " -#}\n"), ".css": ("/* ", " */\n")}
# The digest is of the original's text at that time.
_MARK = "Copy of publisher's {name} ({digest}): `publisher doctor` says when that changes."
_MARKED = re.compile(r"^(?:\{#-|/\*) Copy of publisher's \S+ \((?P<digest>[0-9a-f]{12})\)")
_EXTENDS = re.compile(r"\{%-?\s*extends\s+[\"']publisher/")


@dataclass(frozen=True)
class Override:
    """A file of the project in place of the package's.

    `original` is the package's file. `is_outdated` if that has changed since it was copied.
    """

    file: Path
    original: Path
    detail: str
    is_outdated: bool = False


def eject(templates: Templates, name: str) -> Path:
    """Copy a layout, part or style sheet of the package into the project; return the new file.

    `name` is its name, such as `article`, `_foot.html` or `css/article.css`. Raises
    PublisherError for an unknown name, and if the project has the file already.
    """
    if templates.are_default:
        raise PublisherError("these are the package's own layouts", file=templates.own)
    found = _find_original(templates, name)
    file = templates.own / found
    if is_there(file):
        raise PublisherError("is there already; move it away to get a new copy", file=file)
    if not is_inside(file, templates.own):
        raise PublisherError("leads out of templates/; put a folder in its place", file=file)
    text = read_text(templates.default / found, limit=SIZE_LIMIT)
    start, end = _COMMENTS[file.suffix]
    mark = _MARK.format(name=found, digest=_digest(text))
    write_atomically(file, f"{start}{mark}{end}{text}".encode())
    return file


def _find_original(templates: Templates, name: str) -> str:
    known = [
        file.relative_to(templates.default).as_posix()
        for suffix in _COMMENTS
        for file in files_below(templates.default, suffix)
    ]
    for candidate in (name, f"{name}.html", f"{name}.css", f"css/{name}", f"css/{name}.css"):
        if candidate in known:
            return candidate
    stems = [file.rpartition(".")[0] for file in known]
    names = [each for file in known + stems for each in (file, file.rpartition("/")[2])]
    layouts = [file.removesuffix(".html") for file in known if file.endswith(".html")]
    hint = nearest(name, names) or f"; there are {', '.join(layouts)}, and style sheets in css/"
    raise PublisherError(f"publisher has no layout {name!r}{hint}")


def overridden_files(templates: Templates) -> Iterator[Override]:
    """Yield the project's layouts and style sheets that replace the package's, by name."""
    if templates.are_default:
        return
    for suffix in _COMMENTS:
        for file in files_below(templates.own, suffix):
            original = templates.default / file.relative_to(templates.own)
            if original.is_file():
                yield _override(file, original)


def _override(file: Path, original: Path) -> Override:
    text, package = (read_text(f, limit=SIZE_LIMIT) for f in (file, original))
    if marked := _MARKED.match(text):
        is_outdated = marked["digest"] != _digest(package)
        change = "has changed since" if is_outdated else "has not changed since"
        return Override(file, original, f"copy of publisher's, which {change}", is_outdated)
    if text == package:
        detail = "the same as publisher's; delete it to have the next version's"
        return Override(file, original, detail)
    kind = "extends" if _EXTENDS.search(text) else "replaces"
    return Override(file, original, f"{kind} publisher's")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class OverriddenWords(NamedTuple):
    """Number of the package's messages that a catalogue of the project words otherwise.

    `same` is the number of those that it words as the package does.
    """

    file: Path
    replaced: int
    same: int


def overridden_words(locales: Locales, layouts: Layouts) -> Iterator[OverriddenWords]:
    """Yield the project's catalogues that translate layout messages of the package."""
    for language in locales.layout_languages():
        file = locales.file(LAYOUT_DOMAIN, language)
        default = locales.default_page_words(language)
        words = [
            (own, package)
            for message in layouts.messages
            if (own := file.catalogue.translation_of(message.key)) is not None
            and (package := default.translation_of(message.key)) is not None
        ]
        if words:
            same = sum(own == package for own, package in words)
            yield OverriddenWords(file.path, len(words) - same, same)
