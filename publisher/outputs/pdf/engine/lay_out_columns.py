"""Patch: every block of a multi-column box is drawn, and its columns are soon balanced.

WeasyPrint 70 drops blocks in three cases, and lays columns out again and again to balance them.
Here the package `columns` takes the place of its layout. Margins at the top of a column are cut
off, and those at its end need no room (CSS Fragmentation 3, 5.2).
"""

from __future__ import annotations

from weasyprint.draw import border
from weasyprint.layout import LayoutContext, block

from publisher.outputs.pdf.engine.columns.layout import lay_out_columns
from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters, new_attribute
from publisher.outputs.pdf.engine.source_edits import SourceEdit, edit_source

_NO_MARGIN_IN_PARENT = SourceEdit(
    """\
                child_margin_top = 0
            elif context.current_page > 1 and page_is_empty:
""",
    """\
                child_margin_top = 0
            elif child in context.column_starts:
                child_margin_top = 0
            elif context.current_page > 1 and page_is_empty:
""",
)
_NO_MARGIN = SourceEdit(
    "        if context.current_page > 1 and page_is_empty:\n",
    """\
        if box in context.column_starts:
            box.margin_top = 0
        elif context.current_page > 1 and page_is_empty:
""",
)
_NO_MARGIN_AT_END = SourceEdit(
    "            if not box.bottom_margin_collapses():\n                bottom_space",
    """\
            if not (box.bottom_margin_collapses() or box.is_column):
                bottom_space""",
)

_RULE_BETWEEN_COLUMNS = SourceEdit(
    "if child.style['column_span'] == 'all':", "if not child.is_column:"
)
_RULE_FROM_RIGHT_TO_LEFT = SourceEdit(
    """\
            border_box = position_x, child.position_y, rule_width, child.height
""",
    """\
            if box.style['direction'] == 'rtl':
                position_x += child.width + gap
            border_box = position_x, child.position_y, rule_width, child.height
""",
)

LAY_OUT_COLUMNS = Patch(
    name="lay_out_columns",
    reason=(
        "WeasyPrint 70 drops the blocks after columns that fill the page exactly, and after a"
        " spanning block that is divided between pages, or it fails. It balances columns of"
        " nested blocks pixel by pixel."
    ),
    upstream=(
        "https://github.com/Kozea/WeasyPrint/issues/984",
        "https://github.com/Kozea/WeasyPrint/issues/1914",
    ),
    replacements=(
        Replacement(
            (block,),
            "columns_layout",
            has_parameters(
                "context box bottom_space skip_stack containing_block page_is_empty"
                " absolute_boxes fixed_boxes adjoining_margins"
            ),
            lambda _: lay_out_columns,
        ),
        edit_source(block._in_flow_layout, _NO_MARGIN_IN_PARENT, _NO_MARGIN_AT_END),  # noqa: SLF001 - not public
        edit_source(block.block_level_layout, _NO_MARGIN),
        edit_source(
            border.draw_column_rules,
            _RULE_BETWEEN_COLUMNS,
            _RULE_FROM_RIGHT_TO_LEFT,
        ),
        new_attribute(LayoutContext, "column_starts", frozenset()),
    ),
)
