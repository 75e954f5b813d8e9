"""Patch: every block of a multi-column box is drawn, and its columns are soon balanced.

WeasyPrint 70 divides the children of such a box into groups of columns and spanning blocks,
and lays them out in turn. In three cases it drops the rest.

To balance columns, it lays them out again and again, each time higher: by the height that the
next box lacks, or by one pixel if nothing fits. Nested blocks then take hundreds of layouts.
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
    # Where the engine adds single pixels, add 1, 2, 4, … until something fits. Then go back and
    # halve the steps, to the same height.
    SourceEdit("        lost_space = inf\n", "        lost_space, step, growth = inf, 0, 2\n"),
    SourceEdit(
        """\
                if column_skip_stack is None:
                    # We rendered the whole content, stop
                    break
""",
        """\
                if step > 1 and (column_skip_stack is None or lost_space < inf):
                    height, lost_space, growth = height - step, inf, 0.5
                elif column_skip_stack is None:
                    break
""",
    ),
    SourceEdit(
        "                add_height = 1 if lost_space == inf else lost_space\n",
        """\
                step = max(1, int(step * growth)) if lost_space == inf else 0
                while step > 1 and height + step > max_height:
                    step, growth = step // 2, 0.5
                add_height = step or lost_space
""",
    ),
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
    replacements=(edit_source(columns_layout, *_EDITS),),
)
