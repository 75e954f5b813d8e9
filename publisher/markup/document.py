"""Document model: metadata and a CommonMark token stream.

Every reader produces these tokens and every layout renders them. Only `inline` tokens
carry text, as Markdown in `content` and parsed in `children`. Text that is not to be
translated is marked: a block by `translate="no"`, an inline token by its `meta`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from markdown_it.token import Token

from publisher.markup.parser import parse_inline
from publisher.markup.renderer import render, text_content
from publisher.markup.scope import EMPTY_SCOPE, Scope

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from publisher.language.locale import Language
    from publisher.markup.fault import SourceFault

# To the next space, so that no rest of an address is a message.
_URL = re.compile(r"(https?://|www\.|mailto:)\S+", re.IGNORECASE)
_UNTRANSLATED: Mapping[str, str | int | float] = MappingProxyType({"translate": "no"})


@dataclass(frozen=True)
class Metadata:
    """Optional metadata of an article.

    `title` is set only if the text has no title. `language` is a code, `source` the web
    address of the original, `rights` who has the rights, or the licence, `layout` the name of a
    file in templates/ without its suffix (None: the project's default), `image_credits` maps an
    image's address to its credit.
    """

    title: str | None = None
    kicker: str | None = None
    standfirst: str | None = None
    author: tuple[str, ...] = ()
    date: dt.date | None = None
    source: str | None = None
    language: str | None = None
    keywords: tuple[str, ...] = ()
    rights: str | None = None
    layout: str | None = None
    image_credits: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Asset:
    """An image of a document."""

    content: bytes
    media_type: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """A parsed seed. Its first three tokens are the title, a heading of level 1.

    `links` maps the address of each link, apart from anchors within the document, to its lines:
    which article a relative one leads to depends on the other documents.
    `metadata_file` is the sidecar, which may not exist, or the article with front matter.
    `revision` is a hash of the content of `file`. `scope` holds the definitions that
    translations may refer to, `assets` the images by their address in the text, `faults`
    problems of the text that the checks report, `ignored_keys` those of its front matter that
    mean nothing here. Tokens are never modified in place.
    """

    slug: str
    language: Language
    metadata: Metadata
    tokens: tuple[Token, ...]
    file: Path
    metadata_file: Path
    revision: str
    scope: Scope = EMPTY_SCOPE
    assets: Mapping[str, Asset] = field(default_factory=dict)
    links: Mapping[str, tuple[int | None, ...]] = field(default_factory=dict)
    faults: tuple[SourceFault, ...] = ()
    ignored_keys: tuple[str, ...] = ()

    @property
    def title(self) -> Token:
        """The inline token of the title."""
        return self.tokens[1]

    @property
    def missing_images(self) -> frozenset[str]:
        """Addresses of images that cannot be shown."""
        return self.scope.images - self.assets.keys()

    @property
    def body(self) -> tuple[Token, ...]:
        """All tokens after the title's three."""
        return self.tokens[3:]


def heading(level: int, text: str, line: int) -> list[Token]:
    """Return a heading of Markdown text; `line` counts from 0, as in markdown-it."""
    return _text_block(Token("heading_open", f"h{level}", 1, markup="#" * level), text, line)


def paragraph(text: str, line: int, *, level: int = 0) -> list[Token]:
    """Return a paragraph of Markdown text, nested in `level` containers."""
    return _text_block(Token("paragraph_open", "p", 1, level=level), text, line)


def blockquote(text: str, line: int) -> list[Token]:
    """Return a block quotation of one paragraph."""
    lines = [line, line + text.count("\n") + 1]
    return [
        Token("blockquote_open", "blockquote", 1, map=lines, markup=">", block=True),
        *paragraph(text, line, level=1),
        Token("blockquote_close", "blockquote", -1, markup=">", block=True),
    ]


def _text_block(opening: Token, text: str, line: int) -> list[Token]:
    """Return a block's tokens: the opening one, its text, and the closing one."""
    opening.map = [line, line + text.count("\n") + 1]
    opening.block = True
    closing = Token(opening.type.replace("_open", "_close"), opening.tag, -1, block=True)
    closing.level, closing.markup = opening.level, opening.markup
    return [opening, inline(text, opening.map, opening.level + 1), closing]


def inline(text: str, lines: list[int] | None = None, level: int = 1) -> Token:
    """Return an inline token of Markdown text, without a document's scope."""
    token = Token("inline", "", 0, map=lines, level=level, content=text, block=True)
    token.children = parse_inline(text)
    if not has_words(token.children):
        token.children = untranslated(token.children)
        token.meta["translate"] = False
    return token


def untranslated(children: list[Token]) -> list[Token]:
    """Mark inline tokens as not to be translated (HTML's `translate` attribute)."""
    if [child.type for child in children] == ["image"]:
        return [replace(children[0], attrs={**children[0].attrs, **_UNTRANSLATED})]
    return in_span(children, dict(_UNTRANSLATED)) if children else []


def has_words(children: Iterable[Token]) -> bool:
    """Return whether inline tokens hold text to translate: not code, math or web addresses."""
    text = "".join(
        child.content if child.type == "text" else "x" * has_words(child.children or ())
        for child in children
        if child.type in {"text", "image"}
    )
    return any(character.isalnum() for character in _URL.sub("", text))


def image_of(src: str, description: list[Token]) -> list[Token]:
    """Return the single inline token of an image with a description."""
    return [Token("image", "img", 0, attrs={"src": src, "alt": ""}, children=description)]


def in_span(children: list[Token], attributes: dict[str, str | int | float]) -> list[Token]:
    """Return inline tokens wrapped in a span."""
    opening = Token("span_open", "span", 1, attrs=attributes)
    return [opening, *children, Token("span_close", "span", -1)]


def in_language(children: list[Token], language: Language, surrounding: Language) -> list[Token]:
    """Mark inline tokens as text in `language`, within a text in another one."""
    return in_span(children, language_attributes(language, surrounding))


def language_attributes(language: Language, surrounding: Language) -> dict[str, str | int | float]:
    """Return the attributes of an element in `language`, within a text in another one."""
    attributes: dict[str, str | int | float] = {"lang": language.tag}
    if language.direction != surrounding.direction:
        attributes["dir"] = language.direction
    return attributes


def html_in_language(html: str, language: Language, surrounding: Language) -> str:
    """Mark HTML as text in `language`, as `in_language` marks tokens."""
    return render(in_language([Token("html_inline", "", 0, content=html)], language, surrounding))


def plain_text(token: Token) -> str:
    """Return the text of an inline token without markup."""
    return text_content(token.children or ())
