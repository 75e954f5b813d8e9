"""Alerts: quotations that begin with `[!NOTE]` (GitHub), or `[!NOTE]- Title` (Obsidian)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from publisher.markup.container_info import ContainerInfo

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

_MARK = re.compile(r"\[!([\w-]+)(?:\|[^\]\n]*)?\](?!\()[+-]?[ \t]*+([^\n]*)(?:\n|$)")


def alerts(state: StateCore) -> None:
    """Turn quotations that begin with `[!NOTE]` into containers."""
    opened: list[Token | None] = []
    for index, token in enumerate(state.tokens):
        if token.type == "blockquote_open":
            opened.append(token if _make_alert(state.tokens, index) else None)
        elif token.type == "blockquote_close" and opened.pop() is not None:
            token.type, token.tag = "container_close", "div"
    state.tokens = [token for token in state.tokens if token.type != "alert_end"]


def _make_alert(tokens: list[Token], index: int) -> bool:
    """Make a quotation a container if it begins with a mark, which leaves its text."""
    if tokens[index + 1].type != "paragraph_open":
        return False
    opening, text, closing = tokens[index + 1 : index + 4]
    if (mark := _MARK.match(text.content)) is None:
        return False
    token = tokens[index]
    token.type, token.tag = "container_open", "div"
    info = ContainerInfo(mark[1].lower(), mark[2].strip())
    token.meta = info.meta(">")
    text.content = text.content[mark.end() :]
    title = _title_tokens(info.title, token) if info.title else []
    if not text.content.strip():
        opening.type = text.type = closing.type = "alert_end"
    elif text.map:
        text.map = opening.map = [text.map[0] + 1, text.map[1]]
    tokens[index + 1 : index + 1] = title
    return True


def _title_tokens(title: str, opening: Token) -> list[Token]:
    level = opening.level + 1
    lines = [opening.map[0], opening.map[0] + 1] if opening.map else None
    return [
        Token("container_title_open", "p", 1, block=True, level=level, map=lines),
        Token("inline", "", 0, content=title, children=[], block=True, level=level + 1, map=lines),
        Token("container_title_close", "p", -1, block=True, level=level),
    ]
