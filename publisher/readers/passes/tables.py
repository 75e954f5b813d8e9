"""Tables: refuse those too large for a page, mark column headers, and mirror alignments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.markup.lines import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

MAX_COLUMNS = 50
MAX_CELLS = 20_000
# By the styles of markdown-it-py: the side of the colon in `:---` is that of the line's start.
_ALIGNMENTS = {"text-align:left": "text-align:start", "text-align:right": "text-align:end"}


def refuse_large_tables(tokens: Iterable[Token]) -> None:
    """Raise PublisherError, with its line in the text, for a table too large for a page."""
    columns = cells = 0
    line: int | None = None
    for token in tokens:
        if token.type == "table_open":
            cells, line = 0, line_of(token)
        elif token.type == "tr_open":
            columns = 0
        elif token.type in {"th_open", "td_open"}:
            columns, cells = columns + 1, cells + 1
            if columns > MAX_COLUMNS:
                problem = f"a table has more than {MAX_COLUMNS} columns; split it"
                raise PublisherError(problem, line=line)
            if cells > MAX_CELLS:
                raise too_many_cells_error(line)


def too_many_cells_error(line: int | None = None) -> PublisherError:
    """Return the error for a table with too many cells."""
    return PublisherError(f"a table has more than {MAX_CELLS} cells; split it", line=line)


def mark_column_headers(tokens: Iterable[Token]) -> list[Token]:
    """Give each header cell the scope of its column (WCAG 2.2, technique H63)."""
    return [
        replace(token, attrs={"scope": "col", **token.attrs}) if token.type == "th_open" else token
        for token in tokens
    ]


def mirror_alignments(tokens: Iterable[Token]) -> list[Token]:
    """Align cells to the start or end of the line, which a right-to-left language mirrors."""
    return [
        replace(token, attrs={**token.attrs, "style": _ALIGNMENTS[style]})
        if (style := str(token.attrs.get("style"))) in _ALIGNMENTS
        else token
        for token in tokens
    ]
