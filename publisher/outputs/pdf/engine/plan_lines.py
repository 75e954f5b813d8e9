"""Patch: the lines of a paragraph are planned together (total fit).

WeasyPrint 70 fills one line after the other, and stretches only the spaces. Here a line box is
planned when its lines are asked for. Text boxes are then divided where the plan ends its lines,
in a line without a right margin, and each line is fitted to its width.
"""

from __future__ import annotations

from functools import wraps
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from weasyprint import layout
from weasyprint.draw.text import draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, block, inline, preferred
from weasyprint.text.line_break import Layout

from publisher.outputs.pdf.engine.paragraphs.draw import widen_glyphs
from publisher.outputs.pdf.engine.paragraphs.east_asian import east_asian_language, gap_width
from publisher.outputs.pdf.engine.paragraphs.initial_letter import has_initial_letter
from publisher.outputs.pdf.engine.paragraphs.justify import (
    fit_line,
    indent_from_the_right,
    line_start,
)
from publisher.outputs.pdf.engine.paragraphs.names import remember_document
from publisher.outputs.pdf.engine.paragraphs.pieces import lay_out_initial, lay_out_piece
from publisher.outputs.pdf.engine.paragraphs.planner import plan_for
from publisher.outputs.pdf.engine.paragraphs.style import asks_to_justify, is_justified
from publisher.outputs.pdf.engine.patch import (
    Patch,
    Replacement,
    has_parameters,
    new_attribute,
)
from publisher.outputs.pdf.engine.source_edits import SourceEdit, edit_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from publisher.outputs.pdf.engine.paragraphs.plan import Plan

    Box = Any  # WeasyPrint is not typed
    Context = Any
    Function = Callable[..., Any]


def _remembering(initialize_page_maker: Function) -> Function:
    """Wrap the beginning of a layout: keep the document, whose text names people."""

    @wraps(initialize_page_maker)
    def initialize(context: Context, root_box: Box) -> None:
        remember_document(context, root_box)
        initialize_page_maker(context, root_box)

    return initialize


def _planning(iter_line_boxes: Function) -> Function:
    """Wrap the iteration over the lines of a line box: plan them first."""

    @wraps(iter_line_boxes)
    def planned_lines(context: Context, box: Box, *args: Any) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint is not typed
        *others, first_letter_style, first_line_style = args
        _, _, skip_stack, containing_block, *_ = others
        if has_initial_letter(first_letter_style):
            args = *others, None, first_line_style
        plan = None
        if not (context.excluded_shapes or any(args[-2:])):
            inline.resolve_one_percentage(box, "text_indent", containing_block.width)
            paragraph, whole_line = context.whole_line or (None, None)
            plan = plan_for(
                box,
                context,
                containing_block,
                skip_stack,
                whole_line if paragraph is box else None,
            )
        lines = iter_line_boxes(context, box, *args)
        while True:
            outer, context.line_plan = context.line_plan, plan
            try:
                line = next(lines, None)
            finally:
                context.line_plan = outer
            if line is None:
                return
            yield line

    return planned_lines


def _without_margin(split_inline_box: Function) -> Function:
    """Wrap the layout of inline boxes: a planned line ends only where its texts do."""

    @wraps(split_inline_box)
    def planned_split(
        context: Context, box: Box, position_x: float, max_x: float, *args: object
    ) -> object:
        if isinstance(box, boxes.LineBox) and context.line_plan:
            max_x = inf
        return split_inline_box(context, box, position_x, max_x, *args)

    return planned_split


def _dividing(split_text_box: Function) -> Function:
    """Wrap the division of text boxes: divide them where the plan does."""

    @wraps(split_text_box)
    def planned_split(
        context: Context,
        box: Box,
        available_width: float | None,
        skip: int,
        is_line_start: bool = True,  # noqa: FBT001, FBT002 - the original's signature
    ) -> tuple[Box | None, int | None, object]:
        plan: Plan | None = context.line_plan
        piece = plan.piece(box, skip) if plan else None
        if plan is None or piece is None:
            result: tuple[Box, int, object] = split_text_box(
                context, box, available_width, skip, is_line_start
            )
            return result
        if plan.initial and piece.start == 0:
            letter = lay_out_initial(split_text_box, context, box, piece, plan.initial)
            return letter, piece.resume, False
        text = lay_out_piece(split_text_box, context, box, piece, is_line_start=is_line_start)
        return text, piece.resume, False

    return planned_split


