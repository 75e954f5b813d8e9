"""Patch: a text that fits on its line but for its final space fills the line.

A space at a line end takes no room (CSS Text 3, 4.1.2). WeasyPrint 70 measures it, finds that
the text does not fit, and puts only its first word or syllable on the line. It happens before
inline elements, where a text ends with a space.
"""

from __future__ import annotations

from weasyprint.text.line_break import split_first_line

from publisher.outputs.pdf.engine.patch import Patch
from publisher.outputs.pdf.engine.source_edits import SourceEdit, edit_source

FILL_LINES = Patch(
    name="fill_lines",
    reason=(
        "WeasyPrint 70 breaks a text after its first word or syllable if only its final space"
        " is beyond the end of the line."
    ),
    upstream=("https://github.com/Kozea/WeasyPrint/issues/1614",),
    replacements=(
        edit_source(
            split_first_line,
            SourceEdit(
                """\
    # Step #3: Try to put the first word of the second line on the first line
""",
                """\
    if resume_index is None and space_collapse and text.endswith(' '):
        without_space = create_layout(
            text.rstrip(' '), style, context, max_width, justification_spacing)
        line, next_index = without_space.get_first_line()
        if next_index is None and line_size(line, style)[0] <= max_width:
            return first_line_metrics(
                first_line, text, layout, resume_index, space_collapse, style)

    # Step #3: Try to put the first word of the second line on the first line
""",
            ),
        ),
    ),
)
