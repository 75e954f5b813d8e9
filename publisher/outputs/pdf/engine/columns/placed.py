"""Columns and spanning blocks that are placed on a page, one below the other."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.formatting_structure.boxes import BlockLevelBox
from weasyprint.layout import block

from publisher.outputs.pdf.engine.columns.geometry import TOLERANCE, border_edge
from publisher.outputs.pdf.engine.columns.groups import is_heading
from publisher.outputs.pdf.engine.grid import grid_of, leading_of

if TYPE_CHECKING:
    from publisher.outputs.pdf.engine.columns.filled import Filled
    from publisher.outputs.pdf.engine.columns.floats import Resume

    Box = Any  # WeasyPrint is not typed
    Context = Any


class Mark(NamedTuple):
    """A place among the blocks of a page, down to which later ones can be taken back."""

    boxes: int
    bottom: float
    margins: list[float]


class Placed:
    """Columns and spanning blocks of a multi-column box on a page.

    - `boxes`: all of them, laid out
    - `bottom`: their lower edge, in px
    - `next_page`: the engine's break before the rest
    - `absolute_boxes`, `fixed_boxes`: placeholders of positioned boxes in them
    """

    def __init__(
        self, context: Context, box: Box, bottom_space: float, *, page_is_empty: bool
    ) -> None:
        self.boxes: list[Box] = []
        self.bottom = box.content_box_y()
        self.next_page: dict[str, Any] = {"break": "any", "page": None}
        self.absolute_boxes: list[Box] = []
        self.fixed_boxes: list[Box] = []
        self._context, self._box, self._bottom_space = context, box, bottom_space
        self._page_was_empty = page_is_empty
        self._margins: list[float] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on the page, also above the box."""
        return self._page_was_empty and not self.boxes

    @property
    def page_bottom(self) -> float:
        """The lower edge of the room on the page, in px."""
        return float(self._context.page_bottom - self._bottom_space)

    @property
    def ends_with_heading(self) -> bool:
        """Whether the last block must stay with the next one."""
        return bool(self.boxes) and is_heading(self.boxes[-1])

    def next_top(self) -> float:
        """Return where columns below begin, in px: on a line of the grid, if there is one."""
        margin = block.collapse_margin(self._margins)
        if self.boxes and not self.ends_with_heading:
            # The rule above a quotation may rise above the column.
            margin = max(margin, leading_of(self._box.style))
        grid = grid_of(self._context, self._box)
        return float(grid.next_line(self.bottom + margin) if grid else self.bottom + margin)

    def span(self, index: int, inner: Resume | None) -> Resume | None:
        """Place a block that spans the columns; return where it continues, if it does."""
        child = self._box.children[index]
        block.resolve_percentages(child, self._box)
        child.position_x, child.position_y = self._box.content_box_x(), self.bottom
        new_child, resume_at, self.next_page, margins, *_ = block.block_level_layout(
            self._context,
            child,
            self._bottom_space,
            inner,
            self._box,
            self.is_empty,
            self.absolute_boxes,
            self.fixed_boxes,
            self._margins,
        )
        if new_child is None:
            return {index: inner}
        if not self.is_empty and border_edge(new_child) > self.page_bottom + TOLERANCE:
            self._forget([new_child])
            return {index: inner}
        new_child.index = index
        self.boxes.append(new_child)
        self.bottom = border_edge(new_child)
        self._margins = [*margins, new_child.margin_bottom]
        return None if resume_at is None else {index: resume_at}

    def add_columns(self, filled: Filled, top: float) -> None:
        """Place columns that were filled from `top` on."""
        if not filled.columns:
            return
        self.next_page = filled.next_page
        self.absolute_boxes += filled.absolute_boxes
        self.fixed_boxes += filled.fixed_boxes
        self.boxes += filled.columns
        self.bottom, self._margins = max(filled.edges), []
        for column in filled.columns:
            column.height = self.bottom - top

    def indices(self) -> set[int]:
        """Return the indices of the blocks that are placed, in columns or across them."""
        columns = (box.children if box.is_column else [box] for box in self.boxes)
        children = chain.from_iterable(columns)  # lines, if the box has text alone
        return {child.index for child in children if isinstance(child, BlockLevelBox)}

    def end(self) -> None:
        """Let the margin of the last block be in the box."""
        self.bottom += block.collapse_margin(self._margins)

    def mark(self) -> Mark:
        """Return where blocks are placed next, to take them back."""
        return Mark(len(self.boxes), self.bottom, self._margins)

    def take_back(self, mark: Mark) -> None:
        """Take the blocks after a mark back."""
        self._forget(self.boxes[mark.boxes :])
        del self.boxes[mark.boxes :]
        self.bottom, self._margins = mark.bottom, mark.margins

    def take_back_headings(self, index: int) -> int:
        """Take headings above a block back that must stay with it; return the first to move."""
        while len(self.boxes) > 1 and self.ends_with_heading:
            index = self.boxes[-1].index
            self._forget(self.boxes[-1:])
            del self.boxes[-1]
        return index

    def _forget(self, removed: list[Box]) -> None:
        """Give back the notes and positioned boxes of blocks that are taken back."""
        block.remove_placeholders(self._context, removed, self.absolute_boxes, self.fixed_boxes)
