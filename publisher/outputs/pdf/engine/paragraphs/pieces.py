"""Text boxes of a planned line, each with its piece of the text.

`split` is the engine's division of text boxes, which here lays a whole text out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publisher.outputs.pdf.engine.paragraphs.initial_letter import with_initial_letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from publisher.outputs.pdf.engine.paragraphs.initial_letter import InitialLetter
    from publisher.outputs.pdf.engine.paragraphs.plan import Piece

    Box = Any  # WeasyPrint is not typed
    Context = Any
    Split = Callable[..., Any]


def lay_out_piece(
    split: Split, context: Context, box: Box, piece: Piece, *, is_line_start: bool
) -> Box | None:
    """Return a text box with a piece of the text of another one; None without text."""
    if not piece.text:
        return None
    text_box, _, _ = split(context, box.copy_with_text(piece.text), None, 0, is_line_start)
    if text_box is not None:
        text_box.piece = piece
    return text_box


def lay_out_initial(
    split: Split, context: Context, box: Box, piece: Piece, initial: InitialLetter
) -> Box:
    """Return a box of the initial letter of a paragraph and the rest of its first piece."""
    marks = None
    if initial.marks:
        text = piece.text[: initial.marks]
        marks, _, _ = split(context, box.copy_with_text(text), None, 0)
    letter = box.copy_with_text(piece.text[initial.marks : initial.length])
    letter.style = initial.style
    letter, _, _ = split(context, letter, None, 0)
    rest = piece._replace(text=piece.text[initial.length :], start=initial.length)
    beside = lay_out_piece(split, context, box, rest, is_line_start=False)
    return with_initial_letter(box, marks, letter, beside, initial)
