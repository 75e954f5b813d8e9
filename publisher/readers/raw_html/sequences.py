"""Sequences: paragraphs of nothing but components, such as tabs that are written in one line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.markup.parser import parse_with_tags
from publisher.markup.plain_text import literal
from publisher.readers.raw_html.elements import FRAGMENTS, box_of
from publisher.readers.raw_html.pairs import pair, tags_among

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it.token import Token

    from publisher.markup.tags import Tag

_MAX_DEPTH = 5  # of boxes in a paragraph


class Box(NamedTuple):
    """A box's keyword and title, as Markdown, its lines, and its boxes and texts."""

    keyword: str
    title: str
    lines: list[int] | None
    parts: list[Box | Token]


def divide(token: Token, env: Mapping[str, Any]) -> list[Box | Token] | None:
    """Return the boxes and texts of a paragraph of components; None for another paragraph.

    `env` is markdown-it's environment of the article. Each text is an inline token with HTML.
    """
    parts = _divided(token, env, _MAX_DEPTH)
    return parts if any(isinstance(part, Box) for part in parts) else None


def _divided(token: Token, env: Mapping[str, Any], depth: int) -> list[Box | Token]:
    text = token.content
    if not depth or not (text.startswith("<") and text.endswith(">")):
        return [token]
    elements = [*_elements(text, env)]
    if None in elements:
        return [token]
    parts: list[Box | Token] = []
    for element in filter(None, elements):
        tag, closing = element
        content = _part(token, tag.end, closing.start if closing is not tag else tag.end)
        box = box_of(tag.name, tag.attributes)
        if box is not None and content.content:
            inner = _divided(content, env, depth - 1)
            parts.append(Box(box.keyword, literal(box.title), content.map, inner))
        elif tag.name in FRAGMENTS and content.content:
            parts += _divided(content, env, depth - 1)
        else:
            parts.append(_part(token, tag.start, closing.end))
    return parts


def _elements(text: str, env: Mapping[str, Any]) -> Iterator[tuple[Tag, Tag] | None]:
    """Yield the first and last tag of each component of a text; None for anything else."""
    children = parse_with_tags(text, env)
    tags = tags_among(children)
    partners = pair(children, tags).partners
    index = 0
    while index < len(children):
        tag = tags.get(index)
        if tag is not None and tag.is_component and not tag.is_closing:
            if not tag.is_empty and index not in partners:
                yield None
                return
            index = partners.get(index, index)
            yield tag, tags[index]
        elif tag is not None or not _is_space(children[index]):
            yield None
            return
        index += 1


def _is_space(token: Token) -> bool:
    return token.type in {"text", "softbreak", "hardbreak"} and not token.content.strip()


def _part(token: Token, start: int, end: int) -> Token:
    """Return a part of a text, without space around it, with the lines that it is in."""
    text = token.content[start:end]
    lines = token.map
    if lines:
        first = lines[0] + token.content.count("\n", 0, start + len(text) - len(text.lstrip()))
        first = min(first, lines[1] - 1)
        lines = [first, min(first + text.strip().count("\n") + 1, lines[1])]
    return replace(token, content=text.strip(), map=lines, children=[])