def _fitting(text_align: Function) -> Function:
    """Wrap the alignment of lines: fit planned lines to their width."""

    @wraps(text_align)
    def planned_align(context: Context, line: Box, available_width: float, last: bool) -> float:  # noqa: FBT001 - the original's signature
        plan: Plan | None = context.line_plan
        is_filled = not last and is_justified(line)
        start = inset = 0.0
        if plan:
            indent_from_the_right(line)
            inset = plan.inset(line_start(line))
            available_width -= inset
            start = inset + fit_line(line, plan, available_width, is_justified=is_filled)
            if is_filled:
                return start
        # WeasyPrint would justify balanced lines, but not a last one.
        is_ragged = last or (asks_to_justify(line) and not is_filled)
        offset: float = text_align(context, line, available_width, is_ragged)
        is_at_start = not offset and line.style["direction"] == "ltr"
        return start if is_at_start else inset + offset

    return planned_align


def _with_gaps(inline_max_content_width: Function) -> Function:
    """Wrap the width of a text in one line: add the gaps between its characters."""

    @wraps(inline_max_content_width)
    def width_with_gaps(context: Context, box: Box, *args: object, **kwargs: object) -> float:
        width: float = inline_max_content_width(context, box, *args, **kwargs)
        language = east_asian_language(box.style["lang"])
        return width + gap_width(box, language) if language else width

    return width_with_gaps


def _widening(reactivate: Function) -> Function:
    """Wrap the restoring of a line's layout before drawing: widen its gaps."""

    @wraps(reactivate)
    def widened_reactivate(layout: Any, style: object) -> None:  # noqa: ANN401 - WeasyPrint is not typed
        reactivate(layout, style)
        if layout.extra_advances:
            widen_glyphs(layout, layout.extra_advances)

    return widened_reactivate


# Glyphs are scaled by the text matrix (ISO 32000-1, 9.4.2), which leaves ligatures as they are.
_SCALE = SourceEdit("Matrix(d=-1, e=x, f=y)", "Matrix(a=textbox.glyph_scale, d=-1, e=x, f=y)")

PLAN_LINES = Patch(
    name="plan_lines",
    reason=(
        "WeasyPrint 70 fills one line after the other: word spaces differ widely, hyphens follow"
        " each other, and paragraphs end with a part of a word. It stretches spaces only."
    ),
    upstream=(
        "https://github.com/Kozea/WeasyPrint/issues/2264",
        "https://github.com/Kozea/WeasyPrint/issues/707",
    ),
    replacements=(
        Replacement(
            (layout,),
            "initialize_page_maker",
            has_parameters("context root_box"),
            _remembering,
        ),
        Replacement(
            (block,),
            "iter_line_boxes",
            has_parameters(
                "context box position_y bottom_space skip_stack containing_block"
                " absolute_boxes fixed_boxes first_letter_style first_line_style"
            ),
            _planning,
        ),
        Replacement(
            (inline,),
            "split_inline_box",
            has_parameters("context box position_x max_x bottom_space skip_stack"),
            _without_margin,
        ),
        Replacement(
            (inline,),
            "split_text_box",
            has_parameters("context box available_width skip is_line_start"),
            _dividing,
        ),
        Replacement(
            (inline,), "text_align", has_parameters("context line available_width last"), _fitting
        ),
        Replacement(
            (preferred,),
            "inline_max_content_width",
            has_parameters("context box outer is_line_start"),
            _with_gaps,
        ),
        Replacement((Layout,), "reactivate", has_parameters("self style"), _widening),
        new_attribute(LayoutContext, "line_plan", None),
        # A paragraph, and its line, from the next one on, that must not divide a word
        new_attribute(LayoutContext, "whole_line", None),
        new_attribute(boxes.TextBox, "piece", None),
        new_attribute(boxes.TextBox, "glyph_scale", 1),
        new_attribute(Layout, "extra_advances", MappingProxyType({})),
        edit_source(draw_text, _SCALE),
    ),
)
