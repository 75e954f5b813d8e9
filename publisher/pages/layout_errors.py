"""Errors in layouts, converted to errors of one line with the file and line to fix."""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

import jinja2

from publisher.base.config_tables import Table, nearest
from publisher.base.errors import PublisherError
from publisher.base.files import read_text
from publisher.base.project_folder import files_below
from publisher.pages.layout_messages import SIZE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.markup.document import Document
    from publisher.pages.templates import Templates


class _Location(NamedTuple):
    """Line of a layout, counted from 1."""

    file: Path
    line: int | None


@contextmanager
def layout_errors(templates: Templates, name: str, document: Document) -> Iterator[None]:
    """Convert an error in the layout file `name`, laying out a document, to a PublisherError."""
    try:
        yield
    except jinja2.TemplateNotFound as error:
        raise _not_found(templates, name, document, error) from error
    except jinja2.TemplateSyntaxError as error:
        file = Path(error.filename) if error.filename else templates.file(name)
        raise PublisherError(
            f"{error.message}; fix the layout", file=file, line=error.lineno
        ) from error
    except PublisherError as error:
        if error.file is not None or (found := _location_in(templates, error)) is None:
            raise
        raise PublisherError(error.message, file=found.file, line=found.line) from error
    except RecursionError as error:
        if (found := _location_in(templates, error)) is None:  # an expression that is too deep
            raise
        problem = (
            "extends, includes or calls itself without end; a layout extends the one of publisher"
            " that it replaces by a name like 'publisher/article.html'"
        )
        raise PublisherError(problem, file=found.file, line=found.line) from error
    except Exception as error:
        is_limit = isinstance(error, MemoryError)
        if is_limit or (found := _location_in(templates, error)) is None:
            raise
        raise PublisherError(
            f"{error}; fix the layout", file=found.file, line=found.line
        ) from error


def _not_found(
    templates: Templates, name: str, document: Document, error: jinja2.TemplateNotFound
) -> PublisherError:
    """Return the error of a layout that is missing, or that another one includes in vain."""
    if error.name == name:
        return _unknown_layout(templates, name, document)
    place = _location_in(templates, error) or _Location(templates.file(name), None)
    names = [file.stem for folder in templates.folders for file in files_below(folder, ".html")]
    hint = nearest(PurePath(str(error.name)).stem, names) or "; fix the layout"
    return PublisherError(f"there is no {error.name!r}{hint}", file=place.file, line=place.line)


def _unknown_layout(templates: Templates, name: str, document: Document) -> PublisherError:
    """Return the error of a document that names a layout which does not exist."""
    known = ", ".join(map(repr, templates.layouts()))
    problem = f"there is no layout {name!r}; the layouts are {known}"
    if document.metadata.layout is None:
        return PublisherError(problem, file=templates.own)
    file = document.metadata_file
    return Table(file, read_text(file, limit=SIZE_LIMIT), {}).error(problem, "layout")


def _location_in(templates: Templates, error: Exception) -> _Location | None:
    """Return the line of the layout that raised an error; None if no layout did."""
    frames = traceback.extract_tb(error.__traceback__)
    locations = [_Location(Path(frame.filename), frame.lineno or 1) for frame in frames]
    folders = [folder.resolve() for folder in templates.folders]
    inside = [
        place for place in locations if any(map(place.file.resolve().is_relative_to, folders))
    ]
    return inside[-1] if inside else None
