"""Patch: no word is divided between columns or pages (CSS Text 4, `hyphenate-limit-last`).

WeasyPrint 70 does not know where a column ends until its lines are broken. Here a paragraph
whose last line there ends with a divided word is laid out again, with a plan in which this line
divides none. If there is no good one, the line is moved to the next column or page, like lines
that `widows` asks for. Where fewer lines than `orphans` would remain, the whole block is moved, if
something precedes it.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from weasyprint.layout import LayoutContext, block

from publisher.outputs.pdf.engine.paragraphs.divided_words import divides_word
from publisher.outputs.pdf.engine.patch import (
    Patch,
    Replacement,
    has_parameters,
    new_attribute,
)
from publisher.outputs.pdf.engine.source_edits import SourceEdit, edit_source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Box = Any  # WeasyPrint is not typed
    Context = Any


_MOVED_IN_BALANCE = 2


def _replanning(linebox_layout: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap the layout of a paragraph: plan it anew if its last line divides a word.

    Where notes of other paragraphs have been moved for this one, that cannot be undone.
    """

    @wraps(linebox_layout)
    def replanned_layout(context: Context, *args: Any) -> tuple[Any, ...]:  # noqa: ANN401
        _, _, paragraph, lines, _, absolute_boxes, fixed_boxes, *_ = args
        reported = context.reported_footnotes[:]
        # The notes of a line are laid out within the layout of its paragraph.
        outer, context.divided_line = context.divided_line, None
        layout: tuple[Any, ...] = linebox_layout(context, *args)
        divided_line, context.divided_line = context.divided_line, outer
        *_, notes, _ = layout
        moved_notes = [note for note in context.reported_footnotes if note not in reported]
        if divided_line is None or any(note not in notes for note in moved_notes):
            return layout
        block.remove_placeholders(context, lines, absolute_boxes, fixed_boxes)
        lines.clear()
        context.whole_line = paragraph, divided_line
        try:
            layout = linebox_layout(context, *args)
        finally:
            context.whole_line = None
        return layout

    return replanned_layout


def _moving(break_line: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap the break before a line: more lines are needed on the next page."""

    @wraps(break_line)
    def moving_break(context: Any, box: Box, *args: Any) -> object:  # noqa: ANN401
        line, lines, needed, page_is_empty, *rest = args
        orphans = box.style["orphans"]
        if page_is_empty and len(lines) - needed < orphans:
            needed = 0  # the engine gives `widows` up
        moved = _lines_to_move(lines, needed, orphans)
        if moved != needed and context.whole_line is None:
            context.divided_line = len(lines) - needed - 1
        # Columns that end above the end of the page are balanced. Two lines may be moved from
        # each, so that they become one line longer at most.
        balanced = context.in_column and not context.overflows_page(
            0, line.position_y + line.height
        )
        if balanced and moved > _MOVED_IN_BALANCE:
            moved = needed
        # To move a whole block gains nothing if it has begun before. If it is the first of its
        # page, the engine does not move it.
        if moved == len(lines) > needed and (balanced or lines[0].is_continued):
            moved = needed
        return break_line(context, box, line, lines, moved, page_is_empty, *rest)

    return moving_break


def _lines_to_move(lines: Sequence[Box], needed: int, orphans: int) -> int:
    """Return how many lines to move, so that no word is divided: at least `needed`, or all.

    Where too few lines remain in any case, the engine decides.
    """
    kept = len(lines) - needed
    whole = (count for count in range(kept, orphans - 1, -1) if not divides_word(lines[count - 1]))
    return len(lines) - next(whole, 0) if kept >= orphans else needed


KEEP_WORDS_WHOLE = Patch(
    name="keep_words_whole",
    reason=(
        "WeasyPrint 70 has no `hyphenate-limit-last`: it divides words between pages. It loses"
        " the notes of a line for which it moves earlier notes to the next page."
    ),
    upstream=("https://github.com/Kozea/WeasyPrint/issues/2432",),
    replacements=(
        Replacement(
            (block,), "divides_word", lambda original: original is None, lambda _: divides_word
        ),
        Replacement(
            (block,),
            "_break_line",
            has_parameters("context box line new_children needed page_is_empty"),
            _moving,
        ),
        new_attribute(LayoutContext, "divided_line", None),
        edit_source(
            block._linebox_layout,  # noqa: SLF001 - not public
            SourceEdit(
                "        line.resume_at = resume_at\n",
                """\
        line.resume_at = resume_at
        line.is_continued = skip_stack is not None
        line.paragraph = child
""",
            ),
            # To keep a line, and move earlier notes to the next page, is no solution if it
            # divides a word. It has lost the notes of the line itself.
            SourceEdit(
                "can_break_now and not could_break_before\n",
                """\
can_break_now and (
                not could_break_before) and (page_is_empty or not divides_word(line)) and not any(
                    box.footnote in context.footnotes for box in line.descendants())
""",
            ),
        ),
        Replacement(
            (block,),
            "_linebox_layout",
            has_parameters(
                "context box index child new_children page_is_empty absolute_boxes fixed_boxes"
            ),
            _replanning,
        ),
        # A break inside a block because the next one must not be separated from it.
        edit_source(
            block.find_earlier_page_break,
            SourceEdit(
                "        if index < orphans:\n",
                """\
        while index >= orphans and divides_word(children[index - 1]):
            index -= 1
        if index < orphans:
""",
            ),
        ),
    ),
)
