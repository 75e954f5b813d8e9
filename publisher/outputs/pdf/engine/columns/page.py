"""Part of a multi-column box on one page."""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.layout import block

from publisher.outputs.pdf.engine.columns.balance import balanced
from publisher.outputs.pdf.engine.columns.fill import ColumnFiller
from publisher.outputs.pdf.engine.columns.filled import GroupInColumns
from publisher.outputs.pdf.engine.columns.filling import PAGE_BREAKS
from publisher.outputs.pdf.engine.columns.floats import (
    Continuation,
    Deferred,
    continuation,
    is_float,
    may_defer,
    placeholder,
)
from publisher.outputs.pdf.engine.columns.geometry import geometry_of
from publisher.outputs.pdf.engine.columns.groups import Group, groups_of
from publisher.outputs.pdf.engine.columns.placed import Mark, Placed
from publisher.outputs.pdf.engine.columns.spans import spans_columns
from publisher.outputs.pdf.engine.grid import leading_of

if TYPE_CHECKING:
    from publisher.outputs.pdf.engine.columns.filled import Filled
    from publisher.outputs.pdf.engine.columns.floats import Resume

    Box = Any  # WeasyPrint is not typed
    Context = Any


class _State(NamedTuple):
    """State of a page before a group, to which the group can be taken back."""

    flow: Resume
    mark: Mark
    deferred: list[Deferred]


