"""Core rules: steps over all block tokens of a text, before its inline text is parsed."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.markup.lines import line_of

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

_HEADING_ID = re.compile(r"(?<!\\)\{\s*#([\w.:-]+)\s*\}$")


def convert_html(state: StateCore) -> None:
    """Replace the HTML blocks of a seed."""
    if any(token.type == "html_block" for token in state.tokens):
        state.tokens = state.env["convert"](state.tokens, state.env)
        level = 0
        for token in state.tokens:
            level -= token.nesting == -1
            token.level = level
            level += token.nesting == 1


def check_footnotes(state: StateCore) -> None:
    """Refuse nested and duplicate footnotes; move comments before a footnote into it."""
    seen, is_inside = set[str](), False
    for index, token in enumerate(state.tokens):
        if token.type == "footnote_reference_close":
            is_inside = False
        elif token.type == "footnote_reference_open":
            label, line = token.meta["label"], line_of(token)
            if is_inside:
                raise PublisherError(
                    f"the footnote [^{label}] is inside another; move it out", line=line
                )
            if label in seen:
                raise PublisherError(f"two footnotes are called [^{label}]; rename one", line=line)
            seen.add(label)
            is_inside = True
            first = index
            while first and state.tokens[first - 1].type == "comment":
                first -= 1
            # The footnote moves to the end of the text, and its comments must move with it.
            state.tokens[first : index + 1] = [token, *state.tokens[first:index]]


def heading_ids(state: StateCore) -> None:
    """Read `{#name}` at the end of a heading as its ID."""
    for opening, token in pairwise(state.tokens):
        content = token.content.rstrip()
        if opening.type == "heading_open" and content.endswith("}"):
            start = content.rfind("{")
            if name := _HEADING_ID.match(content, max(start, 0)):
                opening.attrSet("id", name[1])
                token.content = content[:start].rstrip()
