"""Patch: the marker of a list item is on the baseline of the item's first line.

WeasyPrint 70 places a marker outside its item as a block, by its top. Its baseline then differs
from the line's if another font sets it, such as a bullet that the font of Hindi lacks.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from weasyprint import document, layout
from weasyprint.formatting_structure.boxes import BlockBox, LineBox

from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Box = Any  # WeasyPrint is not typed
    Layout = Callable[..., Iterator[Box]]


def _aligning(layout_document: Layout) -> Layout:
    """Wrap the layout of a document: move the markers of its finished pages."""

    @wraps(layout_document)
    def aligned_layout(*args: object, **kwargs: object) -> Iterator[Box]:
        for page in layout_document(*args, **kwargs):
            for box in page.descendants(placeholders=True):
                if isinstance(box, BlockBox):
                    _align_marker(box)
            yield page

    return aligned_layout


def _align_marker(item: Box) -> None:
    """Move the marker of a box, if it has one and begins with a line of text."""
    marker = next((child for child in item.children if child.is_outside_marker), None)
    if marker is None:
        return
    line, own = next(_parts(item), None), next(_parts(marker), None)
    if isinstance(line, LineBox) and isinstance(own, LineBox):
        marker.translate(dy=_baseline(line) - _baseline(own))


def _parts(block: Box) -> Iterator[Box]:
    """Yield the lines, tables and images of a block, also those within other blocks."""
    for child in block.children:
        if not child.is_in_normal_flow():
            continue
        if isinstance(child, BlockBox) and not child.is_table_wrapper:
            yield from _parts(child)
        elif child.height:
            yield child


def _baseline(line: Box) -> float:
    """Return the distance of a line's baseline from the top of the page."""
    return float(line.position_y + line.baseline)


ALIGN_MARKERS = Patch(
    name="align_markers",
    reason="WeasyPrint 70 places markers of list items by their top, not on a baseline.",
    replacements=(
        Replacement(
            (layout, document),
            "layout_document",
            has_parameters("html root_box context"),
            _aligning,
        ),
    ),
)
