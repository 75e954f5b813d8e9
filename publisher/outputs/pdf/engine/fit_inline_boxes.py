"""Patch: inline boxes are divided where their line ends, neither earlier nor within a word.

It serves where lines are not planned: in lists of contents, beside floats, in code of tables.
There WeasyPrint 70 has five faults:

- It divides a box as if it began without its start padding, border and margin. With them, the
  first piece may not fit: the whole box is moved to the next line.
- It does not see that only the end padding of a box is beyond the end of the line, and moves the
  box with all of its words to the next line.
- It forgets the letter before an empty box, such as the target of a link, and with it that a line
  may end there.
- It hyphenates no word before a mark in another box, such as that in `<em>Republic</em>,`.
- It takes every text within an inline box for the start of a line, and divides its first word at
  any letter (`overflow-wrap`). A word is to be divided so only if its line can end nowhere else.
"""

from __future__ import annotations

from weasyprint.layout.inline import can_break_inside, split_inline_box, split_inline_level

from publisher.outputs.pdf.engine.patch import Patch
from publisher.outputs.pdf.engine.source_edits import SourceEdit, edit_source

_START_PADDING = SourceEdit(
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
)
# A box without width can be beyond the end of the line, after a space that takes no room there.
_END_PADDING = SourceEdit(
    """\
            new_position_x = new_child.position_x + new_child.margin_width()
            if new_position_x > max_x:
""",
    """\
            new_position_x = new_child.position_x + new_child.margin_width()
            if is_last_child and resume_at is None:
                max_x -= end_spacing
            if new_position_x > max_x and new_child.margin_width():
""",
)
_EMPTY_BOX = SourceEdit(
    """\
            last_letter = True
        else:
            last_letter = last
""",
    """\
            last_letter = True
        elif last is not None:
            last_letter = last
""",
)
# The line ends before empty boxes: a target of a link stays beside the text after it.
_END_BEFORE_EMPTY_BOX = SourceEdit(
    """\
            children.extend(waiting_children)
            waiting_children = []

        if first_letter is None:
""",
    """\
            end = max(
                (place for place, (_, waiting, _) in enumerate(waiting_children, 1)
                 if not isinstance(waiting, boxes.InlineBox) or waiting.children), default=0)
            children.extend(waiting_children[:end])
            waiting_children = waiting_children[end:]

        if first_letter is None:
""",
)
_HYPHENATED_WORD = SourceEdit(
    "return can_break_text(box.text, box.style['lang'])",
    "return box.style['hyphens'] == 'auto' or can_break_text(box.text, box.style['lang'])",
)
# A tuple instead of the list of a line's children says that the line can end nowhere else.
_ANY_LETTER = SourceEdit(
    "is_line_start = len(line_children) == 0", "is_line_start = isinstance(line_children, tuple)"
)
# The last child is split again, at any letter. What has no room at all begins the next line.
_LINE_WITHOUT_END = SourceEdit(
    """\
                        resume_at = previous_resume_at
                        break

            position_x = new_position_x
""",
    """\
                        resume_at = previous_resume_at
                        break
                    if isinstance(box, boxes.LineBox):
                        child_waiting_floats = []
                        is_resumed = initial_skip_stack and index in initial_skip_stack
                        new_child, resume_at, *_ = split_inline_level(
                            context, child, position_x, max_x, bottom_space,
                            initial_skip_stack[index] if is_resumed else None,
                            containing_block, absolute_boxes, fixed_boxes,
                            line_placeholders, child_waiting_floats, (),
                            first_letter_style, first_line_style)
                        line_children[-1] = (index, new_child)
                        new_position_x = new_child.position_x + new_child.margin_width()
                        trailing_space = trailing_whitespace_size(context, new_child)
                    if (waiting_children and new_position_x - trailing_space > max_x
                            and (isinstance(box, boxes.LineBox) or line_children == ())
                            and child.style['overflow_wrap'] != 'normal'
                            and child.style['white_space'] not in ('pre', 'nowrap')):
                        children.extend(waiting_children)
                        resume_at = {index: None}
                        break

            position_x = new_position_x
""",
)

FIT_INLINE_BOXES = Patch(
    name="fit_inline_boxes",
    reason=(
        "WeasyPrint 70 moves inline boxes to the next line that fit in part, and divides others"
        " within a word: a line keeps little, or half a word."
    ),
    upstream=(
        "https://github.com/Kozea/WeasyPrint/issues/1614",
        "https://github.com/Kozea/WeasyPrint/issues/2102",
    ),
    replacements=(
        edit_source(
            split_inline_box,
            _START_PADDING,
            _END_PADDING,
            _EMPTY_BOX,
            _END_BEFORE_EMPTY_BOX,
            _LINE_WITHOUT_END,
        ),
        edit_source(split_inline_level, _ANY_LETTER),
        edit_source(can_break_inside, _HYPHENATED_WORD),
    ),
)
