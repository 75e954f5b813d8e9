"""What of a multi-column box is on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.layout import block

from publisher.outputs.pdf.engine.columns.balance import balanced
from publisher.outputs.pdf.engine.columns.fill import MOST_DEFERRED, TOLERANCE, ColumnFiller
from publisher.outputs.pdf.engine.columns.floats import (
    Continuation,
    Deferred,
    continuation,
    is_float,
    placeholder,
)
from publisher.outputs.pdf.engine.columns.geometry import border_edge, geometry_of
from publisher.outputs.pdf.engine.columns.groups import Group, groups_of, is_heading
from publisher.outputs.pdf.engine.columns.spans import spans_columns
from publisher.outputs.pdf.engine.grid import grid_of, leading_of

if TYPE_CHECKING:
    from publisher.outputs.pdf.engine.columns.fill import Filled
    from publisher.outputs.pdf.engine.columns.floats import Resume

    Box = Any  # WeasyPrint is not typed
    Context = Any

_LEAST_LINES = 3  # of room, for text to go on before a float that does not fit


class _State(NamedTuple):
    """What is placed on a page before a group, so that the group can be taken back."""

    flow: Resume
    placed: int
    bottom: float
    margins: list[float]
    deferred: list[Deferred]


class PageOfColumns:
    """Part of a multi-column box on one page.

    - `placed`: columns and spanning blocks, laid out
    - `bottom`: the lower edge of what is placed, in px
    - `next_page`: the engine's break before what is left
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
        self.next_page: dict[str, Any] = {"break": "any", "page": None}
        self.absolute_boxes: list[Box] = []
        self.fixed_boxes: list[Box] = []
        self._context, self._box, self._bottom_space = context, box, bottom_space
        self._containing_block = containing_block
        self._page_was_empty = page_is_empty
        self._children = [*box.children]  # placeholders instead of the floats that were put off
        self._margins: list[float] = []
        self._deferred: list[Deferred] = []
        self._spanning: dict[int, bool] = {}  # by the identity of the child

    def lay_out(self, skip_stack: Resume | None) -> Resume | None:
        """Place the groups of the box one below the other, until the page is full.

        Return where the box continues on the next page; None if it has ended.
        """
        flow: Resume | None = skip_stack or {0: None}
        if isinstance(skip_stack, Continuation):
            flow = skip_stack.flow
            for deferred in skip_stack.deferred:
                self._put_off(deferred)
            self._place_spanning_floats()
        rest = self._place_groups(flow) if flow else None
        if rest is None:
            self._place_last_floats()
        if rest is None and not self._deferred:
            self.bottom += block.collapse_margin(self._margins)
        return continuation(rest, self._deferred)

    def _place_groups(self, flow: Resume) -> Resume | None:
        """Place groups from `flow` on; return where the text continues on the next page."""
        before: _State | None = None
        while group := self._group_at(flow):
            state = _State(flow, len(self.placed), self.bottom, self._margins, [*self._deferred])
            [inner] = flow.values()
            rest = self._span(group.start, inner) if group.spans else self._fill(group, inner)
            if rest is None:
                before, flow = (None if group.spans else state), {group.end: None}
            elif group.spans and rest == flow:
                if not self._may_put_off(group):
                    return {self._first_to_move(group.start): inner}
                if before is not None:
                    flow = self._take_back(before)
                self._put_off(Deferred(group.start))
                before = None
            else:
                return rest
        return None

    def _group_at(self, flow: Resume) -> Group | None:
        [start] = flow
        return next(groups_of(self._children, start, self._spans), None)

    def _spans(self, child: Box) -> bool:
        if id(child) not in self._spanning:
            width = geometry_of(self._box).width
            self._spanning[id(child)] = spans_columns(self._context, child, width)
        return self._spanning[id(child)]

    @property
    def _is_empty(self) -> bool:
        return self._page_was_empty and not self.placed

    @property
    def _page_bottom(self) -> float:
        return float(self._context.page_bottom - self._bottom_space)

    def _span(self, index: int, inner: Resume | None) -> Resume | None:
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
            self._is_empty,
            self.absolute_boxes,
            self.fixed_boxes,
            self._margins,
        )
        if new_child is None or self._overflows(new_child):
            return {index: inner}
        new_child.index = index
        self.placed.append(new_child)
        self.bottom = border_edge(new_child)
        self._margins = [*margins, new_child.margin_bottom]
        return None if resume_at is None else {index: resume_at}

    def _overflows(self, child: Box) -> bool:
        return not self._is_empty and border_edge(child) > self._page_bottom + TOLERANCE

    def _first_to_move(self, index: int) -> int:
        """Take headings above a block back that must stay with it; return the first to move."""
        while len(self.placed) > 1 and is_heading(self.placed[-1]):
            index = self.placed[-1].index
            self._remove(self.placed[-1:])
        return index

    def _fill(self, group: Group, inner: Resume | None) -> Resume | None:
        """Place a group in columns; return where it continues, if it does."""
        top = self._next_top()
        filler = self._filler({group.start: inner}, group.end, top)
        filled = filler.fill(self._page_bottom, page_is_empty=self._is_empty)
        is_last = group.end == len(self._children)
        is_balanced = not is_last or self._box.style["column_fill"] != "auto"
        if filled.is_whole(self._page_bottom) and is_balanced:
            leading = leading_of(self._box.style)
            filled = balanced(filler, filled, self._page_bottom, leading)
        return self._place(filled, top)

    def _next_top(self) -> float:
        margin = block.collapse_margin(self._margins)
        if self.placed and not is_heading(self.placed[-1]):
            # The rule above a quotation may rise above the column.
            margin = max(margin, leading_of(self._box.style))
        top = self.bottom + margin
        grid = grid_of(self._context, self._box)
        return float(grid.next_line(top) if grid else top)

    def _filler(self, start: Resume | None, end: int, top: float) -> ColumnFiller:
        deferred = [each for each in self._deferred if not self._spans_as_float(each)]
        children = self._children[:end]
        return ColumnFiller(
            self._context, self._box, self._containing_block, children, start, deferred, top
        )

    def _place(self, filled: Filled, top: float) -> Resume | None:
        self._deferred = [*filter(self._spans_as_float, self._deferred), *filled.deferred]
        if filled.columns:
            self.next_page = filled.next_page
            self.absolute_boxes += filled.absolute_boxes
            self.fixed_boxes += filled.fixed_boxes
            self.placed += filled.columns
            self.bottom, self._margins = max(filled.edges), []
            for column in filled.columns:
                column.height = self.bottom - top
        return filled.resume_at

    def _may_put_off(self, group: Group) -> bool:
        """Return whether text may go on before a spanning block that does not fit."""
        room = self._page_bottom - self.bottom
        is_heading_above = bool(self.placed) and is_heading(self.placed[-1])
        return (
            is_float(self._children[group.start])
            and not self._is_empty
            and not is_heading_above
            and len(self._deferred) < MOST_DEFERRED
            and room > _LEAST_LINES * leading_of(self._box.style)
            and not all(map(self._spans, self._children[group.end :]))
        )

    def _put_off(self, deferred: Deferred) -> None:
        self._deferred.append(deferred)
        self._children[deferred.child] = placeholder(self._box)

    def _take_back(self, state: _State) -> Resume:
        """Take what was placed after a state back; return where its text goes on."""
        self._remove(self.placed[state.placed :])
        self.bottom, self._margins, self._deferred = state.bottom, state.margins, state.deferred
        return state.flow

    def _remove(self, last: list[Box]) -> None:
        """Take the blocks back that were placed last, and what they have noted elsewhere."""
        block.remove_placeholders(self._context, last, self.absolute_boxes, self.fixed_boxes)
        del self.placed[len(self.placed) - len(last) :]

    def _spans_as_float(self, deferred: Deferred) -> bool:
        return self._spans(self._box.children[deferred.child])

    def _place_spanning_floats(self) -> None:
        for deferred in [*filter(self._spans_as_float, self._deferred)]:
            rest = self._span(*deferred)
            if rest is not None:
                place = self._deferred.index(deferred)
                self._deferred[place] = Deferred(deferred.child, rest[deferred.child])
                return
            self._deferred.remove(deferred)

    def _place_last_floats(self) -> None:
        """Place floats that are left where the text has ended."""
        if not all(map(self._spans_as_float, self._deferred)):
            top = self._next_top()
            filler = self._filler(None, len(self._children), top)
            self._place(filler.fill(self._page_bottom, page_is_empty=self._is_empty), top)
        self._place_spanning_floats()
