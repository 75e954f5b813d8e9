"""Names of people in the running text of a document, for its headings in title case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes

from publisher.language.line_ends.discouraged import known_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    Box = Any  # WeasyPrint is not typed
    Context = Any


class _Document:
    """A document's boxes before their layout, and the names in its text by language."""

    def __init__(self, root_box: Box) -> None:
        self.root_box = root_box
        self.names: dict[str, frozenset[tuple[str, str]]] = {}


def remember_document(context: Context, root_box: Box) -> None:
    """Keep the boxes of a document with the context of its layout."""
    context.document_to_lay_out = _Document(root_box)


def names_in_document(context: Context, tag: str) -> frozenset[tuple[str, str]]:
    """Return the names in the paragraphs of the document, by the rules of a language."""
    document: _Document = context.document_to_lay_out
    if tag not in document.names:
        document.names[tag] = known_names(_paragraphs(document.root_box), tag)
    return document.names[tag]


def _paragraphs(root_box: Box) -> Iterator[str]:
    for line in root_box.descendants():
        if isinstance(line, boxes.LineBox) and line.element_tag == "p":
            yield "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))
