"""Patch: every block of a multi-column box is drawn, on this page or a later one.

WeasyPrint 70 divides the children of such a box into groups of columns and spanning blocks,
and lays them out in turn. In three cases it drops what follows.
"""

from __future__ import annotations

from weasyprint.layout.column import columns_layout

from publisher.outputs.pdf.engine.patch import Patch
from publisher.outputs.pdf.engine.source_edits import SourceEdit, edit_source

_EDITS = (
    # A group ends the page only if it does not fit or has a remainder. Columns that fill the
    # page exactly have none, and neither has a child that is higher than the page.
    SourceEdit(
        "        if stop_rendering:\n            break\n",
        "        if break_page or column_skip_stack is not None:\n            break\n",
    ),
    # The position in a spanning block is one in the first child of the remaining children, as
    # in a group of columns. Without it, children of the block are confused with the box's.
    SourceEdit(
        "context, block, original_bottom_space, skip_stack, containing_block,",
        "context, block, original_bottom_space, skip_stack and skip_stack[0], containing_block,",
    ),
    SourceEdit(
        "                column_skip_stack = resume_at\n                break\n",
        "                column_skip_stack = {0: resume_at}\n                break\n",
    ),
)

KEEP_COLUMN_CONTENT = Patch(
    name="keep_column_content",
    reason=(
        "WeasyPrint 70 drops the blocks after columns that fill the page exactly, and after a"
        " spanning block that is divided between pages, or it fails."
    ),
    upstream=(
        "https://github.com/Kozea/WeasyPrint/issues/984",
        "https://github.com/Kozea/WeasyPrint/issues/1914",
    ),
    replacements=(edit_source(columns_layout, *_EDITS),),
)
