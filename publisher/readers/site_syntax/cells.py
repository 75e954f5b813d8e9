"""Code cells of Quarto: ```` ```{python} ```` with options in comments that begin with `#|`.

A page shows a cell's code, unless its options hide it, but never runs it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.markup.fault import SourceFault
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

HINT = re.compile(r"(?:`{3}|~{3})[ \t]*\{[A-Za-z]")
_CELL = re.compile(r"\{(\w+)(?:[ ,][^}]*)?\}")
_OPTION = re.compile(r"[ \t]*(?:#|//|%%|--)\|[^\n]*\n")
_HIDDEN = re.compile(r"\|[ \t]*(?:echo|include):[ \t]*false")
_NOT_RUN = re.compile(r"\|[ \t]*eval:[ \t]*false")


def read_cells(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that delete the options of cells, with a fault for each that is run."""
    if not HINT.search(source.text):
        return
    for block in code.blocks:
        cell = _CELL.match((block.info or "").strip())
        if cell is None:
            continue
        start = end = source.text.find("\n", block.start) + 1
        while option := _OPTION.match(source.text, end, block.end):
            end = option.end()
        options = source.text[start:end]
        text, effect = "", "only its code is shown"
        if _HIDDEN.search(options):
            start, end, text, effect = block.start, block.end, "\n", "it is left out"
        problem = f"the code of the cell {{{cell[1]}}} is not run, and {effect}; add its results"
        fault = SourceFault("template-code", problem, source.file_line(block.start))
        yield Change(start, end, text, fault=None if _NOT_RUN.search(options) else fault)
