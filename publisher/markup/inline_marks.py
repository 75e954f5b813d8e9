"""Inline marks beyond CommonMark: `==highlight==`, `H~2~O` and `x^2^`, as in Pandoc and MkDocs.

Prose uses these characters too, so the rules are narrow: `==` touches no other `=` and no
letter or digit of ASCII from outside, and an index is a short word that follows another.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from markdown_it.rules_inline.state_inline import Delimiter

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_HIGHLIGHT = ord("=")
_TAGS = MappingProxyType({"~": "sub", "^": "sup"})
# Letters, digits and signs, at least one of them a letter or digit: `~2~`, `^-1^`, `^th^`.
_INDEX = re.compile(r"([~^])(?!\1)(?=[^~^]*[^\W_])((?:[\w+,.()−–=-]|\\ ){1,30}+)\1(?!\1)")
_MARKS = frozenset(")]*_>`$")
_ASCII_WORD = re.compile(r"[A-Za-z0-9=]")


def inline_marks(markdown: MarkdownIt) -> None:
    """Add the rules to a parser."""
    markdown.inline.ruler.after("strikethrough", "index", _index)
    markdown.inline.ruler.after("index", "highlight", _highlight)
    markdown.inline.ruler2.after("strikethrough", "highlight", _pair_highlights)


def _index(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read a subscript or superscript after a letter, digit or closing mark."""
    before = state.src[max(state.pos - 1, 0) : state.pos]
    mark = state.src[state.pos]
    if mark not in _TAGS or not (before.isalnum() or before in _MARKS):
        return False
    if mark == "~" and before.isdecimal():  # a range, such as 3~5
        return False
    match = _INDEX.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        tag = _TAGS[mark]
        state.push(f"{tag}_open", tag, 1).markup = mark
        state.push("text", "", 0).content = match[2].replace("\\ ", " ")
        state.push(f"{tag}_close", tag, -1).markup = mark
    state.pos = match.end()
    return True


def _highlight(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read a run of `=`; two may open or close a highlight."""
    if silent or state.src[state.pos] != "=":
        return False
    before = state.src[max(state.pos - 1, 0) : state.pos]
    scanned = state.scanDelims(state.pos, True)  # noqa: FBT003 - markdown-it's signature
    end = state.pos + scanned.length
    state.push("text", "", 0).content = state.src[state.pos : end]
    if scanned.length == len("=="):
        state.delimiters.append(
            Delimiter(
                marker=_HIGHLIGHT,
                length=0,
                token=len(state.tokens) - 1,
                end=-1,
                open=scanned.can_open and not _ASCII_WORD.match(before),
                close=scanned.can_close and not _ASCII_WORD.match(state.src, end),
            )
        )
    state.pos = end
    return True


def _pair_highlights(state: StateInline) -> None:
    """Turn the pairs of delimiters that markdown-it found into tokens."""
    inner = [meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta]
    for delimiters in (state.delimiters, *inner):
        for opening in delimiters:
            if opening.marker == _HIGHLIGHT and opening.end != -1:
                ends = (opening.token, "open", 1), (delimiters[opening.end].token, "close", -1)
                for index, side, nesting in ends:
                    token = state.tokens[index]
                    token.type, token.tag, token.nesting = f"mark_{side}", "mark", nesting
                    token.markup, token.content = "==", ""
