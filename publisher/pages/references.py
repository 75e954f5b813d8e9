"""References between layouts: what one extends, includes and imports."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import jinja2
from jinja2.meta import find_referenced_templates

from publisher.base.files import read_text
from publisher.pages.layout_messages import SIZE_LIMIT

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import nodes

    from publisher.pages.templates import Templates


def files_of_layout(templates: Templates, name: str) -> frozenset[Path] | None:
    """Return the files of which the layout file `name` consists, itself included.

    None if that is not known, since it computes the name of another layout. Raises
    PublisherError or TemplateSyntaxError for one that cannot be read.
    """
    found: dict[str, Path | None] = {}
    waiting = [name]
    while waiting:
        current = waiting.pop()
        found[current] = file = templates.find(current)
        if file is not None:
            references = _references(read_text(file, limit=SIZE_LIMIT))
            if references is None:
                return None
            waiting += references - found.keys()
    return frozenset(filter(None, found.values()))


@lru_cache(maxsize=64)
def _references(source: str) -> frozenset[str] | None:
    """Return the names in a layout; None if one is computed. Raises TemplateSyntaxError."""
    names = set(find_referenced_templates(parse(source)))
    return None if None in names else frozenset(filter(None, names))


@lru_cache(maxsize=64)  # layouts, which seldom change
def parse(source: str) -> nodes.Template:
    """Return the syntax tree of a layout, to be read only. Raises TemplateSyntaxError."""
    return jinja2.Environment(autoescape=True).parse(source)
