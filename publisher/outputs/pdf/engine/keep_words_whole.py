"""Patch: no word is divided between columns or pages (CSS Text 4, `hyphenate-limit-last`).

WeasyPrint 70 does not know where a column ends until its lines are broken. Here a last line that
ends with a divided word is moved to the next column or page, like lines that `widows` asks for.
Where fewer lines than `orphans` would remain, the whole block is moved, if something precedes it.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import InlineBox, LineBox, ParentBox, TextBox
from weasyprint.layout import block

from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters
from publisher.outputs.pdf.engine.source_edits import SourceEdit, edit_source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Box = Any  # WeasyPrint is not typed
    SkipStack = dict[int, Any] | None


_MOVED_IN_BALANCE = 2


def divides_word(line: Box) -> bool:
    """Return whether a hyphen that is not in the text ends a line, and the text continues.

    `line.paragraph` is the line box before layout, in which the line ends at `resume_at`.
    """
    last = _last_text(line)
    if last is None or line.resume_at is None:
        return False
    hyphen = last.style["hyphenate_character"]
    if not hyphen or not last.text.endswith(hyphen):
        return False
    return not _text_before(line.paragraph, line.resume_at).rstrip().endswith(hyphen)


def _last_text(box: Box) -> Box | None:
    """Return the last text box of a line. Floats and placeholders are not part of it."""
    if isinstance(box, TextBox):
        return box
    if isinstance(box, LineBox | InlineBox):
        children = (child for child in reversed(box.children) if child.is_in_normal_flow())
        return next((text for child in children if (text := _last_text(child))), None)
    return None


def _text_before(box: Box, position: SkipStack) -> str:
    """Return the text of a box before a position in it."""
    if not position:
        return ""
    ((index, inner),) = position.items()
    if isinstance(box, TextBox):
        text: str = box.text
        return text.encode()[:index].decode(errors="ignore")
    texts = [_text(child) for child in box.children[:index]]
    if inner:
        texts.append(_text_before(box.children[index], inner))
    return "".join(texts)


def _text(box: Box) -> str:
    if isinstance(box, TextBox):
        text: str = box.text
        return text
    if isinstance(box, ParentBox) and box.is_in_normal_flow():
        return "".join(_text(child) for child in box.children)
    return ""


def _moving(break_line: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap the break before a line: more lines are needed on the next page."""

    @wraps(break_line)
    def moving_break(context: Any, box: Box, *args: Any) -> object:  # noqa: ANN401
        line, lines, needed, page_is_empty, *rest = args
        orphans = box.style["orphans"]
        if page_is_empty and len(lines) - needed < orphans:
            needed = 0  # the engine gives `widows` up
        moved = _lines_to_move(lines, needed, orphans)
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
