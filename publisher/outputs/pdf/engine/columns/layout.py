"""Lay out a multi-column box, on as many pages as it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.layout import block

from publisher.outputs.pdf.engine.columns.page import PageOfColumns

if TYPE_CHECKING:
    from publisher.outputs.pdf.engine.columns.floats import Resume

    Box = Any  # WeasyPrint is not typed
    Context = Any


def lay_out_columns(  # noqa: PLR0913, PLR0917 - the signature of the engine's function
    context: Context,
    box: Box,
    bottom_space: float,
    skip_stack: Resume | None,
    containing_block: Box,
    page_is_empty: bool,  # noqa: FBT001
    absolute_boxes: list[Box],
    fixed_boxes: list[Box],
    adjoining_margins: list[float],
    *_first_styles: object,
) -> tuple[Box | None, Resume | None, dict[str, Any], list[float], bool]:
    """Lay out as much of a multi-column box as fits on the page.

    Return the box, or None if nothing fits; where it continues; the break there; no margins that
    could collapse with others, and that the box does not collapse.
    """
    box = box.copy_with_children(box.children)
    box.position_y += block.collapse_margin(adjoining_margins)
    block.block_level_width(box, containing_block)
    page = PageOfColumns(context, box, bottom_space, containing_block, page_is_empty=page_is_empty)
    resume_at, placed = page.lay_out(skip_stack), page.placed
    if box.children and not placed.boxes:
        # The engine looks at the place to resume alone.
        return None, resume_at, placed.next_page, [], False
    absolute_boxes += placed.absolute_boxes
    fixed_boxes += placed.fixed_boxes
    laid_out = box.copy_with_children(placed.boxes)
    laid_out.height = max(placed.bottom - box.content_box_y(), _least_height(box))
    return laid_out, resume_at, placed.next_page, [], False


def _least_height(box: Box) -> float:
    heights = (box.height, box.min_height)
    return max((height for height in heights if height != "auto"), default=0)
