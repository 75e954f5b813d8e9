"""One attempt to fill columns of a given height."""

from __future__ import annotations

from bisect import insort
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.layout import block

from publisher.outputs.pdf.engine.columns.floats import (
    Deferred,
    is_float,
    may_defer,
    placeholder,
)
from publisher.outputs.pdf.engine.columns.geometry import (
    TOLERANCE,
    border_edge,
    column_box,
    content_edge,
    first_boxes,
)
from publisher.outputs.pdf.engine.columns.groups import is_heading
from publisher.outputs.pdf.engine.grid import grid_of, leading_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.outputs.pdf.engine.columns.filled import Filled, GroupInColumns
    from publisher.outputs.pdf.engine.columns.floats import Resume

    Box = Any  # WeasyPrint is not typed
    Context = Any

# Forced breaks that end not only the column.
PAGE_BREAKS = frozenset({"page", "left", "right", "recto", "verso"})


class _Text(NamedTuple):
    """Text in a column: the column, where the text continues, and the engine's break there."""

    column: Box
    resume_at: Resume | None
    next_page: dict[str, Any]


class Filling:
    """Columns that are being filled."""

    def __init__(
        self, group: GroupInColumns, filled: Filled, bottom: float, *, page_is_empty: bool
    ) -> None:
        self._group, self._filled = group, filled
        self._context, self._box = group.context, group.box
        self._children = [*group.children]
        self._bottom, self._page_is_empty = bottom, page_is_empty
        self._bottom_space = self._context.page_bottom - bottom

    def add_column(self, number: int) -> bool:
        """Fill another column; return whether something is left for the next one."""
        filled = self._filled
        floats = self._place_floats(number)
        text = self._fill_below(number, floats)
        if text is not None:
            filled.resume_at, filled.next_page = text.resume_at, text.next_page
        elif not floats:
            return False
        column = self._column_box(number, self._group.top)
        column.children = [*floats, *(text.column.children if text else ())]
        filled.columns.append(column)
        if filled.next_page["break"] in PAGE_BREAKS:
            return False
        return bool(filled.resume_at) or self._is_next_free

    @property
    def _is_next_free(self) -> bool:
        """Whether a float that was put off may be placed."""
        deferred = self._filled.deferred
        return bool(deferred) and deferred[0].child < self._group.next_span

    def _column_box(self, number: int, top: float) -> Box:
        group = self._group
        return column_box(self._box, group.containing_block, self._children, number, top)

    def _place_floats(self, number: int) -> list[Box]:
        """Lay floats that were put off out at the top of a column, as far as they fit."""
        placed: list[Box] = []
        deferred = self._filled.deferred
        while self._is_next_free and (new_child := self._place_float(number, placed)):
            placed.append(new_child)
            if deferred[0].resume_at:
                break
            del deferred[0]
        return placed

    def _place_float(self, number: int, placed: Sequence[Box]) -> Box | None:
        index, inner = self._filled.deferred[0]
        column = self._column_box(number, self._below(placed))
        child = self._box.children[index]
        block.resolve_percentages(child, column)
        child.position_x, child.position_y = column.content_box_x(), column.position_y
        must_fit = bool(placed) or not self._page_is_empty
        self._context.column_starts = frozenset(() if placed else {child})
        new_child, resume_at, *_ = block.block_level_layout(
            self._context,
            child,
            self._bottom_space,
            inner,
            column,
            not must_fit,
            self._filled.absolute_boxes,
            self._filled.fixed_boxes,
            [],
        )
        if new_child is None:
            return None
        if must_fit and border_edge(new_child) > self._bottom + TOLERANCE:
            self._forget(new_child)
            return None
        new_child.index = index
        self._filled.deferred[0] = Deferred(index, resume_at)
        return new_child

    def _below(self, floats: Sequence[Box]) -> float:
        """Return the upper edge of the text below floats."""
        if not floats:
            return self._group.top
        edge = border_edge(floats[-1]) + floats[-1].margin_bottom
        grid = grid_of(self._context, self._box)
        return grid.next_line(edge) if grid else edge

    def _fill_below(self, number: int, floats: Sequence[Box]) -> _Text | None:
        """Lay text out below the floats of a column; put off other floats that do not fit."""
        start, filled = self._filled.resume_at, self._filled
        is_broken = bool(floats and filled.deferred and filled.deferred[0].resume_at)
        if start is None or is_broken:
            return None
        column = partial(self._column_box, number, self._below(floats))
        text = self._lay_out_text(column(), start, is_first=not floats)
        while (index := self._float_after(text, start, column().position_y)) is not None:
            self._take_back(text)
            self._put_off(index)
            text = self._lay_out_text(column(), start, is_first=not floats)
            if self._starts_before(index, text.resume_at if text else start):
                # The headings above move too: they would be after their figure.
                self._take_back(text)
                self._put_back(index)
                return self._lay_out_text(column(), start, is_first=not floats)
        return text

    def _put_off(self, index: int) -> None:
        insort(self._filled.deferred, Deferred(index))
        before = self._children[index - 1] if index else None
        self._children[index] = placeholder(self._box, before)

    def _put_back(self, index: int) -> None:
        self._filled.deferred.remove(Deferred(index))
        self._children[index] = self._group.children[index]

    @staticmethod
    def _starts_before(index: int, rest: Resume | None) -> bool:
        return rest is not None and next(iter(rest)) < index

    def _take_back(self, text: _Text | None) -> None:
        if text:
            self._forget(text.column)

    def _forget(self, box: Box) -> None:
        filled = self._filled
        block.remove_placeholders(self._context, [box], filled.absolute_boxes, filled.fixed_boxes)

    def _lay_out_text(self, column: Box, start: Resume, *, is_first: bool) -> _Text | None:
        self._context.column_starts = frozenset(first_boxes(column, start) if is_first else ())
        new_column, resume_at, next_page, *_ = block.block_box_layout(
            self._context,
            column,
            self._bottom_space,
            start,
            self._group.containing_block,
            self._page_is_empty and is_first,
            self._filled.absolute_boxes,
            self._filled.fixed_boxes,
            None,
            None,
            None,
            discard=False,
            max_lines=None,
        )
        return None if new_column is None else _Text(new_column, resume_at, next_page)

    def _float_after(self, text: _Text | None, start: Resume, top: float) -> int | None:
        """Return the index of the float at which a column ends, if text can go on instead.

        There may be headings above it.
        """
        rest, edge = (text.resume_at, content_edge(text.column)) if text else (start, top)
        leading = leading_of(self._box.style)
        if not rest or not may_defer(self._bottom - edge, leading, self._filled.deferred):
            return None
        [(index, inner)] = rest.items()
        if inner is not None:
            return None
        while index < len(self._children) and is_heading(self._children[index]):
            index += 1
        is_last = index + 1 >= len(self._children)
        return index if not is_last and is_float(self._children[index]) else None
