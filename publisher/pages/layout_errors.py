"""Errors in layouts, converted to errors of one line with the file and line to fix."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

import jinja2

from publisher.base.config_tables import Table, nearest
from publisher.base.errors import PublisherError
from publisher.base.files import is_there, read_text
from publisher.base.project_folder import files_below
from publisher.pages.layout_messages import SIZE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.markup.document import Document


class _Location(NamedTuple):
    """Line of a layout, counted from 1."""

    file: Path
    line: int | None


@contextmanager
def layout_errors(templates: Path, name: str, document: Document) -> Iterator[None]:
    """Convert an error in the layout file `name`, laying out a document, to a PublisherError."""
    try:
        yield
    except jinja2.TemplateNotFound as error:
        raise _not_found(templates, name, document, error) from error
    except jinja2.TemplateSyntaxError as error:
        file = Path(error.filename) if error.filename else templates / name
        raise PublisherError(
            f"{error.message}; fix the layout", file=file, line=error.lineno
        ) from error
    except UnicodeDecodeError:
        for file in files_below(templates, ".html"):
            read_text(file, limit=SIZE_LIMIT)  # raises an error with file and line
        raise
    except PublisherError as error:
        if error.file is not None or (found := _location_in(templates, error)) is None:
            raise
        raise PublisherError(error.message, file=found.file, line=found.line) from error
    except Exception as error:
        is_limit = isinstance(error, MemoryError)
        if is_limit or (found := _location_in(templates, error)) is None:
            raise
        raise PublisherError(
            f"{error}; fix the layout", file=found.file, line=found.line
        ) from error


def _not_found(
    templates: Path, name: str, document: Document, error: jinja2.TemplateNotFound
) -> PublisherError:
    """Return the error of a layout that is missing, or that another one includes in vain."""
    missing = templates / str(error.name)
    if _is_within(templates, missing) and is_there(missing) and not missing.is_file():
        return PublisherError("is not a file; put a layout in its place", file=missing)
    if error.name == name:
        return _unknown_layout(templates, name, document)
    place = _location_in(templates, error) or _Location(templates / name, None)
    hint = nearest(PurePath(str(error.name)).stem, _names(templates)) or "; fix the layout"
    return PublisherError(f"there is no {error.name!r}{hint}", file=place.file, line=place.line)


def _is_within(templates: Path, file: Path) -> bool:
    """Return whether a path names something in `templates/`, wherever links lead."""
    parts = file.relative_to(templates).parts if file.is_relative_to(templates) else ()
    return bool(parts) and ".." not in parts


def _unknown_layout(templates: Path, name: str, document: Document) -> PublisherError:
    """Return the error of a document that names a layout which does not exist."""
    files = sorted(filter(Path.is_file, templates.glob("[!_]*.html")))
    if not files:
        return PublisherError("contains no layout; add one", file=templates)
    known = ", ".join(repr(file.stem) for file in files)
    problem = f"there is no layout {name!r}; the layouts are {known}"
    if document.metadata.layout is None:
        return PublisherError(problem, file=templates)
    file = document.metadata_file
    return Table(file, read_text(file, limit=SIZE_LIMIT), {}).error(problem, "layout")


def _names(templates: Path) -> list[str]:
    return [file.stem for file in files_below(templates, ".html")]


def _location_in(templates: Path, error: Exception) -> _Location | None:
    """Return the line of the layout that raised an error; None if no layout did."""
    frames = traceback.extract_tb(error.__traceback__)
    locations = [_Location(Path(frame.filename), frame.lineno or 1) for frame in frames]
    folder = templates.resolve()
    inside = [place for place in locations if place.file.resolve().is_relative_to(folder)]
    return inside[-1] if inside else None
