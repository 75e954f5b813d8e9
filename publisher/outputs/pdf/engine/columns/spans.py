"""Blocks that span the columns: all of a kind, or those too wide for one.

A style sheet asks for it by `--column-span: all` or `auto`: WeasyPrint 70 does not know `auto`
(`column-span` of CSS Multi-column Layout 2), and no `column-span` of tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.preferred import max_content_width

from publisher.outputs.pdf.engine.custom_properties import custom_property

if TYPE_CHECKING:
    Box = Any  # WeasyPrint is not typed
    Context = Any

_PANORAMA = 2  # width to height of an image that is small in one column


def spans_columns(context: Context, child: Box, width: float) -> bool:
    """Return whether a child of a multi-column box spans all columns, each `width` px wide."""
    if child.style["column_span"] == "all":
        return True
    value = custom_property(child.style, "column-span")
    if value not in {"all", "auto"} or not child.is_in_normal_flow():
        return False
    return value == "all" or _rigid_width(context, child) > width


def _rigid_width(context: Context, box: Box) -> float:
    """Return the width of tables, code, formulas and panoramas, which lines cannot make narrower.

    Captions can be narrower.
    """
    if isinstance(box, boxes.ReplacedBox):
        width, _, ratio = box.replacement.get_intrinsic_size(1, box.style["font_size"])
        return width or 0 if (ratio or 0) >= _PANORAMA else 0
    if box.is_table_wrapper or _keeps_lines(box):
        return float(max_content_width(context, box))
    if not isinstance(box, boxes.BlockContainerBox) or box.element_tag == "figcaption":
        return 0
    return max((_rigid_width(context, child) for child in box.all_children()), default=0)


def _keeps_lines(box: Box) -> bool:
    is_block = isinstance(box, boxes.BlockContainerBox)
    return is_block and box.style["white_space"] in {"pre", "pre-wrap", "nowrap"}
