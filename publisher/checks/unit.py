"""Units: a message and its translation, in the form that checks compare.

Checks compare the text as a page shows it: Markdown is parsed as for the page, in the
scope of its document (its images, footnotes and tags).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from publisher.base.addresses import ADDRESSES
from publisher.markup.parser import parse_inline
from publisher.markup.plain_text import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

    from publisher.catalogues.key import Key
    from publisher.language.locale import Language
    from publisher.markup.scope import Scope

# Replacements for code, math and line breaks in the shown text.
_REPLACEMENTS = {
    "softbreak": " ",
    "hardbreak": "\n",
    "code_inline": "\ufffc",
    "math_inline": "\ufffc",
}
# Types of tokens that are a mark by themselves; other marks are a pair of tokens.
_SINGLE_TOKENS = ("code_inline", "math_inline", "image", "footnote_ref", "hardbreak")
# A "%" after a digit is a percent sign; `$US 5` is a sum of money.
_PLACEHOLDER = re.compile(
    r"(?<![\d%])%\([\w.-]+\)[sdifrxu]"
    r"|(?<![\d\w%])%(?:\d+\$)?[sdifrxu](?![^\W_])"
    r"|\{\{\s*[\w.|]+\s*\}\}|\$?\{[A-Za-z_][\w.]*\}|\{\d*\}"
    r"|\$[A-Z][A-Z_]{2,}(?!\s*\d)\b"
)
_PLACEHOLDER_MARK = re.compile("[%{$]")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0590-\u05c7\u064b-\u065f'’ʼ՚-]*[^\W\d_]+)*")


@dataclass(frozen=True)
class Side:
    """One side of a unit, source or target: its Markdown and the text that a page shows.

    Without a `scope` the text is literal, not Markdown.
    """

    text: str
    language: Language
    scope: Scope | None = None

    @cached_property
    def tokens(self) -> list[Token]:
        """Inline tokens; empty for a literal text and for Markdown without marks."""
        if self.scope is None or is_plain(self.text):
            return []
        return parse_inline(self.text, self.scope)

    @cached_property
    def marks(self) -> Counter[str]:
        """Number of each mark; a nested mark is named by both (`em+strong`)."""
        return Counter(_marks(self.tokens))

    @cached_property
    def links(self) -> list[str]:
        """Addresses of the links that a page shows."""
        return [
            str(t.attrs["href"])
            for t in _walk(self.tokens)
            if t.type == "link_open" and not t.hidden
        ]

    @cached_property
    def images(self) -> list[str]:
        """Addresses of the images."""
        return [str(t.attrs["src"]) for t in _walk(self.tokens) if t.type == "image"]

    @cached_property
    def code(self) -> list[str]:
        """Contents of code and math."""
        return [t.content for t in _walk(self.tokens) if t.type in {"code_inline", "math_inline"}]

    @cached_property
    def shown(self) -> str:
        """Text as a reader sees it, with U+FFFC in place of code and math."""
        if self.scope is None or is_plain(self.text):
            return self.text
        parts = (
            t.content if t.type == "text" else _REPLACEMENTS.get(t.type, "")
            for t in _walk(self.tokens)
        )
        return "".join(parts)

    @cached_property
    def addresses(self) -> list[str]:
        """Web and mail addresses in the shown text."""
        return ADDRESSES.find(self.shown)

    @cached_property
    def placeholders(self) -> list[str]:
        """Placeholders that a program fills in: `%s`, `{name}`, `$HOME`."""
        if not _PLACEHOLDER_MARK.search(self.shown):
            return []
        return [re.sub(r"\s", "", found) for found in _PLACEHOLDER.findall(self.shown)]

    @cached_property
    def prose(self) -> str:
        """Shown text with U+FFFC in place of addresses and placeholders."""
        if not self.addresses and not self.placeholders:  # the usual case: skip the substitutions
            return self.shown
        without_addresses = ADDRESSES.replace(self.shown, lambda _: "\ufffc")
        return _PLACEHOLDER.sub("\ufffc", without_addresses)

    @cached_property
    def words(self) -> list[str]:
        """Words of the prose, without numbers."""
        return _WORD.findall(self.prose)


@dataclass(frozen=True)
class Unit:
    """A message and its translation.

    Where one sentence of the translation covers two of the source, `source` has both
    sentences and `key` is the key of the first. `before` and `after` are the translations of the
    other sentences of its paragraph.
    """

    source: Side
    target: Side
    key: Key
    before: tuple[Side, ...] = ()
    after: tuple[Side, ...] = ()

    @property
    def same_language(self) -> bool:
        """Whether both sides are one language, such as American and British English."""
        return self.source.language.base == self.target.language.base

    @property
    def same_script(self) -> bool:
        """Whether both languages use one script."""
        return self.source.language.script == self.target.language.script


def _walk(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.children or ())


def _marks(tokens: Iterable[Token], around: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the name of every mark, with those around it sorted: bold italic is italic bold."""
    stack: list[str] = []
    for token in tokens:
        inside = around | set(stack)
        if token.type in _SINGLE_TOKENS:
            yield token.type
            yield from _marks(token.children or (), inside)
        elif token.nesting == 1:
            name = token.type.removesuffix("_open")
            stack.append(name)
            if name != "link":  # a link looks the same within bold and around it
                yield "+".join(sorted((inside | {name}) - {"link"}))
            elif not token.hidden:
                yield name
        elif token.nesting == -1 and stack:
            stack.pop()