class PageOfColumns:
    """Part of a multi-column box on one page; `placed` has its columns and spanning blocks."""

    def __init__(
        self,
        context: Context,
        box: Box,
        bottom_space: float,
        containing_block: Box,
        *,
        page_is_empty: bool,
    ) -> None:
        self.placed = Placed(context, box, bottom_space, page_is_empty=page_is_empty)
        self._context, self._box = context, box
        self._containing_block = containing_block
        self._children = [*box.children]  # placeholders instead of the floats that were put off
        self._deferred: list[Deferred] = []
        self._spanning: dict[int, bool] = {}  # by the identity of the child

    def lay_out(self, skip_stack: Resume | None) -> Resume | None:
        """Place the groups of the box one below the other, until the page is full.

        Return where the box continues on the next page; None if it has ended.
        """
        flow: Resume | None = skip_stack or {0: None}
        if isinstance(skip_stack, Continuation):
            flow = skip_stack.flow
            for index in skip_stack.ahead:
                self._children[index] = placeholder(self._box)
            for deferred in skip_stack.deferred:
                self._put_off(deferred)
            self._place_spanning_floats()
        rest = self._place_groups(flow) if flow else None
        if rest is None:
            self._place_floats()
        if rest is None and not self._deferred:
            self.placed.end()
        placed = self.placed.indices()
        if isinstance(skip_stack, Continuation):
            placed |= skip_stack.ahead
        return continuation(rest, self._deferred, placed)

    def _place_groups(self, flow: Resume) -> Resume | None:
        """Place groups from `flow` on; return where the text continues on the next page."""
        before: _State | None = None
        first = flow
        while group := self._group_at(flow):
            if flow != first and self._breaks_before(group):
                return flow
            state = _State(flow, self.placed.mark(), [*self._deferred])
            rest = self._place_group(group, flow)
            if rest is None:
                before, flow = (None if group.spans else state), {group.end: None}
            elif group.spans and rest == flow and self._may_put_off(group):
                flow = self._take_back(before) if before else flow
                self._put_off(Deferred(group.start))
                before = None
            elif group.spans and rest == flow:
                [inner] = flow.values()
                return {self.placed.take_back_headings(group.start): inner}
            else:
                return rest
        return None

    def _place_group(self, group: Group, flow: Resume) -> Resume | None:
        """Place a group; return where it continues, if it does."""
        [inner] = flow.values()
        if not group.spans:
            return self._fill(group, inner)
        if self._waits(group):
            if self._may_put_off(group):
                return flow
            self._place_floats()
            if self._waits(group) and not self.placed.is_empty:
                return flow
        return self.placed.span(group.start, inner)

    def _waits(self, group: Group) -> bool:
        """Return whether a spanning block waits for floats: it is one, or ends the text."""
        is_last = group.end == len(self._children)
        return bool(self._deferred) and (is_last or is_float(self._children[group.start]))

    def _breaks_before(self, group: Group) -> bool:
        """Return whether a new page is forced between a group and the one before."""
        before, after = self._children[group.start - 1 : group.start + 1]
        forced = block.block_level_page_break(before, after)
        if forced in PAGE_BREAKS:
            self.placed.next_page = {"break": forced, "page": None}
        return forced in PAGE_BREAKS

    def _group_at(self, flow: Resume) -> Group | None:
        [start] = flow
        return next(groups_of(self._children, start, self._spans), None)

    def _spans(self, child: Box) -> bool:
        if id(child) not in self._spanning:
            width = geometry_of(self._box).width
            self._spanning[id(child)] = spans_columns(self._context, child, width)
        return self._spanning[id(child)]

    def _fill(self, group: Group, inner: Resume | None) -> Resume | None:
        """Place a group in columns; return where it continues, if it does."""
        placed, top = self.placed, self.placed.next_top()
        filler = self._filler({group.start: inner}, group.end, top)
        filled = filler.fill(placed.page_bottom, page_is_empty=placed.is_empty)
        is_last = group.end == len(self._children)
        is_balanced = not is_last or self._box.style["column_fill"] != "auto"
        if filled.is_whole(placed.page_bottom) and is_balanced:
            leading = leading_of(self._box.style)
            filled = balanced(filler, filled, placed.page_bottom, leading)
        return self._place(filled, top)

    def _filler(self, start: Resume | None, end: int, top: float) -> ColumnFiller:
        spanning = filter(self._spans_as_float, self._deferred)
        next_span = next((each.child for each in spanning), len(self._children))
        children = self._children[:end]
        group = GroupInColumns(
            self._context, self._box, self._containing_block, children, next_span, top
        )
        return ColumnFiller(group, start, self._deferred)

    def _place(self, filled: Filled, top: float) -> Resume | None:
        self._deferred = filled.deferred
        self.placed.add_columns(filled, top)
        return filled.resume_at

    def _may_put_off(self, group: Group) -> bool:
        """Return whether text may go on before a spanning block that does not fit."""
        room = self.placed.page_bottom - self.placed.bottom
        return (
            is_float(self._children[group.start])
            and not self.placed.is_empty
            and not self.placed.ends_with_heading
            and may_defer(room, leading_of(self._box.style), self._deferred)
            and not all(map(self._spans, self._children[group.end :]))
        )

    def _put_off(self, deferred: Deferred) -> None:
        insort(self._deferred, deferred)
        self._children[deferred.child] = placeholder(self._box)

    def _take_back(self, state: _State) -> Resume:
        """Restore a state; return where its text goes on."""
        self.placed.take_back(state.mark)
        self._deferred = state.deferred
        return state.flow

    def _spans_as_float(self, deferred: Deferred) -> bool:
        return self._spans(self._box.children[deferred.child])

    def _place_spanning_floats(self) -> None:
        """Place the floats that span, up to the first that does not, or does not fit."""
        while self._deferred and self._spans_as_float(self._deferred[0]):
            first = self._deferred[0]
            rest = self.placed.span(*first)
            if rest is not None:
                self._deferred[0] = Deferred(first.child, rest[first.child])
                return
            del self._deferred[0]

    def _place_floats(self) -> None:
        """Place floats that are left where the text has ended, in their order."""
        self._place_spanning_floats()
        if not self._deferred or self._spans_as_float(self._deferred[0]):
            return
        waiting, top = len(self._deferred), self.placed.next_top()
        filler = self._filler(None, len(self._children), top)
        self._place(filler.fill(self.placed.page_bottom, page_is_empty=self.placed.is_empty), top)
        if len(self._deferred) < waiting:
            self._place_floats()
