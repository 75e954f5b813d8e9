"""Spans of quotations and brackets in a text, for the marks of every script."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import NamedTuple

# Closing marks by opening mark. “ opens in English and closes in German and Russian;
# » opens in Danish and closes in French: the marks that are open decide. ” opens only in
# Swedish and Finnish, before a word. Single quotes are omitted: their closing mark is also
# the apostrophe.
_CLOSING = MappingProxyType(
    {
        "“": "”",
        "”": "”“",
        "„": "“”",
        "‟": "”",
        "«": "»",
        "»": "«»",
        "‹": "›",
        "「": "」",
        "『": "』",
        "《": "》",
        "〈": "〉",
        "〝": "〞〟",
        '"': '"',
        "＂": "＂",
        "״": "״",
    }
)
OPENING = frozenset(_CLOSING)
_MARK = re.compile(f"[{re.escape(''.join([*_CLOSING, *_CLOSING.values()]))}]")
_BRACKETS = MappingProxyType({"(": ")", "[": "]", "［": "］", "（": "）", "【": "】", "〔": "〕"})
_BRACKET = re.compile(f"[{re.escape(''.join([*_BRACKETS, *_BRACKETS.values()]))}]")

# Symmetric marks open before a word and close after one; elsewhere they quote nothing
# (5" nails).
_SYMMETRIC = frozenset('"＂”״')
_IN_ABBREVIATIONS = frozenset('"״')  # Hebrew
_BEFORE_WORD = frozenset(" \t\n\u00a0([{—–-")

_MAX_DEPTH = 8  # of nested quotations; older open marks are taken for unpaired ones


class Span(NamedTuple):
    """A quotation or bracketed text by its offsets, marks included."""

    start: int
    end: int


class _OpenMark(NamedTuple):
    mark: str
    offset: int


def quotations(text: str) -> list[Span]:
    """Return the outermost quotations; an unpaired mark quotes nothing."""
    spans: list[Span] = []
    open_marks: list[_OpenMark] = []
    for match in _MARK.finditer(text):
        offset, mark = match.start(), match[0]
        opens = mark in _CLOSING and _may_open(text, offset)
        in_word = mark in _IN_ABBREVIATIONS and text[offset + 1 : offset + 2].isalnum()
        depth = None if in_word else _depth_closed_by(mark, open_marks)
        if depth is not None:
            start = open_marks[depth].offset
            del open_marks[depth:]
            while spans and spans[-1].start > start:
                spans.pop()
            spans.append(Span(start, offset + 1))
        elif opens:
            open_marks.append(_OpenMark(mark, offset))
            del open_marks[:-_MAX_DEPTH]
    return spans


def brackets(text: str) -> list[Span]:
    """Return the bracketed texts, nested ones too; an unpaired bracket encloses nothing."""
    spans: list[Span] = []
    open_brackets: list[_OpenMark] = []
    for match in _BRACKET.finditer(text):
        offset, mark = match.start(), match[0]
        if mark in _BRACKETS:
            open_brackets.append(_OpenMark(mark, offset))
        elif open_brackets and mark == _BRACKETS[open_brackets[-1].mark]:
            spans.append(Span(open_brackets.pop().offset, offset + 1))
    return spans


def _may_open(text: str, offset: int) -> bool:
    if text[offset] not in _SYMMETRIC:
        return True
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    return (not before or before in _BEFORE_WORD) and bool(after) and not after.isspace()


def _depth_closed_by(mark: str, open_marks: list[_OpenMark]) -> int | None:
    """Return the index of the innermost open mark that `mark` closes."""
    for depth in range(len(open_marks) - 1, -1, -1):
        if mark in _CLOSING[open_marks[depth].mark]:
            return depth
    return None
