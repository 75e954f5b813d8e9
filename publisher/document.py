"""The document model: metadata and a CommonMark token stream.

Only `inline` tokens carry text, as Markdown in `content` and parsed in `children`.
Every reader makes these tokens, every layout renders them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from publisher.language import Language

# Raw HTML, images and links to anything but the web and mail are shown as the characters
# they are written with: a translation brings no markup or file of its own.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable("image")
_MARKDOWN.validateLink = lambda url: url.lower().startswith(("http://", "https://", "mailto:"))  # type: ignore[method-assign] # the way that markdown-it documents

# The characters that can begin inline markup (CommonMark 0.31.2, section 6).
_MARKUP = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>&!"})
_MAY_BE_MARKUP = frozenset("\\`*_[]<>&!\n")


@dataclass(frozen=True)
class Metadata:
    """What an editor knows about an article besides its text; all of it optional.

    `title` stands here only where the text has none of its own. `language` is a code,
    `source` the web address of the original, `layout` the name of a file in templates/
    without its ending.
    """

    title: str | None = None
    kicker: str | None = None
    standfirst: str | None = None
    author: tuple[str, ...] = ()
    date: dt.date | None = None
    source: str | None = None
    language: str | None = None
    keywords: tuple[str, ...] = ()
    layout: str = "article"


@dataclass(frozen=True)
class Document:
    """A parsed seed. Its first tokens are the title, a heading of level 1.

    `file` is where it was read from and `revision` names that file's content. Tokens
    are never changed in place.
    """

    slug: str
    language: Language
    metadata: Metadata
    tokens: tuple[Token, ...]
    file: Path
    revision: str

    @property
    def title(self) -> Token:
        """The inline token of the title."""
        return self.tokens[1]

    @property
    def body(self) -> tuple[Token, ...]:
        """All tokens after the title's three."""
        return self.tokens[3:]


def heading(level: int, text: str, line: int) -> list[Token]:
    """Make a heading from Markdown text; `line` counts from 0, as in markdown-it."""
    return _block("heading", f"h{level}", text, line, "#" * level)


def paragraph(text: str, line: int, *, level: int = 0) -> list[Token]:
    """Make a paragraph from Markdown text, `level` containers deep."""
    return _block("paragraph", "p", text, line, "", level)


def blockquote(text: str, line: int) -> list[Token]:
    """Make a quotation that is set off, of one paragraph."""
    place = {"map": [line, line + text.count("\n") + 1], "block": True}
    return [
        Token("blockquote_open", "blockquote", 1, markup=">", **place),  # type: ignore[arg-type] # a dict of mixed values
        *paragraph(text, line, level=1),
        Token("blockquote_close", "blockquote", -1, markup=">", block=True),
    ]


def _block(  # noqa: PLR0913, PLR0917 - a token has this many sides
    kind: str, tag: str, text: str, line: int, markup: str, level: int = 0
) -> list[Token]:
    lines = [line, line + text.count("\n") + 1]
    opening = Token(f"{kind}_open", tag, 1, map=lines, level=level, markup=markup, block=True)
    closing = Token(f"{kind}_close", tag, -1, level=level, markup=markup, block=True)
    return [opening, inline(text, lines, level + 1), closing]


def inline(text: str, lines: list[int] | None = None, level: int = 1) -> Token:
    """Make an inline token from Markdown text."""
    children = parse_inline(text)
    return Token(
        "inline", "", 0, map=lines, level=level, children=children, content=text, block=True
    )


def parse_inline(text: str) -> list[Token]:
    """Parse Markdown as inline content: whatever the text, no block begins in it."""
    return _MARKDOWN.parseInline(text)[0].children or []


def in_language(children: list[Token], own: Language, around: Language) -> list[Token]:
    """Mark inline tokens as words in their `own` language, in a text `around` them."""
    attributes: dict[str, str | int | float] = {"lang": own.tag}
    if own.direction != around.direction:
        attributes["dir"] = own.direction
    opening = Token("span_open", "span", 1, attrs=attributes)
    return [opening, *children, Token("span_close", "span", -1)]


def html_in_language(html: str, own: Language, around: Language) -> str:
    """Mark HTML as `in_language` marks tokens."""
    return render(in_language([Token("html_inline", "", 0, content=html)], own, around))


def render(tokens: Sequence[Token]) -> str:
    """Render tokens, block or inline, as HTML."""
    return str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def render_inline(text: str) -> str:
    """Render Markdown text as inline HTML."""
    return escapeHtml(text) if is_plain(text) else render(parse_inline(text))


def plain_text(token: Token) -> str:
    """Return what a reader reads of an inline token, without its marks."""
    return "".join(_words(token.children or []))


def _words(children: Iterable[Token]) -> Iterator[str]:
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            yield " "
        else:
            yield child.content or "".join(_words(child.children or []))


def is_plain(text: str) -> bool:
    """Say for certain that Markdown sees nothing but letters in `text`."""
    return _MAY_BE_MARKUP.isdisjoint(text)


def literal(text: str) -> str:
    """Write plain text as Markdown that means the same, escaping only where it must."""
    if render_inline(text) == escapeHtml(text):
        return text
    return text.translate(_MARKUP)
