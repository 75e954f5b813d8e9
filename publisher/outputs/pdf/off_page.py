"""Text that nobody can read, as a line that is higher than its page runs off it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import ParentBox, TextBox

from publisher.outputs.pdf.conformance.marked_content import is_margin

if TYPE_CHECKING:
    from collections.abc import Iterator

    import weasyprint

    Box = Any  # WeasyPrint is not typed

_TOLERANCE = 1  # px


def text_off_page(document: weasyprint.Document) -> str:
    """Return the text of the first page whose text runs off its lower edge; "" if none does.

    Text that a style sheet positions itself is not looked at.
    """
    for page in document.pages:
        body = (box for box in page._page_box.children if not is_margin(box))  # noqa: SLF001 - not public
        texts = [
            box.text
            for part in body
            for box in _texts(part)
            if box.position_y + box.height > page.height + _TOLERANCE
        ]
        if text := " ".join(" ".join(texts).split()):
            return text
    return ""


def _texts(box: Box) -> Iterator[Box]:
    """Yield the text boxes of a box that are where layout has put them."""
    if box.style["position"] == "relative":
        return
    if isinstance(box, TextBox):
        yield box
    elif isinstance(box, ParentBox):
        for child in box.children:
            yield from _texts(child)
