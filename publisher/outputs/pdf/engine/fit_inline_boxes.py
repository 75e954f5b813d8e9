"""Patch: an inline box with padding, a border or a margin is divided where its line ends.

WeasyPrint 70 divides the content of an inline box as if it began without its start padding,
border and margin. With them, the first piece of the box may not fit: the whole box is moved to
the next line, and the line before it keeps as little as half a word.
"""

from __future__ import annotations

from weasyprint.layout.inline import split_inline_box

from publisher.outputs.pdf.engine.patch import Patch
from publisher.outputs.pdf.engine.source_edits import SourceEdit, edit_source

FIT_INLINE_BOXES = Patch(
    name="fit_inline_boxes",
    reason=(
        "WeasyPrint 70 divides an inline box without room for its start padding: the box is"
        " moved to the next line, and little remains on its line."
    ),
    upstream=("https://github.com/Kozea/WeasyPrint/issues/1614",),
    replacements=(
        edit_source(
            split_inline_box,
            SourceEdit(
                """\
    children = []
    waiting_children = []
    preserved_line_break = False
""",
                """\
    if is_start or box.style['box_decoration_break'] == 'clone':
        max_x -= left_spacing if box.style['direction'] == 'ltr' else right_spacing

    children = []
    waiting_children = []
    preserved_line_break = False
""",
            ),
        ),
    ),
)
