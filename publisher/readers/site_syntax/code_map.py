"""Code map: the parts of a Markdown text that are code, where nothing else has a meaning."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from publisher.markup.parser import parse_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.source_text import SourceText

_OPAQUE = frozenset({"fence", "code_block", "comment", "math_block"})
_RUN = re.compile(r"\\[\\`]|`+|\n[ \t>]*\n")


class Range(NamedTuple):
    """A part of a text; `info` is the info string of a fenced code block, else None."""

    start: int
    end: int
    info: str | None = None


class CodeMap:
    """The code of a text, which is parsed only when it is first asked for.

    No indented text is code in MDX.
    """

    def __init__(self, source: SourceText, *, mdx: bool = False) -> None:
        self._source, self._mdx = source, mdx

    @cached_property
    def blocks(self) -> list[Range]:
        """Code blocks, math and comments, with their fences, in order."""
        line_start = self._source.line_start
        return [
            Range(
                line_start(token.map[0]),
                line_start(token.map[1]),
                token.info if token.type == "fence" else None,
            )
            for token in parse_blocks(self._source.text, mdx=self._mdx)
            if token.type in _OPAQUE and token.map
        ]

    @cached_property
    def _ranges(self) -> list[Range]:
        """All code, in order."""
        ranges, position = list[Range](), 0
        for block in [*self.blocks, Range(len(self._source.text), len(self._source.text))]:
            ranges += _code_spans(self._source.text, position, block.start)
            ranges.append(block)
            position = block.end
        return ranges

    @cached_property
    def _starts(self) -> list[int]:
        return [code.start for code in self._ranges]

    def at(self, offset: int) -> Range | None:
        """Return the code that an offset is in, or None."""
        index = bisect_right(self._starts, offset) - 1
        code = self._ranges[index] if index >= 0 else None
        return code if code is not None and offset < code.end else None


def _code_spans(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield the code spans between two offsets (CommonMark 0.31.2, section 6.1)."""
    paragraph: list[re.Match[str]] = []
    for run in _RUN.finditer(text, start, end):
        if run[0][0] == "`":
            paragraph.append(run)
        elif run[0][0] == "\n":
            yield from _pair_runs(paragraph)
            paragraph = []
    yield from _pair_runs(paragraph)


def _pair_runs(runs: list[re.Match[str]]) -> Iterator[Range]:
    """Yield the code between backtick runs and the next ones of their lengths."""
    following: dict[int, int] = {}
    partners: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        length = len(runs[index][0])
        if length in following:
            partners[index] = following[length]
        following[length] = index
    index = 0
    while index < len(runs):
        partner = partners.get(index)
        if partner is not None:
            yield Range(runs[index].start(), runs[partner].end())
            index = partner
        index += 1
