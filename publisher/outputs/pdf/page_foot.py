"""Blocks at the foot of the last page, such as a colophon (`float: block-end`, CSS Page Floats 3).

A style sheet marks them by `--float: block-end`, as WeasyPrint 70 does not know page floats. They
are the last of their page, and move down as far as there is room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publisher.outputs.pdf.conformance.marked_content import children, is_margin
from publisher.outputs.pdf.engine.columns.geometry import border_edge
from publisher.outputs.pdf.engine.custom_properties import custom_property

if TYPE_CHECKING:
    import weasyprint

    Box = Any  # WeasyPrint is not typed


def move_to_foot(document: weasyprint.Document) -> None:
    """Move the last block of a document to the foot of its page, if its style asks for it."""
    page = document.pages[-1]._page_box  # noqa: SLF001 - not public
    box = next((part for part in page.children if not is_margin(part)), None)
    while box is not None and not _belongs_to_foot(box):
        box = next(reversed([*children(box)]), None)
    if box is not None:
        room = page.content_box_y() + page.height - border_edge(box)
        box.translate(dy=max(0, room))


def _belongs_to_foot(box: Box) -> bool:
    return custom_property(box.style, "float") == "block-end"
