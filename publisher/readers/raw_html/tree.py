"""Tree: the HTML blocks of a container as one tree, with places for its other blocks."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from publisher.markup.spans import CODE_SPAN
from publisher.markup.tags import VOID, Tag, brace_end, match_tag, names
from publisher.readers.html_to_markdown.parse import parse_html
from publisher.readers.raw_html import faults

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bs4 import BeautifulSoup
    from markdown_it.token import Token

    from publisher.markup.fault import SourceFault

COMPONENT, MARKDOWN, VERBATIM = "x-component", "x-markdown", "x-verbatim"
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_DECLARATION = re.compile(r"<![A-Za-z][^<>]*>?")
_NEXT = re.compile(r"[<{`]")
# Whose end tags may be left out (HTML Living Standard, 13.1.2.4), or which show nothing.
_MAY_STAY_OPEN = names(
    "p li dd dt td th tr thead tbody tfoot option div section article main center span font"
    " header footer nav aside a body html head"
)
_MAX_OPEN = 100  # tags that an end tag looks back on
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_HIDING = frozenset({"script", "style", "textarea", "title"})


class Tree(NamedTuple):
    """The parsed blocks; line 1 of an element's `sourceline` is `first_line`, from 0."""

    soup: BeautifulSoup
    first_line: int
    faults: list[SourceFault]


def build_tree(blocks: Sequence[list[Token]], *, mdx: bool) -> Tree:
    """Build the tree of a container's blocks, each a list of tokens.

    An HTML block is one token; any other becomes an element with its number. Raises PublisherError
    for excessive HTML.
    """
    first = next(block[0] for block in blocks if block[0].type == "html_block")
    writer = _Writer(mdx, (first.map or [0])[0])
    for number, block in enumerate(blocks):
        if block[0].type == "html_block":
            writer.write_block(block[0])
        else:
            writer.write(f'<{MARKDOWN} n="{number}"></{MARKDOWN}>')
    return Tree(parse_html(writer.html()), writer.line, writer.faults)


class _Open(NamedTuple):
    """An open tag, and the number of the last part of its block."""

    name: str
    block: int


class _Writer:
    """Writes HTML blocks as plain HTML in as many lines."""

    def __init__(self, mdx: bool, line: int) -> None:  # noqa: FBT001 - of one place
        self.mdx, self.line, self.lines = mdx, line, 0
        self.blocks: list[list[str]] = []
        self.opened: list[_Open] = []
        self.faults: list[SourceFault] = []

    def html(self) -> str:
        """Return all that was written; elements never closed end with their block."""
        for name, number in reversed(self.opened):
            if name not in _MAY_STAY_OPEN:
                self.blocks[number].append(f"</{name}>")
        return "".join(part for block in self.blocks for part in block)

    def write(self, text: str) -> None:
        self.blocks.append([text])

    def write_block(self, token: Token) -> None:
        self.blocks.append(["\n" * ((token.map or [0])[0] - self.line - self.lines)])
        self.lines += self.blocks[-1][0].count("\n")
        text, pos = token.content, 0
        if token.info == "code":
            self._leave_out_code(text.strip())
            text = "\n" * text.count("\n")
        while mark := _NEXT.search(text, pos):
            self._add(text[pos : mark.start()])
            pos = self._write_mark(text, mark.start())
        self._add(text[pos:].replace("<", "&lt;"))

    def _add(self, text: str) -> None:
        self.blocks[-1].append(text)
        self.lines += text.count("\n")

    def _write_mark(self, text: str, start: int) -> int:
        """Write a construct that begins with `<`, `{` or a backtick, and return its end."""
        if text[start] == "`":
            span = CODE_SPAN.match(text, start) if self.mdx else None
            self._add(escape(span[0], quote=False) if span else "`")
            return span.end() if span else start + 1
        if text[start] == "{":
            end = brace_end(text, start) if self.mdx else None
            if end is not None:
                self._leave_out_code(text[start:end])
                self._add("\n" * text.count("\n", start, end))
            else:
                self._add("{")
            return end or start + 1
        if comment := _COMMENT.match(text, start) or _DECLARATION.match(text, start):
            if comment[0].startswith("<!--") and not comment[0].endswith("-->"):
                self.faults.append(faults.unclosed_comment(self._line()))
            if comment[0].startswith("<?"):
                self._leave_out_code(comment[0])
            self._add("\n" * comment[0].count("\n"))
            return comment.end()
        tag = match_tag(text, start, jsx=self.mdx)
        if tag is None:
            self._add("&lt;")
            return start + 1
        return self._write_tag(text, tag)

    def _line(self) -> int:
        return self.line + self.lines + 1

    def _leave_out_code(self, source: str) -> None:
        if source and not source.startswith("{/*"):
            self.faults.append(faults.code(source, self._line()))

    def _write_tag(self, text: str, tag: Tag) -> int:
        name = COMPONENT if tag.is_component else tag.name
        breaks = "\n" * text.count("\n", tag.start, tag.end)
        if tag.is_closing:
            self._close(name)
            self._add(f"</{name}{breaks}>")
            return tag.end
        named = dict(tag.attributes)
        if tag.is_component:
            named["x-name"] = tag.name
        if tag.is_dynamic and "src" not in named and tag.name == "img":
            self.faults.append(faults.computed_image(self._line()))
        written = "".join(
            f' {key}="{escape(value)}"' for key, value in named.items() if _NAME.fullmatch(key)
        )
        written = written.replace("\n", " ").replace("\r", " ")
        end, ending = tag.end, ""
        if tag.is_empty:
            ending = "" if tag.name in VOID else f"</{name}>"
        elif tag.name in _HIDING:
            end, ending = _content_end(text, tag), f"</{name}>"
            breaks = "\n" * text.count("\n", tag.start, end)
        else:
            self.opened.append(_Open(name, len(self.blocks) - 1))
        self._add(f"<{name}{breaks}{written}>{ending}")
        return end

    def _close(self, name: str) -> None:
        """Forget the tags that an end tag closes."""
        for index in range(len(self.opened) - 1, max(len(self.opened) - _MAX_OPEN, -1), -1):
            if self.opened[index].name == name:
                del self.opened[index:]
                return


def _content_end(text: str, tag: Tag) -> int:
    """Return the offset after the end tag of an element whose content is no HTML."""
    closing = re.compile(rf"</{tag.name}\s*>", re.IGNORECASE).search(text, tag.end)
    return closing.end() if closing else len(text)
