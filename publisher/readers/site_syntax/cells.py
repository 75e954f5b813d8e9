"""Code cells of Quarto: ```` ```{python} ```` with options in comments that begin with `#|`.

A page shows a cell's code, unless its options hide it, but never runs it. MyST writes callouts in
the same way: ```` ```{note} ````.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.markup.container_info import CALLOUTS
from publisher.markup.fault import SourceFault
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.code_map import CodeMap, Range
    from publisher.readers.site_syntax.source_text import SourceText

HINT = re.compile(r"(?:`{3}|~{3})[ \t]*\{[A-Za-z]")
_CELL = re.compile(r"\{(\w+)(?:[ ,][^}]*)?\}")
_MYST_OPTION = re.compile(r"[ \t]*:[\w-]+:[^\n]*\n")
_FENCE = re.compile(r"(?:`{3,}|~{3,})[^\n]*")
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
        if cell[1] in CALLOUTS or cell[1] == "admonition":
            yield from _callout(source.text, block, cell[1])
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


def _callout(text: str, block: Range, keyword: str) -> Iterator[Change]:
    """Yield the changes that write a callout of MyST with colons."""
    opening = _FENCE.search(text, block.start, block.end)
    if opening is None:
        return
    title = (block.info or "").partition("}")[2].strip()
    colons = f"::: {'note' if keyword == 'admonition' else keyword}"
    yield Change(opening.start(), opening.end(), f"{colons}[{title}]" if title else colons)
    position = opening.end() + 1
    while option := _MYST_OPTION.match(text, position, block.end):
        yield Change(option.start(), option.end(), "")
        position = option.end()
    *_, closing = _FENCE.finditer(text, block.start, block.end)
    if closing.start() > opening.start():
        yield Change(closing.start(), closing.end(), ":::")
