"""Places of columns and of their content."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.layout.percent import percentage, resolve_percentages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publisher.outputs.pdf.engine.columns.floats import Resume

    Box = Any  # WeasyPrint is not typed


TOLERANCE = 0.01  # px


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


def column_box(
    box: Box, containing_block: Box, children: Sequence[Box], number: int, top: float
) -> Box:
    """Return a column of a multi-column box, by its number and upper edge, before its layout."""
    geometry = geometry_of(box)
    column = box.anonymous_from(box, children=children)
    resolve_percentages(column, containing_block)
    column.is_column = True
    column.width = geometry.width
    offset = number * (geometry.width + geometry.gap)
    if box.style["direction"] == "rtl":
        offset = box.width - geometry.width - offset
    column.position_x = box.content_box_x() + offset
    column.position_y = top
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


def content_edge(column: Box) -> float:
    """Return the lower edge of the last box in a column, without its margin (CSS Break 3, 5.2)."""
    last = block.find_last_in_flow_child(column.children)
    return float(column.position_y) if last is None else border_edge(last)


def border_edge(box: Box) -> float:
    """Return the lower edge of a box, without its margin."""
    return float(box.border_box_y() + box.border_height())
