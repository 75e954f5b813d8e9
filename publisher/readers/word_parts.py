"""Parts of a Word document: XML files in its archive, found by their relationships."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable
    from zipfile import ZipFile

Attributes = dict[str, str]


class WordParts:
    """Parts of a document by their kind, such as `comments` (ECMA-376, part 1, 11.3).

    The kind is the end of a relationship's type, whose start differs between the strict and the
    transitional form.
    """

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())
        package = self._related("")
        main = package.get("officeDocument", "word/document.xml")
        self._parts = {"document": main, **package, **self._related(main)}

    def content(self, kind: str) -> bytes:
        """Return the content of a part, which is empty if there is none."""
        name = self._parts.get(kind, "")
        return self._archive.read(name) if name in self._names else b""

    def _related(self, part: str) -> dict[str, str]:
        """Return the names of the parts that a part is related to (ECMA-376, part 2, 6.5)."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, str] = {}

        def start(_name: str, attributes: Attributes) -> None:
            if "Type" in attributes and attributes.get("TargetMode") != "External":
                kind = attributes["Type"].rpartition("/")[2]
                target = posixpath.join("/", folder, attributes.get("Target", ""))
                found.setdefault(kind, posixpath.normpath(target).lstrip("/"))

        if relations in self._names:
            parse_part(self._archive.read(relations), start)
        return found


def parse_part(
    content: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda _name: None,
    text: Callable[[str], None] = lambda _text: None,
) -> None:
    """Call functions for the events of an XML document; names are without their namespace.

    Raises ExpatError for damaged XML.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(
        _local(name), {_local(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = text
    if content:
        parser.Parse(content, True)  # noqa: FBT003 - a positional parameter


def _local(name: str) -> str:
    return name.rpartition("}")[2]
