"""Texts: rewrite the HTML in the inline tokens of an article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it.token import Token

from publisher.markup.document import inline
from publisher.markup.lines import line_of
from publisher.markup.parser import parse_with_tags
from publisher.markup.raw_html import pair_tags
from publisher.readers.passes.inline_tokens import is_unparsed
from publisher.readers.raw_html.blocks import aside
from publisher.readers.raw_html.inline import convert_inline
from publisher.readers.raw_html.sequences import divide

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.markup.fault import SourceFault
    from publisher.markup.scope import Scope
    from publisher.readers.raw_html.sequences import Box

_PARAGRAPH = ("paragraph_open", "paragraph_close")


class ConvertedTexts(NamedTuple):
    """Tokens without HTML, and faults of the parts that were left out."""

    tokens: list[Token]
    faults: list[SourceFault]


def convert_texts(tokens: list[Token], env: Mapping[str, Any]) -> ConvertedTexts:
    """Rewrite the HTML in texts as Markdown; paragraphs that were nothing else are dropped.

    `env` is markdown-it's environment of the article.
    """
    kept: list[Token] = []
    faults: list[SourceFault] = []
    rest = iter(enumerate(tokens))
    for index, token in rest:
        if token.type != "inline" or not token.meta.get("has_tags"):
            kept.append(token)
            continue
        # A footnote's last paragraph also holds the link back to its mark.
        is_paragraph = (kept[-1].type, tokens[index + 1].type) == _PARAGRAPH
        if is_paragraph and (parts := divide(token, env)) is not None:
            paragraph = kept.pop(), next(rest)[1]
            kept += [found for part in parts for found in _blocks(part, paragraph, env, faults)]
            continue
        converted = _converted(token, env, faults)
        if is_paragraph and not converted.content:
            kept.pop()
            next(rest)
            converted = replace(converted, type="anchor")
        if converted.content or not is_paragraph or "anchors" in converted.meta:
            kept.append(converted)
    return ConvertedTexts(kept, faults)


def _blocks(
    part: Box | Token,
    paragraph: tuple[Token, Token],
    env: Mapping[str, Any],
    faults: list[SourceFault],
) -> list[Token]:
    """Return the blocks of a part of a paragraph, whose opening and closing tokens are given."""
    if not isinstance(part, Token):
        title = [inline(part.title, part.lines)] if part.title else []
        inner = [token for p in part.parts for token in _blocks(p, paragraph, env, faults)]
        return aside(part.keyword, title, inner, part.lines)
    converted = _converted(part, env, faults)
    if not converted.content and "anchors" not in converted.meta:
        return []
    opening = replace(paragraph[0], map=part.map, hidden=False)
    return [opening, converted, replace(paragraph[1], hidden=False)]


def _converted(token: Token, env: Mapping[str, Any], faults: list[SourceFault]) -> Token:
    text, found, anchors = convert_inline(
        token.content, lambda text: parse_with_tags(text, env), line_of(token)
    )
    last = token.map[1] if token.map else 0
    faults += [
        fault._replace(line=min(fault.line, last) if fault.line else None) for fault in found
    ]
    if text == token.content and token.children and not anchors:
        return token
    children = parse_with_tags(text, env)
    pair_tags(children)
    meta = {**token.meta, **({"anchors": anchors} if anchors else {})}
    return replace(token, content=text, children=children, meta=meta)


def convert_attributes(tokens: list[Token], scope: Scope) -> ConvertedTexts:
    """Rewrite the HTML in texts of attributes: titles of boxes, captions of figures."""
    faults: list[SourceFault] = []
    env = {"references": scope.references, "footnotes": scope.footnotes}
    converted = [
        _converted(token, env, faults) if is_unparsed(token) and "<" in token.content else token
        for token in tokens
    ]
    return ConvertedTexts(converted, faults)
