"""Core rules: steps over all block tokens of a text, before its inline text is parsed."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

_HEADING_ID = re.compile(r"""(?<!\\)\{\s*#+([^\s{}"'<>]+)\s*\}$""")


def convert_html(state: StateCore) -> None:
    """Replace the HTML blocks of a seed."""
    if any(token.type == "html_block" for token in state.tokens):
        state.tokens = state.env["convert"](state.tokens, state.env)
        _set_levels(state.tokens)


def arrange_footnotes(state: StateCore) -> None:
    """Put nested footnotes behind the outer one, and comments before a footnote into it.

    A repeated one becomes a token `repeated_footnote` with its label.
    """
    if not any(token.type == "footnote_reference_open" for token in state.tokens):
        return
    seen = set[str]()
    stack: list[list[Token]] = [[]]  # the text, and each open footnote
    inner: list[Token] = []  # finished footnotes of the outermost open one
    for token in state.tokens:
        if token.type == "footnote_reference_open":
            outer = stack[-1]
            first = len(outer)
            while first and outer[first - 1].type == "comment":
                first -= 1
            # The footnote moves to the end of the text, and its comments must move with it.
            stack.append([token, *outer[first:]])
            del outer[first:]
            continue
        stack[-1].append(token)
        if token.type == "footnote_reference_close":
            note = _first_of_its_label(stack.pop(), seen)
            if len(stack) > 1:
                inner += note
            else:
                stack[0] += [*note, *inner]
                inner = []
    state.tokens = stack[0]
    _set_levels(state.tokens)


def _first_of_its_label(note: list[Token], seen: set[str]) -> list[Token]:
    """Return the tokens of a footnote, or a token in the place of a repeated one."""
    label = str(note[0].meta["label"])
    if label in seen:
        return [Token("repeated_footnote", "", 0, map=note[0].map, meta={"label": label})]
    seen.add(label)
    return note


def _set_levels(tokens: list[Token]) -> None:
    """Set the depth of each token, after tokens were moved."""
    level = 0
    for token in tokens:
        level -= token.nesting == -1
        token.level = level
        level += token.nesting == 1


def heading_ids(state: StateCore) -> None:
    """Read `{#name}` at the end of a heading as its ID."""
    for opening, token in pairwise(state.tokens):
        content = token.content.rstrip()
        if opening.type == "heading_open" and content.endswith("}"):
            start = content.rfind("{")
            if name := _HEADING_ID.match(content, max(start, 0)):
                opening.attrSet("id", name[1])
                token.content = content[:start].rstrip()
