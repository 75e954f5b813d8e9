"""Lay out a multi-column box, on as many pages as it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.layout import block

from publisher.outputs.pdf.engine.columns.balance import balanced
from publisher.outputs.pdf.engine.columns.fill import ColumnFiller, geometry_of
from publisher.outputs.pdf.engine.columns.groups import groups_of
from publisher.outputs.pdf.engine.columns.spans import spans_columns
from publisher.outputs.pdf.engine.grid import grid_of, leading_of

if TYPE_CHECKING:
    from publisher.outputs.pdf.engine.columns.fill import Filled, Resume
    from publisher.outputs.pdf.engine.columns.groups import Group

    Box = Any  # WeasyPrint is not typed
    Context = Any

_NO_BREAK = {"break": "any", "page": None}


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
    page = _Page(context, box, bottom_space, containing_block, page_is_empty=page_is_empty)
    page.lay_out(skip_stack)
    if box.children and not page.placed:
        # The engine looks at the place to resume alone.
        return None, page.resume_at, dict(_NO_BREAK), [], False
    absolute_boxes += page.absolute_boxes
    fixed_boxes += page.fixed_boxes
    laid_out = box.copy_with_children(page.placed)
    laid_out.height = max(page.bottom - box.content_box_y(), _least_height(box))
    return laid_out, page.resume_at, page.next_page, [], False


def _least_height(box: Box) -> float:
    heights = (box.height, box.min_height)
    return max((height for height in heights if height != "auto"), default=0)


class _Page:
    """What of a multi-column box is on one page.

    - `placed`: columns and spanning blocks, laid out
    - `bottom`: the lower edge of what is placed, in px
    - `resume_at`, `next_page`: where the box continues, and the engine's break before
    - `absolute_boxes`, `fixed_boxes`: placeholders of what is positioned in it
    """

    def __init__(
        self,
        context: Context,
        box: Box,
        bottom_space: float,
        containing_block: Box,
        *,
        page_is_empty: bool,
    ) -> None:
        self.placed: list[Box] = []
        self.bottom = box.content_box_y()
        self.resume_at: Resume | None = None
        self.next_page: dict[str, Any] = dict(_NO_BREAK)
        self.absolute_boxes: list[Box] = []
        self.fixed_boxes: list[Box] = []
        self._margins: list[float] = []
        self._context, self._box, self._bottom_space = context, box, bottom_space
        self._containing_block = containing_block
        self._page_was_empty = page_is_empty

    @property
    def _is_empty(self) -> bool:
        return self._page_was_empty and not self.placed

    def lay_out(self, skip_stack: Resume | None) -> None:
        """Place the groups of the box one below the other, until the page is full."""
        [(start, inner)] = skip_stack.items() if skip_stack else [(0, None)]
        for group in groups_of(self._box.children, start, self._spans):
            place = self._span if group.spans else self._fill
            place(group, {group.start: inner})
            if self.resume_at is not None:
                return
            inner = None
        self.bottom += block.collapse_margin(self._margins)

    def _span(self, group: Group, skip: Resume) -> None:
        child = self._box.children[group.start]
        block.resolve_percentages(child, self._box)
        child.position_x, child.position_y = self._box.content_box_x(), self.bottom
        new_child, resume_at, self.next_page, margins, _, _ = block.block_level_layout(
            self._context,
            child,
            self._bottom_space,
            skip[group.start],
            self._box,
            self._is_empty,
            self.absolute_boxes,
            self.fixed_boxes,
            self._margins,
        )
        if new_child is None or self._overflows(new_child):
            self._break_before(group.start)
            return
        new_child.index = group.start
        self.placed.append(new_child)
        self.bottom = new_child.border_box_y() + new_child.border_height()
        self._margins = [*margins, new_child.margin_bottom]
        if resume_at is not None:
            self.resume_at = {group.start: resume_at}

    def _overflows(self, child: Box) -> bool:
        edge = child.border_box_y() + child.border_height()
        return not self._is_empty and self._context.overflows_page(self._bottom_space, edge)

    def _break_before(self, index: int) -> None:
        """End the page before a block, and before headings that must stay with it."""
        while (
            len(self.placed) > 1
            and not self.placed[-1].is_column
            and self._is_avoided(self.placed[-1], self._box.children[index])
        ):
            index = self.placed.pop().index
        self.resume_at = {index: None}

    def _is_avoided(self, before: Box, after: Box) -> bool:
        return bool(
            block.avoid_page_break(block.block_level_page_break(before, after), self._context)
        )

    def _fill(self, group: Group, skip: Resume) -> None:
        context = self._context
        top = self.bottom + block.collapse_margin(self._margins)
        if grid := grid_of(context, self._box):
            top = grid.next_line(top)
        filler = ColumnFiller(context, self._box, self._containing_block, skip, group.end, top)
        bottom = context.page_bottom - self._bottom_space
        filled = filler.fill(bottom, page_is_empty=self._is_empty)
        if filled.is_whole(bottom) and self._is_balanced(group):
            filled = balanced(filler, filled, bottom, leading_of(self._box.style))
        self._place(filled, top)

    def _is_balanced(self, group: Group) -> bool:
        is_last = group.end == len(self._box.children)
        return not is_last or self._box.style["column_fill"] != "auto"

    def _place(self, filled: Filled, top: float) -> None:
        self.resume_at, self.next_page = filled.resume_at, filled.next_page
        self.absolute_boxes += filled.absolute_boxes
        self.fixed_boxes += filled.fixed_boxes
        if not filled.columns:
            return
        self.placed += filled.columns
        self.bottom, self._margins = max(filled.bottoms), []
        for column in filled.columns:
            column.height = self.bottom - top

    def _spans(self, child: Box) -> bool:
        return spans_columns(self._context, child, geometry_of(self._box).width)
