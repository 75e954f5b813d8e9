"""Where quotations and brackets begin and end, by the marks of every script."""

from __future__ import annotations

import re
from types import MappingProxyType

# An opening mark and the marks that may close it. “ opens in English and closes in
# German and Russian; » opens in Danish and closes in French: what is open decides.
# ” opens only in Swedish and Finnish, at the start of a word. The apostrophe looks like
# the mark that closes ‘, so single marks are left alone.
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

# These open before a word and close behind one; elsewhere (5" nails) they are no marks.
_SAME_BOTH_WAYS = frozenset('"＂”״')
_IN_WORDS = frozenset('"״')  # of a Hebrew abbreviation
_BEFORE_WORD = frozenset(" \t\n\u00a0([{—–-")


# Quotations within quotations; older marks that are still open never had a partner.
_DEEPEST = 8


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the outermost quotations as (start, end) offsets, marks included.

    A mark without its partner quotes nothing.
    """
    found: list[tuple[int, int]] = []
    open_marks: list[tuple[str, int]] = []
    for match in _MARK.finditer(text):
        position, mark = match.start(), match[0]
        opens = mark in _CLOSING and _may_open(text, position)
        in_word = mark in _IN_WORDS and text[position + 1 : position + 2].isalnum()
        depth = None if in_word else _closes(mark, open_marks)
        if depth is not None:
            start = open_marks[depth][1]
            del open_marks[depth:]
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, position + 1))
        elif opens:
            open_marks.append((mark, position))
            del open_marks[:-_DEEPEST]
    return found


def brackets(text: str) -> list[tuple[int, int]]:
    """Return what stands in brackets as (start, end) offsets, brackets included.

    A bracket without its partner encloses nothing.
    """
    found: list[tuple[int, int]] = []
    open_brackets: list[tuple[str, int]] = []
    for match in _BRACKET.finditer(text):
        position, mark = match.start(), match[0]
        if mark in _BRACKETS:
            open_brackets.append((mark, position))
        elif open_brackets and mark == _BRACKETS[open_brackets[-1][0]]:
            found.append((open_brackets.pop()[1], position + 1))
    return found


def _may_open(text: str, position: int) -> bool:
    if text[position] not in _SAME_BOTH_WAYS:
        return True
    before, behind = text[position - 1 : position], text[position + 1 : position + 2]
    return (not before or before in _BEFORE_WORD) and bool(behind) and not behind.isspace()


def _closes(mark: str, open_marks: list[tuple[str, int]]) -> int | None:
    """Return which of the open marks `mark` closes, the innermost first."""
    for depth in range(len(open_marks) - 1, -1, -1):
        if mark in _CLOSING[open_marks[depth][0]]:
            return depth
    return None
