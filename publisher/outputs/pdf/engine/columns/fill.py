"""Fill columns of a given height with the blocks of a group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from weasyprint.layout import block

from publisher.outputs.pdf.engine.columns.filled import Filled, GroupInColumns
from publisher.outputs.pdf.engine.columns.filling import Filling
from publisher.outputs.pdf.engine.columns.geometry import geometry_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.outputs.pdf.engine.columns.floats import Deferred, Resume


@dataclass(frozen=True)
class ColumnFiller:
    """Lays a group of blocks out in columns, down to any lower edge.

    - `start`: where the group begins; None if only floats are left
    - `deferred`: floats that were put off before
    """

    group: GroupInColumns
    start: Resume | None
    deferred: Sequence[Deferred]

    def fill(self, bottom: float, *, page_is_empty: bool) -> Filled:
        """Fill the columns down to `bottom`, in px.

        If nothing is on the page, the first block is laid out even if it is too high.
        """
        filled = Filled([], self.start, [*self.deferred], {"break": "any", "page": None})
        filling = Filling(self.group, filled, bottom, page_is_empty=page_is_empty)
        context = self.group.context
        outer, context.in_column = context.in_column, True
        for number in range(geometry_of(self.group.box).count):
            if not filling.add_column(number):
                break
        context.in_column, context.column_starts = outer, frozenset()
        return filled

    def remove(self, filled: Filled) -> None:
        """Take columns back, with their notes and positioned boxes."""
        block.remove_placeholders(
            self.group.context, filled.columns, filled.absolute_boxes, filled.fixed_boxes
        )
