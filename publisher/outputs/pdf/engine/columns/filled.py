"""A group of blocks that is to be in columns, and columns that are filled with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from publisher.outputs.pdf.engine.columns.geometry import TOLERANCE, content_edge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.outputs.pdf.engine.columns.floats import Deferred, Resume

    Box = Any  # WeasyPrint is not typed
    Context = Any


@dataclass(frozen=True)
class GroupInColumns:
    """A group of blocks, and where its columns are.

    - `box`: the multi-column box, and its `containing_block`
    - `children`: its children up to the end of the group, without the floats put off
    - `next_span`: the index of a float that waits to span the columns; later ones wait for it
    - `top`: the upper edge of the columns, in px
    """

    context: Context
    box: Box
    containing_block: Box
    children: Sequence[Box]
    next_span: int
    top: float


@dataclass
class Filled:
    """Columns with as much of a group as fits.

    - `columns`: the column boxes, laid out
    - `resume_at`: where the rest of the text begins; None if there is none
    - `deferred`: floats that are in no column
    - `next_page`: the engine's break before the rest
    - `absolute_boxes`, `fixed_boxes`: placeholders of positioned boxes in the columns
    """

    columns: list[Box]
    resume_at: Resume | None
    deferred: list[Deferred]
    next_page: dict[str, Any]
    absolute_boxes: list[Box] = field(default_factory=list)
    fixed_boxes: list[Box] = field(default_factory=list)

    @property
    def edges(self) -> list[float]:
        """Lower edges of the content of the columns."""
        return [content_edge(column) for column in self.columns]

    def is_whole(self, bottom: float) -> bool:
        """Return whether the columns hold the group, and do not run beyond `bottom`."""
        is_all = self.resume_at is None and not self.deferred
        return is_all and max(self.edges) <= bottom + TOLERANCE
