"""Marked content (ISO 32000-1, 14.6): which part of a page's content stream draws which box.

WeasyPrint 70 discards this once a page is drawn; the finisher needs it for all pages.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from publisher.base.errors import PublisherError
from publisher.outputs.pdf.engine.record_glyphs import take_recorded_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    import weasyprint
    from weasyprint.pdf.stream import Stream

    from publisher.outputs.pdf.engine.record_glyphs import Line

    Box = Any  # WeasyPrint is not typed


class Sheet(Page):  # type: ignore[misc] # WeasyPrint is not typed
    """Page that keeps its content stream and marked content when it is drawn.

    - `box`: the page's own box, around all others
    - `stream`: content stream
    - `mcids`: marked-content identifier (MCID) of each box that draws content
    - `lines`: text of the glyphs of each box with visible text
    """

    box: Box
    stream: Stream
    mcids: dict[Box, int]
    lines: dict[Box, Line]

    def __init__(self, page_box: Box) -> None:
        super().__init__(page_box)
        self.box = page_box

    def paint(self, stream: Stream, scale: float = 1) -> None:
        """Draw the page; WeasyPrint calls this once, and discards the MCIDs soon after.

        Raises PublisherError for text that is drawn outside the page's stream.
        """
        self.lines = take_recorded_lines(stream)
        super().paint(stream, scale)
        self.stream = stream
        drawn = [item["MCID"] for item in stream.stream if isinstance(item, dict)]
        if len(drawn) < len(stream._tags):  # noqa: SLF001 - see below
            raise PublisherError(
                "text with `opacity` cannot be read aloud; remove it from the style sheet, and"
                " give the text a lighter colour"
            )
        self.mcids = {box: tag["mcid"] for box, tag in stream._tags.items()}  # noqa: SLF001 - not public

    @cached_property
    def starts(self) -> dict[int, int]:
        """Index in the stream at which each MCID begins: with tag, properties and operator.

        Valid until items are inserted into the stream or removed from it.
        """
        items = enumerate(self.stream.stream)
        return {item["MCID"]: n - 1 for n, item in items if isinstance(item, dict)}

    @property
    def body(self) -> Iterator[Box]:
        """Boxes of the page, without running heads and feet."""
        return (box for box in self.box.children if not is_margin(box))

    @property
    def margins(self) -> Iterator[Box]:
        """Boxes of the running heads and feet."""
        return filter(is_margin, self.box.children)


class TextPiece(NamedTuple):
    """Text box with marked content, and the page that it is on."""

    sheet: Sheet
    box: Box


def with_sheets(document: weasyprint.Document) -> weasyprint.Document:
    """Return a copy of a document whose pages are `Sheet` objects."""
    return document.copy([Sheet(page._page_box) for page in document.pages])  # noqa: SLF001 - not public


def is_margin(box: Box) -> bool:
    """Return whether a box is a running head or foot."""
    return isinstance(box, boxes.MarginBox)


def children(box: Box) -> list[Box]:
    """Return the child boxes of a box, in reading order."""
    found = getattr(box, "children", ())
    return [b._box if isinstance(b, AbsolutePlaceholder) else b for b in found]  # noqa: SLF001 - not public


def descendants(box: Box) -> Iterator[Box]:
    """Yield a box and all boxes within it, in reading order."""
    yield box
    for child in children(box):
        yield from descendants(child)


def text_pieces(pages: Iterable[Sheet]) -> Iterator[TextPiece]:
    """Yield every text box with marked content, in reading order."""
    for sheet in pages:
        for box in descendants(sheet.box):
            if isinstance(box, boxes.TextBox) and box in sheet.mcids:
                yield TextPiece(sheet, box)


def html_of(pages: Sequence[Sheet]) -> Element:
    """Return the root element of the HTML that pages were made from."""
    html = next(element_of(box) for box in pages[0].body)
    if html is None:
        raise TypeError("the first box of a page was made for <html>")
    return html


def is_generated(box: Box) -> bool:
    """Return whether a style sheet generated the box: `::marker`, `::before` or `::after`."""
    return "::" in str(box.element_tag)


def is_repeatable(box: Box) -> bool:
    """Return whether a table repeats the box on each of its pages."""
    return getattr(box, "is_header", False) or getattr(box, "is_footer", False)


def element_of(box: Box) -> Element | None:
    """Return the HTML element that a box was made for."""
    element: Element | None = box.element
    return element
