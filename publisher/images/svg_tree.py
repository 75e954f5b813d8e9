"""Parse untrusted SVG to a tree, within limits that hold before the tree is built."""

from __future__ import annotations

from typing import NoReturn
from xml.etree import ElementTree as ET
from xml.parsers import expat

from publisher.base.errors import PublisherError

MAX_ELEMENTS = 100_000
_MAX_BYTES = 16 * 2**20  # the tree takes many times as much memory
_MAX_DEPTH = 100  # levels of nesting; WeasyPrint draws nested elements recursively


def parse_svg(content: bytes) -> ET.Element:
    """Return the root of an XML document in any encoding, without comments.

    Raises PublisherError for damaged, excessive or linked XML; its message is a predicate of
    “the image …”.
    """
    if len(content) > _MAX_BYTES:
        raise PublisherError(f"is larger than {_MAX_BYTES // 2**20} MiB; save it as PNG")
    handlers = _Handlers()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler = handlers.start
    parser.EndElementHandler = handlers.end
    parser.CharacterDataHandler = handlers.builder.data
    parser.ProcessingInstructionHandler = handlers.process
    parser.EntityDeclHandler = handlers.declare_entity
    parser.SkippedEntityHandler = handlers.skip_entity
    try:
        parser.Parse(content, True)  # noqa: FBT003 - a positional parameter
        return handlers.builder.close()
    except (expat.ExpatError, ValueError, LookupError) as error:  # encodings too
        raise PublisherError(f"is damaged ({error}); save it again, or as PNG") from error


class _Handlers:
    """Handlers of the parser's events, which build the tree and keep the limits."""

    def __init__(self) -> None:
        self.builder = ET.TreeBuilder()
        self._elements = self._depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements, self._depth = self._elements + 1, self._depth + 1
        if self._elements > MAX_ELEMENTS:
            raise excess_error("has")
        if self._depth > _MAX_DEPTH:
            raise PublisherError(f"is nested more than {_MAX_DEPTH} deep; save it as PNG")
        named = {_qualified(key): value for key, value in attributes.items()}
        self.builder.start(_qualified(name), named)

    def end(self, name: str) -> None:
        self._depth -= 1
        self.builder.end(_qualified(name))

    def process(self, target: str, _data: str) -> None:
        """Drop processing instructions, but refuse a style sheet outside the image."""
        if target == "xml-stylesheet":
            raise PublisherError("refers to another file by xml-stylesheet; embed it")

    def declare_entity(self, *_: object) -> NoReturn:
        raise PublisherError("defines entities; save it as plain SVG")

    def skip_entity(self, name: str, _is_parameter: object) -> NoReturn:
        raise PublisherError(f"is damaged (unknown entity {name[:60]!r}); save it as plain SVG")


def excess_error(verb: str) -> PublisherError:
    """Return the error for an image that has or draws too many elements."""
    return PublisherError(
        f"{verb} more than {MAX_ELEMENTS:,} elements; save it as PNG".replace(",", " ")
    )


def _qualified(name: str) -> str:
    """Return a name of the parser in ElementTree's form, `{namespace}name`."""
    return f"{{{name}" if "}" in name else name
