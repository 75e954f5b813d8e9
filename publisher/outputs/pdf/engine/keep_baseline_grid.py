"""Patch: text is on the baseline grid of its page (CSS Line Grid 1, Rhythmic Sizing 1).

WeasyPrint 70 has none. Here the first line of a paragraph moves down to the next line of the
grid, and all of its lines are as high as the grid's, or a multiple: a word in another script or
a tall image would push the next lines off the grid.

Blocks off the grid, such as headings and figures, take a whole number of its lines. The room
that they leave is added to their margins, in proportion. At the top of a column their first
line is beside that of the next column.
"""

from __future__ import annotations

from functools import wraps
from math import ceil
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.layout.table import find_in_flow_baseline
from weasyprint.text.line_break import strut

from publisher.outputs.pdf.engine.columns.geometry import border_edge
from publisher.outputs.pdf.engine.grid import grid_of, has_grid_lines, snaps
from publisher.outputs.pdf.engine.patch import (
    Patch,
    Replacement,
    has_parameters,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from publisher.outputs.pdf.engine.grid import Grid

    Box = Any  # WeasyPrint is not typed
    Context = Any
    Function = Callable[..., Any]
    Layout = tuple[Any, ...]

_TOLERANCE = 0.01  # px
_MOST_TAKEN = 1 / 3  # of a line, from the margins of a block
_HEADING_OVERLAP = 0.15  # of a line: the white below a heading and above a line of text
_MOST_RAISED = 3 / 4  # of a line, above the top of a column


def _snapping(get_next_linebox: Function) -> Function:
    """Wrap the layout of a line: it is on the grid."""

    @wraps(get_next_linebox)
    def snapped_line(context: Context, line: Box, position_y: float, *args: object) -> object:
        if grid := grid_of(context, line):
            position_y = grid.next_line(position_y)
        return get_next_linebox(context, line, position_y, *args)

    return snapped_line


def _with_grid_height(line_box_verticality: Function) -> Function:
    """Wrap the height of a line: words of other fonts do not change it (CSS Inline 3, 5.3)."""

    @wraps(line_box_verticality)
    def verticality(box: Box) -> tuple[float, float]:
        bottom, top = line_box_verticality(box)
        if not (isinstance(box, boxes.LineBox) and has_grid_lines(box.style)):
            return bottom, top
        height, baseline = strut(box.style)
        if not height:
            return bottom, top
        parts = [part for part in box.descendants() if _is_high(part, height)]
        above = max((-baseline - part.position_y for part in parts), default=0)
        below = max(
            (part.position_y + part.margin_height() - height + baseline for part in parts),
            default=0,
        )
        more_above, more_below = (
            max(0, ceil((room - _TOLERANCE) / height)) * height for room in (above, below)
        )
        return height - baseline + more_below, -baseline - more_above

    return verticality


def _is_high(part: Box, height: float) -> bool:
    """Return whether a part of a line is higher than the line: an image, or large letters."""
    return (
        isinstance(part, boxes.InlineLevelBox)
        and part.is_in_normal_flow()
        and part.margin_height() > height + _TOLERANCE
    )


def _stepping(block_level_layout: Function) -> Function:
    """Wrap the layout of blocks: one off the grid takes a whole number of lines."""

    @wraps(block_level_layout)
    def stepped_layout(
        context: Context,
        box: Box,
        bottom_space: float,
        skip_stack: object,
        containing_block: Box,
        *args: Any,  # noqa: ANN401 - WeasyPrint is not typed
    ) -> Layout:
        def lay_out() -> Layout:
            margins = [list(arg) if index == _MARGINS else arg for index, arg in enumerate(args)]
            layout: Layout = block_level_layout(
                context, box, bottom_space, skip_stack, containing_block, *margins
            )
            return layout

        top = box.position_y
        layout, grid = lay_out(), _grid_around(context, box, containing_block)
        if layout[0] is None or grid is None:
            return layout
        if box in context.column_starts and (offset := _offset(layout[0], containing_block, grid)):
            _, absolute_boxes, fixed_boxes, *_ = args
            block.remove_placeholders(context, [layout[0]], absolute_boxes, fixed_boxes)
            box.position_y = top = top + offset
            layout = lay_out()
        is_whole = layout[1] is None and not layout[4]
        if layout[0] is None or not is_whole:
            return layout
        return _stepped(context, layout, grid, top, context.page_bottom - bottom_space)

    return stepped_layout


_MARGINS = 3  # the place of the adjoining margins after the containing block


def _grid_around(context: Context, box: Box, containing_block: Box) -> Grid | None:
    """Return the grid of the container of a block that is itself off the grid."""
    if (
        isinstance(containing_block, boxes.Box)
        and box.is_in_normal_flow()
        and not snaps(box.style)
    ):
        return grid_of(context, containing_block)
    return None


def _offset(box: Box, containing_block: Box, grid: Grid) -> float:
    """Return how far to move a box at the top of a column, so that its first line is on the grid.

    A border above the line may rise above the column.
    """
    baseline = find_in_flow_baseline(box)
    if baseline is None or baseline - box.position_y > 2 * grid.leading:
        return 0
    _, distance = strut(containing_block.style)
    place = baseline - distance
    return float(grid.next_line(place - _MOST_RAISED * grid.leading) - place)


def _stepped(context: Context, layout: Layout, grid: Grid, top: float, bottom: float) -> Layout:
    """Move a block, and change its lower margin, so that the next line is one of the grid.

    `top` is where the block before ended, and `bottom` the end of the column or page. A heading
    keeps its distance from the text below it; only at the top of a column that varies.
    """
    box, resume_at, next_page, margins, is_collapsed, lines = layout
    above = box.border_box_y() - top
    below = block.collapse_margin([*margins, box.margin_bottom])
    edge = border_edge(box)
    room = grid.next_line(edge + below) - edge - below
    taken = grid.leading - room
    is_heading = block.avoid_page_break(box.style["break_after"], context)
    overlap = _HEADING_OVERLAP * grid.leading if is_heading and above <= 0 else 0
    if taken <= min(_MOST_TAKEN * grid.leading, above + below) + overlap + _TOLERANCE:
        room = -taken
    share = above / (above + below) if above > 0 and below >= 0 else 0
    if is_heading and above > 0:
        share = 1
    if edge + room * share > bottom:
        share = 0
    box.translate(dy=room * share)
    box.margin_bottom = below + room * (1 - share)
    return box, resume_at, next_page, [], is_collapsed, lines


KEEP_BASELINE_GRID = Patch(
    name="keep_baseline_grid",
    reason=(
        "WeasyPrint 70 has no baseline grid: the lines of columns and of pages do not register,"
        " and a word in another script pushes the lines after it down."
    ),
    replacements=(
        Replacement(
            (inline,),
            "get_next_linebox",
            has_parameters("context linebox position_y bottom_space skip_stack"),
            _snapping,
        ),
        Replacement((inline,), "line_box_verticality", has_parameters("box"), _with_grid_height),
        Replacement(
            (block,),
            "block_level_layout",
            has_parameters(
                "context box bottom_space skip_stack containing_block page_is_empty"
                " absolute_boxes fixed_boxes adjoining_margins"
            ),
            _stepping,
        ),
    ),
)
