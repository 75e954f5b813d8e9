"""Patch: a table is no wider than the room for it; its words are divided instead.

WeasyPrint 70 never makes a column narrower than its longest word. A table of several columns then
runs off a small page, or over the next column of text.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout import absolute, block, inline, table
from weasyprint.layout import float as floats

from publisher.outputs.pdf.engine.patch import Patch, Replacement, has_parameters

if TYPE_CHECKING:
    from collections.abc import Callable

    Box = Any  # WeasyPrint is not typed
    Context = Any
    Function = Callable[..., Any]

_TOLERANCE = 0.01  # px
# Of words that stay whole, the better choice first: numbers and short words are divided last.
_MOST_LETTERS = (15, 10, 7, 4, 0)


def _fitting(table_wrapper_width: Function) -> Function:
    """Wrap the width of a table: where it is too wide, its words may be divided anywhere."""

    @wraps(table_wrapper_width)
    def fitted_width(
        context: Context, wrapper: Box, containing_block: tuple[float, object]
    ) -> None:
        table_wrapper_width(context, wrapper, containing_block)
        room = containing_block[0] - wrapper.margin_left - wrapper.margin_right
        for most in _MOST_LETTERS:
            if wrapper.width <= room + _TOLERANCE:
                return
            _divide(wrapper, most)
            context.tables.pop(wrapper.get_wrapped_table(), None)
            table_wrapper_width(context, wrapper, containing_block)

    return fitted_width


def _divide(wrapper: Box, most: int) -> None:
    """Let texts of a table with a word of more than `most` letters be divided anywhere."""
    for box in wrapper.descendants():
        if isinstance(box, TextBox) and max(map(len, box.text.split()), default=0) > most:
            box.style = box.style.copy()  # lines are cached by the identity of a style
            box.style["overflow_wrap"] = "anywhere"


FIT_TABLES = Patch(
    name="fit_tables",
    reason="WeasyPrint 70 lets tables of long words run off the page, and over other columns.",
    replacements=(
        Replacement(
            (table, absolute, block, floats, inline),
            "table_wrapper_width",
            has_parameters("context wrapper containing_block"),
            _fitting,
        ),
    ),
)
