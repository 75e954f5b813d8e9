"""Pairs: the tags among inline tokens, and which of them belong together."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from publisher.markup.tags import Tag, match_tag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token


class Pairs(NamedTuple):
    """The index of each tag's partner, and the links that hold others."""

    partners: dict[int, int]
    around_links: set[int]


class _Level(NamedTuple):
    """The open tags between two of Markdown's marks."""

    opened: list[int]
    names: Counter[str]


def tags_among(tokens: Sequence[Token]) -> dict[int, Tag]:
    """Return the tags by the index of their token (markup/parser, `parse_with_tags`).

    The name of an expression is `{`, and that of an instruction `!`.
    """
    return {index: _tag_of(token) for index, token in enumerate(tokens) if "end" in token.meta}


def _tag_of(token: Token) -> Tag:
    start, end = int(token.meta["start"]), int(token.meta["end"])
    tag = match_tag(token.content, 0, jsx=True) if token.content.startswith("<") else None
    if tag is None or tag.end != len(token.content):
        name = "{" if token.content.startswith("{") else "!"
        return Tag(name, start, end, is_empty=True)
    return tag._replace(start=start, end=end)


def pair(tokens: Sequence[Token], tags: Mapping[int, Tag]) -> Pairs:
    """Pair the tags among tokens; no pair crosses Markdown's marks."""
    partners: dict[int, int] = {}
    around_links = set[int]()
    links: list[int] = []
    levels: list[_Level] = [_Level([], Counter())]
    for index, token in enumerate(tokens):
        tag = tags.get(index)
        if token.type == "link_open" or (tag and tag.name == "a" and not tag.is_closing):
            around_links.update(links)
            links = [index]
        if token.nesting == 1:
            levels.append(_Level([], Counter()))
        elif token.nesting == -1 and len(levels) > 1:
            levels.pop()
        elif tag is None or tag.is_empty:
            continue
        elif not tag.is_closing:
            levels[-1].opened.append(index)
            levels[-1].names[tag.name] += 1
        elif levels[-1].names[tag.name]:
            while tags[last := levels[-1].opened.pop()].name != tag.name:
                levels[-1].names[tags[last].name] -= 1
            levels[-1].names[tag.name] -= 1
            partners |= {last: index, index: last}
            links = links if tag.name != "a" else []
    return Pairs(partners, around_links)
