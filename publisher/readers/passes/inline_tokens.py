"""Inline tokens: walk their children, create them from attributes, and parse them again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.token import Token

from publisher.base.characters import unwrap_cjk
from publisher.markup.lines import line_of
from publisher.markup.links import settle_links
from publisher.markup.parser import parse_inline
from publisher.markup.renderer import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from publisher.markup.scope import Scope


class LocatedToken(NamedTuple):
    """A token within an inline token, and the line of its block, from 1."""

    token: Token
    line: int | None


def walk(tokens: Iterable[Token], line: int | None = None) -> Iterator[LocatedToken]:
    """Yield the children of all inline tokens, at any depth."""
    for token in tokens:
        token_line = line_of(token) or line
        for child in token.children or ():
            yield LocatedToken(child, token_line)
            yield from walk([child], token_line)


def unparsed(text: str, lines: list[int] | None) -> Token:
    """Return an inline token of a text from an attribute, which `reparse` has yet to parse."""
    meta = {"from_attribute": True}
    return Token("inline", "", 0, map=lines, content=text, meta=meta, block=True)


def is_unparsed(token: Token) -> bool:
    """Return whether the text of an inline token comes from an attribute."""
    return bool(token.meta.get("from_attribute"))


def reparse(token: Token, scope: Scope) -> Token:
    """Parse an inline token again by itself in `scope`, as its translations are parsed.

    A token that would show other characters then is returned as it is.
    """
    if token.type != "inline" or token.meta.get("literal"):
        return token
    settle_links(token.children or [], scope)
    content = unwrap_cjk(token.content)
    children = parse_inline(content, scope)
    # Spaces may differ: where lines were wrapped, and where comments were removed.
    if not is_unparsed(token) and _letters(children) != _letters(token.children or []):
        return token
    return replace(token, children=children, content=content)


def _letters(children: list[Token]) -> str:
    return re.sub(r"\s", "", render(children))
