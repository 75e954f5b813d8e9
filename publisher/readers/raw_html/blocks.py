"""Blocks: the HTML blocks of a seed, with Markdown between their tags, as blocks of Markdown."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, Tag
from markdown_it.token import Token

from publisher.markup.parser import parse_part
from publisher.markup.plain_text import literal
from publisher.readers.html_to_markdown.convert import to_markdown
from publisher.readers.raw_html.anchors import anchor_tokens
from publisher.readers.raw_html.elements import LINES, Box, box_of
from publisher.readers.raw_html.flatten import flatten
from publisher.readers.raw_html.siblings import sibling_blocks
from publisher.readers.raw_html.simplify import simplify
from publisher.readers.raw_html.tree import COMPONENT, MARKDOWN, build_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bs4.element import PageElement

    from publisher.markup.fault import SourceFault

# Tokens of elements that remain blocks around Markdown. Others only hold it.
_CONTAINERS = MappingProxyType(
    {"blockquote": "blockquote", "ul": "bullet_list", "ol": "ordered_list"}
)
# Elements whose Markdown becomes part of their own text.
_FLAT = frozenset({"table", "dl", "figure", "h1", "h2", "h3", "h4", "h5", "h6"})
_START = re.compile(r"[0-9]{1,9}")  # of a list's numbers, as in Markdown
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class HtmlConverter:
    """Converter of a seed's HTML blocks; `faults` are of parts that were left out."""

    def __init__(self) -> None:
        self.faults: list[SourceFault] = []

    def __call__(self, tokens: list[Token], env: dict[str, Any]) -> list[Token]:
        """Replace the HTML blocks among block tokens, at any depth."""
        if not any(token.type == "html_block" for token in tokens):
            return tokens
        blocks = [self._inside(block, env) for block in sibling_blocks(tokens)]
        if not any(block[0].type == "html_block" for block in blocks):
            return [token for block in blocks for token in block]
        tree = build_tree(blocks, mdx=bool(env.get("mdx")))
        self.faults += tree.faults
        self.faults += simplify(tree.soup, tree.first_line, mdx=bool(env.get("mdx")))
        return _Region(blocks, tree.first_line, env).tokens(tree.soup)

    def faults_at(self, lines: Sequence[int] | None) -> list[SourceFault]:
        """Return the faults, for a text whose lines come from the `lines` of a file, from 0."""
        if lines is None:
            return self.faults
        last = len(lines) - 1
        return [
            fault._replace(line=lines[min(fault.line - 1, last)] + 1 if fault.line else None)
            for fault in self.faults
        ]

    def _inside(self, block: list[Token], env: dict[str, Any]) -> list[Token]:
        """Return a block with its content converted."""
        return block if len(block) == 1 else [block[0], *self(block[1:-1], env), block[-1]]


