"""Pages as WeasyPrint 70 draws them, with note taken of what the PDF alone does not tell."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from publisher.base.errors import PublisherError
from publisher.outputs.pdf.engine.note_glyphs import take_recorded_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    import weasyprint
    from weasyprint.pdf.stream import Stream

    from publisher.outputs.pdf.engine.note_glyphs import Line

    Box = Any  # WeasyPrint is not typed


class Sheet(Page):  # type: ignore[misc] # WeasyPrint is not typed
    """A page that remembers its content stream, and the number of each box's piece of it.

    `lines` are what was drawn for each box with text that is seen.
    """

    stream: Stream
    pieces: dict[Box, int]
    lines: dict[Box, Line]

    def __init__(self, page_box: Box) -> None:
        super().__init__(page_box)
        self.box = page_box

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Draw the page; WeasyPrint calls this once, and forgets the numbers soon after."""
        self.lines = take_recorded_lines(stream)
        super().paint(stream, scale)
        self.stream = stream
        drawn = [item["MCID"] for item in stream.stream if isinstance(item, dict)]
        if len(drawn) < len(stream._tags):  # noqa: SLF001 - see below
            raise PublisherError(
                "text in a group with `opacity` cannot be read aloud; take that out of the"
                " style sheet, and give the text a lighter colour"
            )
        self.pieces = {box: tag["mcid"] for box, tag in stream._tags.items()}  # noqa: SLF001 - has no other name

    @cached_property
    def openings(self) -> dict[int, int]:
        """Where each piece begins: its tag, its properties, its operator.

        Holds for as long as nothing is put in or taken out of the stream.
        """
        items = enumerate(self.stream.stream)
        return {item["MCID"]: n - 1 for n, item in items if isinstance(item, dict)}

    @property
    def body(self) -> Iterator[Box]:
        """The boxes of the page itself."""
        return (box for box in self.box.children if not is_margin(box))

    @property
    def margins(self) -> Iterator[Box]:
        """The boxes of its running heads and feet."""
        return filter(is_margin, self.box.children)


def sheets(document: weasyprint.Document) -> weasyprint.Document:
    """Return the document, its pages ready to be finished."""
    return document.copy([Sheet(page._page_box) for page in document.pages])  # noqa: SLF001 - has no other name


def is_margin(box: Box) -> bool:
    """Say whether a box is that of a running head or foot."""
    return isinstance(box, boxes.MarginBox)


def children(box: Box) -> list[Box]:
    """Return the boxes within a box, in the order of reading."""
    found = getattr(box, "children", ())
    return [b._box if isinstance(b, AbsolutePlaceholder) else b for b in found]  # noqa: SLF001 - see above


def descendants(box: Box) -> Iterator[Box]:
    """Yield a box and all within it, in the order of reading."""
    yield box
    for child in children(box):
        yield from descendants(child)


def pieces_of_text(pages: Iterable[Sheet]) -> Iterator[tuple[Sheet, Box]]:
    """Yield every piece of a line of text on the pages, in the order of reading."""
    for sheet in pages:
        for box in descendants(sheet.box):
            if isinstance(box, boxes.TextBox) and box in sheet.pieces:
                yield sheet, box


def is_generated(box: Box) -> bool:
    """Say whether a style sheet made the box: a marker, or what stands before or after."""
    return "::" in str(box.element_tag)


def is_repeatable(box: Box) -> bool:
    """Say whether a table repeats the box on each of its pages."""
    return getattr(box, "is_header", False) or getattr(box, "is_footer", False)


def element_of(box: Box) -> Element | None:
    """Return the HTML element that a box was made for."""
    element: Element | None = box.element
    return element
