"""Fill columns of a given height with the blocks of a group."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import floor
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.layout.percent import percentage, resolve_percentages

if TYPE_CHECKING:
    from collections.abc import Iterator

    Box = Any  # WeasyPrint is not typed
    Context = Any
    # Where a box continues: the index of a child, and where that one does.
    Resume = dict[int, Any]

# Forced breaks that end not only the column.
_PAGE_BREAKS = frozenset({"page", "left", "right", "recto", "verso"})


@dataclass(frozen=True)
class Geometry:
    """Number, width and distance of the columns of a box, in px."""

    count: int
    width: float
    gap: float


def geometry_of(box: Box) -> Geometry:
    """Return the columns of a box whose width is known (CSS Multi-column 1, 3.4)."""
    style = box.style
    width, count = style["column_width"], style["column_count"]
    is_normal = style["column_gap"] == "normal"
    gap = style["font_size"] if is_normal else percentage(style["column_gap"], style, box.width)
    if width != "auto":
        most = max(1, floor((box.width + gap) / (width + gap)))
        count = most if count == "auto" else min(count, most)
    return Geometry(count, max(0, (box.width + gap) / count - gap), gap)


@dataclass
class Filled:
    """Columns with as much of a group as fits.

    - `columns`: the column boxes, laid out
    - `resume_at`: where the rest begins; None if there is none
    - `next_page`: the engine's break before the rest
    - `absolute_boxes`, `fixed_boxes`: placeholders of what is positioned in the columns
    """

    columns: list[Box]
    resume_at: Resume | None
    next_page: dict[str, Any]
    absolute_boxes: list[Box] = field(default_factory=list)
    fixed_boxes: list[Box] = field(default_factory=list)

    @property
    def bottoms(self) -> list[float]:
        """Lower edges of what is in the columns; margins are cut off (CSS Break 3, 5.2)."""
        return [_bottom(column) for column in self.columns]

    def is_whole(self, bottom: float) -> bool:
        """Return whether the columns hold the group, and do not run beyond `bottom`."""
        return self.resume_at is None and max(self.bottoms) <= bottom + _TOLERANCE


_TOLERANCE = 0.01  # px


@dataclass(frozen=True)
class ColumnFiller:
    """Lays a group of blocks out in columns, down to any lower edge.

    - `box`: the multi-column box, and its `containing_block`
    - `start`, `end`: where the group begins, and the index after its last child
    - `top`: the upper edge of the columns, in px
    """

    context: Context
    box: Box
    containing_block: Box
    start: Resume
    end: int
    top: float

    @property
    def geometry(self) -> Geometry:
        """Number, width and distance of the columns."""
        return geometry_of(self.box)

    def fill(self, bottom: float, *, page_is_empty: bool) -> Filled:
        """Fill the columns down to `bottom`, in px.

        If nothing is on the page, the first block is laid out even if it is too high.
        """
        filled = Filled([], self.start, {"break": "any", "page": None})
        bottom_space = self.context.page_bottom - bottom
        outer, self.context.in_column = self.context.in_column, True
        for number in range(self.geometry.count):
            column = self._column_box(number)
            self.context.column_starts = frozenset(first_boxes(column, filled.resume_at))
            new_column, resume_at, next_page, *_ = block.block_box_layout(
                self.context,
                column,
                bottom_space,
                filled.resume_at,
                self.containing_block,
                page_is_empty,
                filled.absolute_boxes,
                filled.fixed_boxes,
                None,
                None,
                None,
                discard=False,
                max_lines=None,
            )
            if new_column is None:
                break
            filled.columns.append(new_column)
            filled.resume_at, filled.next_page = resume_at, next_page
            if resume_at is None or next_page["break"] in _PAGE_BREAKS:
                break
        self.context.in_column, self.context.column_starts = outer, frozenset()
        return filled

    def remove(self, filled: Filled) -> None:
        """Take back what the layout of columns has noted elsewhere, such as notes."""
        block.remove_placeholders(
            self.context, filled.columns, filled.absolute_boxes, filled.fixed_boxes
        )

    def _column_box(self, number: int) -> Box:
        box, geometry = self.box, self.geometry
        column = box.anonymous_from(box, children=box.children[: self.end])
        resolve_percentages(column, self.containing_block)
        column.is_column = True
        column.width = geometry.width
        offset = number * (geometry.width + geometry.gap)
        if box.style["direction"] == "rtl":
            offset = box.width - geometry.width - offset
        column.position_x = box.content_box_x() + offset
        column.position_y = self.top
        return column


def first_boxes(box: Box, resume_at: Resume | None) -> Iterator[Box]:
    """Yield the blocks that begin, or go on, at the top of a box, the outer ones first."""
    while isinstance(box, boxes.ParentBox):
        if resume_at:
            [(index, resume_at)] = resume_at.items()
        else:
            in_flow = (i for i, child in enumerate(box.children) if child.is_in_normal_flow())
            index = next(in_flow, len(box.children))
        if index >= len(box.children) or not isinstance(box.children[index], boxes.BlockLevelBox):
            return
        box = box.children[index]
        yield box


def _bottom(column: Box) -> float:
    """Return the lower edge of the last box in a column, without its margin."""
    last = block.find_last_in_flow_child(column.children)
    bottom = column.position_y if last is None else last.border_box_y() + last.border_height()
    return float(bottom)