class _Region:
    """The blocks of a container, and the tree that their HTML makes of them."""

    def __init__(
        self, blocks: Sequence[list[Token]], first_line: int, env: dict[str, Any]
    ) -> None:
        self.blocks, self.first_line, self.env = blocks, first_line, env

    def tokens(self, parent: Tag) -> list[Token]:
        """Return the tokens of an element's content."""
        tokens: list[Token] = []
        run: list[PageElement] = []  # elements and text that HTML alone makes up
        for child in [*parent.children]:
            if isinstance(child, Tag) and _holds_blocks(child):
                tokens += self._converted(run)
                run = []
                tokens += self._element(child)
            else:
                run.append(child)
        return tokens + self._converted(run)

    def _element(self, tag: Tag) -> list[Token]:
        """Return the tokens of an element that is or holds a box or Markdown."""
        if tag.name == MARKDOWN:
            return self.blocks[int(str(tag["n"]))]
        if tag.name in _FLAT and tag.find(MARKDOWN):
            flatten(tag, self.blocks)
            return self._converted([tag])
        if tag.name == COMPONENT:
            return self._callout(tag)
        anchors = anchor_tokens(_names([tag]))
        if tag.name == "details":
            return anchors + self._details(tag)
        if tag.name in _CONTAINERS:
            return anchors + self._container(tag)
        return anchors + self.tokens(tag)

    def _callout(self, tag: Tag) -> list[Token]:
        keyword, title = box_of(str(tag["x-name"]), tag.attrs) or Box("note", "")
        return self._box(tag, keyword, literal(title), self.tokens(tag))

    def _details(self, tag: Tag) -> list[Token]:
        """Return a box with the summary as its title: nothing folds on paper."""
        title = ""
        if isinstance(summary := tag.find("summary", recursive=False), Tag):
            flatten(summary, self.blocks)
            for block in summary.find_all([*LINES]):
                block.unwrap()
            title = self._markdown([summary.extract()])
        return self._box(tag, "details", title, self.tokens(tag))

    def _box(self, tag: Tag, keyword: str, title: str, inner: list[Token]) -> list[Token]:
        if not inner and not title:
            return []
        lines, words = self._lines(tag), " ".join(title.split())
        text = Token("inline", "", 0, map=lines, content=words, children=[], block=True)
        return aside(keyword, [text] if words else [], inner, lines)

    def _container(self, tag: Tag) -> list[Token]:
        inner = self.tokens(tag) if tag.name == "blockquote" else self._items(tag)
        name = _CONTAINERS[tag.name]
        opening = Token(f"{name}_open", tag.name, 1, map=self._lines(tag), block=True)
        start = str(tag.get("start", "")).strip()
        if tag.name == "ol" and _START.fullmatch(start):
            opening.attrs["start"] = int(start)
        return [opening, *inner, Token(f"{name}_close", tag.name, -1, block=True)] if inner else []

    def _items(self, tag: Tag) -> list[Token]:
        """Return the items of a list; content between them is an item too."""
        tokens: list[Token] = []
        for item in [child for child in tag.children if isinstance(child, Tag)]:
            opening = Token("list_item_open", "li", 1, map=self._lines(item), block=True)
            if item.name == "li":
                opening.meta["anchors"] = _names([item])
                inner = self.tokens(item)
            else:
                inner = self._element(item) if _holds_blocks(item) else self._converted([item])
            if inner:
                tokens += [opening, *inner, Token("list_item_close", "li", -1, block=True)]
        return tokens

    def _converted(self, run: Iterable[PageElement]) -> list[Token]:
        """Return the tokens of elements and of the text between them."""
        tokens: list[Token] = []
        part: list[PageElement] = []
        for element in run:
            if isinstance(element, Tag) and element.name in LINES:
                tokens += self._parsed(part) + self._parsed([element])
                part = []
            else:
                part.append(element)
        return tokens + self._parsed(part)

    def _parsed(self, elements: list[PageElement]) -> list[Token]:
        first = next((element for element in elements if isinstance(element, Tag)), None)
        if first is None and not any(str(element).strip() for element in elements):
            return []
        line = self._lines(first if first is not None else elements[0].parent)[0]
        names = _names([tag for e in elements if isinstance(e, Tag) for tag in (e, *e.find_all())])
        text = self._markdown(elements)
        return anchor_tokens(names) + parse_part(text, line, self.env)

    def _markdown(self, elements: Iterable[PageElement]) -> str:
        holder = BeautifulSoup("", "html.parser").new_tag("div")
        holder.extend(elements)
        return to_markdown(holder, is_page=False)

    def _lines(self, tag: Tag | None) -> list[int]:
        """Return the line of an element, from 0, as tokens have it."""
        line = self.first_line + ((tag.sourceline if tag else None) or 1) - 1
        return [line, line + 1]


def aside(
    keyword: str, title: list[Token], inner: list[Token], lines: list[int] | None
) -> list[Token]:
    """Return the tokens of a container with an optional title (markup/containers)."""
    meta = {"keyword": keyword, "syntax": "<", "label": True}
    if title:
        opening = Token("container_title_open", "p", 1, map=lines, block=True)
        title = [opening, *title, Token("container_title_close", "p", -1, block=True)]
    opening = Token("container_open", "div", 1, map=lines, meta=meta, block=True)
    return [opening, *title, *inner, Token("container_close", "div", -1, block=True)]


def _holds_blocks(tag: Tag) -> bool:
    """Return whether an element is or holds a box or Markdown."""
    blocks = [MARKDOWN, COMPONENT, "details"]
    return tag.name in blocks or tag.find(blocks) is not None


def _names(tags: Iterable[Tag]) -> list[str]:
    """Return the names of places that links lead to; headings keep their own."""
    found = []
    for tag in tags:
        if tag.name not in _HEADINGS and tag.get("id"):
            found.append(str(tag["id"]))
        if tag.name == "a" and tag.get("name"):
            found.append(str(tag["name"]))
    return found
