"""The document model: metadata and a CommonMark token stream.

Only `inline` tokens carry text, as Markdown in `content` and parsed in `children`.
Every reader makes these tokens, every layout renders them. What a translator is not
asked for says so: a block by `translate="no"`, an inline token by its `meta`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from markdown_it.token import Token

from publisher.markup.inline_rules import NOTHING, Scope
from publisher.markup.parser import parse_inline
from publisher.markup.renderer import render, words_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from publisher.base.errors import PublisherError
    from publisher.language.locale import Language

_URL = re.compile(r"(https?://|www\.|mailto:)\S+", re.IGNORECASE)
_UNTRANSLATED: Mapping[str, str | int | float] = MappingProxyType({"translate": "no"})


@dataclass(frozen=True)
class Metadata:
    """What an editor knows about an article besides its text; all of it optional.

    `title` stands here only where the text has none of its own. `language` is a code,
    `source` the web address of the original, `layout` the name of a file in templates/
    without its ending (None: the project's), `image_credits` who is to be named
    beside which image.
    """

    title: str | None = None
    kicker: str | None = None
    standfirst: str | None = None
    author: tuple[str, ...] = ()
    date: dt.date | None = None
    source: str | None = None
    language: str | None = None
    keywords: tuple[str, ...] = ()
    layout: str | None = None
    image_credits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asset:
    """An image that a document carries along, and the file that it came from, if it has one."""

    content: bytes
    media_type: str
    file: Path | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Document:
    """A parsed seed. Its first tokens are the title, a heading of level 1.

    `file` is where it was read from and `revision` names that file's content. `scope`
    is what a translation may refer to, `assets` are the images by their address in the
    text, `warnings` what an editor should know, `metadata_file` where the metadata
    stands. Tokens are never changed in place.
    """

    slug: str
    language: Language
    metadata: Metadata
    tokens: tuple[Token, ...]
    file: Path
    revision: str
    scope: Scope = NOTHING
    assets: Mapping[str, Asset] = field(default_factory=dict)
    warnings: tuple[PublisherError, ...] = ()
    metadata_file: Path | None = None
    # What was found out about it, by those who would otherwise find it out again.
    remembered: dict[object, object] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

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
    """Make an inline token from Markdown text that refers to nothing else."""
    token = Token("inline", "", 0, map=lines, level=level, content=text, block=True)
    token.children = parse_inline(text)
    if not has_words(token.children):
        token.children = untranslated(token.children)
        token.meta["translate"] = False
    return token


def untranslated(children: list[Token]) -> list[Token]:
    """Declare inline tokens to be nothing that is translated (HTML's `translate` attribute)."""
    if [child.type for child in children] == ["image"]:
        return [replace(children[0], attrs={**children[0].attrs, **_UNTRANSLATED})]
    return in_span(children, dict(_UNTRANSLATED)) if children else []


def has_words(children: Iterable[Token]) -> bool:
    """Say whether inline tokens hold anything to translate: not code, math or web addresses."""
    words = "".join(
        child.content if child.type == "text" else "x" * has_words(child.children or ())
        for child in children
        if child.type in {"text", "image"}
    )
    return any(character.isalnum() for character in _URL.sub("", words))


def image_of(src: str, description: list[Token]) -> list[Token]:
    """Make the one inline token of an image with its alternative text."""
    return [Token("image", "img", 0, attrs={"src": src, "alt": ""}, children=description)]


def in_span(children: list[Token], attributes: dict[str, str | int | float]) -> list[Token]:
    """Set inline tokens in a span."""
    opening = Token("span_open", "span", 1, attrs=attributes)
    return [opening, *children, Token("span_close", "span", -1)]


def in_language(children: list[Token], own: Language, around: Language) -> list[Token]:
    """Mark inline tokens as words in their `own` language, in a text `around` them."""
    attributes: dict[str, str | int | float] = {"lang": own.tag}
    if own.direction != around.direction:
        attributes["dir"] = own.direction
    return in_span(children, attributes)


def html_in_language(html: str, own: Language, around: Language) -> str:
    """Mark HTML as `in_language` marks tokens."""
    return render(in_language([Token("html_inline", "", 0, content=html)], own, around))


def plain_text(token: Token) -> str:
    """Return what a reader reads of an inline token, without its marks."""
    return words_of(token.children or ())
