"""Flatten: Markdown within an element that is one block, as part of its HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag

from publisher.readers.raw_html.simplify import verbatim
from publisher.readers.raw_html.tree import MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_IMAGE = re.compile(r'!\[([^\]\\]*)\]\(<?([^\s()<>]+)>?(?:\s+"([^"\\]*)")?\)(?:\{[^}]*\})?')


def flatten(tag: Tag, blocks: Sequence[list[Token]]) -> None:
    """Replace the places of Markdown blocks within an element by HTML."""
    for place in tag.find_all(MARKDOWN):
        for element in _elements(blocks[int(str(place["n"]))]):
            place.insert_before(element)
        place.decompose()


def _elements(tokens: list[Token]) -> list[Tag]:
    soup = BeautifulSoup("", "html.parser")
    stack: list[Tag] = [soup]
    for token in tokens:
        if token.hidden:  # a paragraph of a tight list
            continue
        if token.type == "inline":
            stack[-1].append(_text(token.content))
        elif token.nesting == 1:
            stack.append(soup.new_tag(token.tag or "div"))
            stack[-2].append(stack[-1])
        elif token.nesting == -1:
            stack.pop()
        elif token.type in {"fence", "code_block"}:
            code = soup.new_tag("pre")
            code.string = token.content
            stack[-1].append(code)
    return [child for child in list(soup.children) if isinstance(child, Tag)]


def _text(content: str) -> Tag:
    if (image := _IMAGE.fullmatch(content.strip())) is None:
        return verbatim(content)
    named = {"alt": image[1], "src": image[2], "title": image[3] or ""}
    return BeautifulSoup("", "html.parser").new_tag("img", attrs=named)
