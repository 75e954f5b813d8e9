"""Patch: the head of a table is drawn, however high it or its first row is.

WeasyPrint 70 leaves out a head that fits on no page, by itself or together with a whole row: its
words are lost. Here the first row is divided below the head, and a head that is higher than a page
is divided like other rows, and not repeated.
"""

from __future__ import annotations

from weasyprint.layout.table import table_layout

from publisher.outputs.pdf.engine.patch import Patch
from publisher.outputs.pdf.engine.source_edits import SourceEdit, edit_source

KEEP_TABLE_HEADS = Patch(
    name="keep_table_heads",
    reason="WeasyPrint 70 drops the head of a table if it or its first row fits on no page.",
    replacements=(
        edit_source(
            table_layout,
            SourceEdit(
                "                # Header too big for the page.\n",
                "                table.children[0].is_header = not page_is_empty\n",
            ),
            SourceEdit(
                """\
                    skip_stack, position_y + header_height, bottom_space,
                    page_is_empty=avoid_breaks))
""",
                """\
                    skip_stack, position_y + header_height, bottom_space,
                    page_is_empty=avoid_breaks or (page_is_empty and not skip_stack)))
""",
            ),
        ),
    ),
)
