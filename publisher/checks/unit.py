"""A unit: a message and its translation, as checks compare them.

What is compared is what a page shows: Markdown is parsed as the page parses it, with
what the document lets a translation refer to.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from publisher.markup.parser import parse_inline
from publisher.markup.renderer import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

    from publisher.catalogues.catalogue import Key
    from publisher.language.locale import Language
    from publisher.markup.inline_rules import Scope

# What stands in the place of code, math and line breaks in the text of a side.
_GAPS = {"softbreak": " ", "hardbreak": "\n", "code_inline": "\ufffc", "math_inline": "\ufffc"}
_SINGLE = ("code_inline", "math_inline", "image", "footnote_ref", "hardbreak")
_END = r"\s<>()\[\]{}«»“”„‘’\"'、。，．；：！？）」』】》،؛؟։।"
_ADDRESS = re.compile(
    rf"(?:https?://|ftp://|www\.)(?:[^{_END}]|\([^{_END}]*\))+(?<![.,;:!?*_])"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
# A "%" behind a digit is a percent sign; `$US 5` is a sum of money.
_PLACEHOLDER = re.compile(
    r"(?<![\d\w%])%(?:\([\w.-]+\)|\d+\$)?[sdifrxu](?![^\W_])"
    r"|\{\{\s*[\w.|]+\s*\}\}|\$?\{[A-Za-z_][\w.]*\}|\{\d*\}"
    r"|\$[A-Z][A-Z_]{2,}(?!\s*\d)\b"
)
_PLACEHOLDER_MARK = re.compile("[%{$]")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0590-\u05c7\u064b-\u065f'’ʼ՚-]*[^\W\d_]+)*")


@dataclass(frozen=True)
class Side:
    """A text in a language: its Markdown, and what a page shows of it.

    Without a `scope` the text is no Markdown, and is shown as it is written.
    """

    text: str
    language: Language
    scope: Scope | None = None

    @cached_property
    def tokens(self) -> list[Token]:
        """The inline tokens; none of a text that is no Markdown, or has no marks."""
        plain = self.scope is None or is_plain(self.text)
        return [] if self.scope is None or plain else parse_inline(self.text, self.scope)

    @cached_property
    def marks(self) -> Counter[str]:
        """How many there are of each mark; one within another is called by both."""
        return Counter(_marks(self.tokens))

    @cached_property
    def links(self) -> list[str]:
        """The addresses that shown links lead to."""
        return [
            str(t.attrs["href"])
            for t in _all(self.tokens)
            if t.type == "link_open" and not t.hidden
        ]

    @cached_property
    def images(self) -> list[str]:
        """The addresses of images."""
        return [str(t.attrs["src"]) for t in _all(self.tokens) if t.type == "image"]

    @cached_property
    def code(self) -> list[str]:
        """What is shown as code or math."""
        return [t.content for t in _all(self.tokens) if t.type in {"code_inline", "math_inline"}]

    @cached_property
    def shown(self) -> str:
        """The words as they are read, with U+FFFC in the place of code."""
        if self.scope is None or is_plain(self.text):
            return self.text
        parts = (
            t.content if t.type == "text" else _GAPS.get(t.type, "") for t in _all(self.tokens)
        )
        return "".join(parts)

    @cached_property
    def addresses(self) -> list[str]:
        """The web and mail addresses that are shown."""
        return _ADDRESS.findall(self.shown) if _may_hold_address(self.shown) else []

    @cached_property
    def placeholders(self) -> list[str]:
        """What a program fills in: `%s`, `{name}`, `$HOME`."""
        if not _PLACEHOLDER_MARK.search(self.shown):
            return []
        return [re.sub(r"\s", "", found) for found in _PLACEHOLDER.findall(self.shown)]

    @cached_property
    def prose(self) -> str:
        """The words that are somebody's own: no addresses and no placeholders."""
        if not self.addresses and not self.placeholders:  # as in most texts
            return self.shown
        return _PLACEHOLDER.sub("\ufffc", _ADDRESS.sub("\ufffc", self.shown))

    @cached_property
    def words(self) -> list[str]:
        """The words of the prose, without numbers."""
        return _WORD.findall(self.prose)


@dataclass(frozen=True)
class Unit:
    """A message and its translation; `kind` says what it is (heading 2, paragraph, …).

    Where one sentence of the translation holds two of the source, the source side has
    both, and the key is the first one's.
    """

    source: Side
    target: Side
    kind: str
    key: Key

    @property
    def same_language(self) -> bool:
        """Whether both sides are of one language, as American and British English."""
        return self.source.language.base == self.target.language.base

    @property
    def same_script(self) -> bool:
        """Whether both languages are written in one script."""
        return self.source.language.script == self.target.language.script


def _may_hold_address(text: str) -> bool:
    """Say of most texts, and quickly, that they hold no address."""
    return "@" in text or "://" in text or "www." in text.lower()


def _all(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or ())


def _marks(tokens: Iterable[Token], around: frozenset[str] = frozenset()) -> Iterator[str]:
    """Name every mark, with the marks around it in no order: bold italic is italic bold."""
    stack: list[str] = []
    for token in tokens:
        inside = around | set(stack)
        if token.type in _SINGLE:
            yield token.type
            yield from _marks(token.children or (), inside)
        elif token.nesting == 1:
            name = token.type.removesuffix("_open")
            stack.append(name)
            if name != "link":  # in bold or around bold, a link is the same to a reader
                yield "+".join(sorted((inside | {name}) - {"link"}))
            elif not token.hidden:
                yield name
        elif token.nesting == -1 and stack:
            stack.pop()
