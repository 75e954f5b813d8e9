"""Fill columns of a given height with the blocks of a group."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from weasyprint.layout import block

from publisher.outputs.pdf.engine.columns.filling import Filling
from publisher.outputs.pdf.engine.columns.geometry import TOLERANCE, content_edge, geometry_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.outputs.pdf.engine.columns.floats import Deferred, Resume

    Box = Any  # WeasyPrint is not typed
    Context = Any


@dataclass
class Filled:
    """Columns with as much of a group as fits.

    - `columns`: the column boxes, laid out
    - `resume_at`: where the rest of the text begins; None if there is none
    - `deferred`: floats that are in no column
    - `next_page`: the engine's break before the rest
    - `absolute_boxes`, `fixed_boxes`: placeholders of what is positioned in the columns
    """

    columns: list[Box]
    resume_at: Resume | None
    deferred: list[Deferred]
    next_page: dict[str, Any]
    absolute_boxes: list[Box] = field(default_factory=list)
    fixed_boxes: list[Box] = field(default_factory=list)

    @property
    def edges(self) -> list[float]:
        """Lower edges of what is in the columns."""
        return [content_edge(column) for column in self.columns]

    def is_whole(self, bottom: float) -> bool:
        """Return whether the columns hold the group, and do not run beyond `bottom`."""
        is_all = self.resume_at is None and not self.deferred
        return is_all and max(self.edges) <= bottom + TOLERANCE


@dataclass(frozen=True)
class ColumnFiller:
    """Lays a group of blocks out in columns, down to any lower edge.

    - `box`: the multi-column box, and its `containing_block`
    - `children`: its children up to the end of the group, without the floats put off
    - `start`: where the group begins; None if only floats are left
    - `deferred`: floats that were put off before
    - `next_span`: the index of a float that waits to span the columns; later ones wait for it
    - `top`: the upper edge of the columns, in px
    """

    context: Context
    box: Box
    containing_block: Box
    children: Sequence[Box]
    start: Resume | None
    deferred: Sequence[Deferred]
    next_span: int
    top: float

    def fill(self, bottom: float, *, page_is_empty: bool) -> Filled:
        """Fill the columns down to `bottom`, in px.

        If nothing is on the page, the first block is laid out even if it is too high.
        """
        filled = Filled([], self.start, [*self.deferred], {"break": "any", "page": None})
        filling = Filling(self, filled, bottom, page_is_empty=page_is_empty)
        outer, self.context.in_column = self.context.in_column, True
        for number in range(geometry_of(self.box).count):
            if not filling.add_column(number):
                break
        self.context.in_column, self.context.column_starts = outer, frozenset()
        return filled

    def remove(self, filled: Filled) -> None:
        """Take back what the layout of columns has noted elsewhere, such as notes."""
        block.remove_placeholders(
            self.context, filled.columns, filled.absolute_boxes, filled.fixed_boxes
        )
