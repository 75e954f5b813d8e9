"""Inline footnotes: `^[The note.]` becomes a numbered footnote at the end of the text."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

_OPENING = re.compile(r"(?<!\\)\^\[(?!\^)")
_LABEL = re.compile(r"\[\^(\d+)\]")
_BRACKET = re.compile(r"\\.|[\[\]]|\n[ \t>]*\n")


def move_footnotes(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that number inline footnotes, apart from those that have a number."""
    text = source.text
    if not _OPENING.search(text):
        return
    taken = {int(label) for label in _LABEL.findall(text)}
    numbers = (number for number in count(1) if number not in taken)
    closings = _closing_brackets(text, code)
    end, notes = 0, list[Change]()
    for found in _OPENING.finditer(text):
        if found.start() < end or code.at(found.start()) is not None:
            continue
        if (closing := closings.get(found.end() - 1)) is None:
            continue
        number, end = next(numbers), closing + 1
        note = " ".join(text[found.end() : closing].split())
        line = source.lines[source.line_number(found.start())]
        yield Change(found.start(), end, f"[^{number}]")
        notes.append(Change(len(text), len(text), f"\n\n[^{number}]: {note}\n", line))
    yield from notes


def _closing_brackets(text: str, code: CodeMap) -> dict[int, int]:
    """Return the offset of the bracket that closes each one, within its paragraph."""
    closings: dict[int, int] = {}
    opened: list[int] = []
    for mark in _BRACKET.finditer(text):
        if mark[0][0] == "\n":
            opened.clear()
        elif mark[0][0] == "\\" or code.at(mark.start()) is not None:
            continue
        elif mark[0] == "[":
            opened.append(mark.start())
        elif opened:
            closings[opened.pop()] = mark.start()
    return closings
