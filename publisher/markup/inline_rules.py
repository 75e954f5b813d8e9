"""Inline marks: what publisher's Markdown does otherwise than CommonMark.

Links and images lead only to what a document has, raw tags are paired or shown as they
are written, and money is no math. Each rule wraps one of markdown-it's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from markdown_it.helpers import parseLinkLabel

from publisher.markup.raw_html import pair_tags, tag_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    _Rule = Callable[[StateInline, bool], bool]

COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class Scope:
    """What inline text of a document may refer to; text of no document refers to nothing.

    `references` are link definitions as markdown-it keeps them, `notes` the numbers of
    footnotes by label, `anchors` the names of headings, `lost` those that the document
    refers to in vain, `images` the addresses of the images that were carried along, `tags`
    the raw HTML tags that the document uses.
    """

    references: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    anchors: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    images: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()

    @cached_property
    def footnotes(self) -> dict[str, dict[Any, Any]]:
        """The notes as the footnote plugin keeps them; it only ever counts in it."""
        known = self.notes.items()
        return {
            "refs": {f":{label}": number for label, number in known},
            "list": {number: {"label": label, "count": 0} for label, number in known},
        }


NOTHING = Scope()


class Edit(NamedTuple):
    """What an inline text says more plainly than it was written."""

    start: int
    end: int
    text: str


def is_web_address(href: str) -> bool:
    """Say whether a link leads anywhere outside the document."""
    return href.lower().startswith(_SCHEMES)


def is_allowed(href: str) -> bool:
    """Let an address pass that names no scheme, or a known one."""
    return is_web_address(href) or not _SCHEME.match(href)


def edited(text: str, edits: list[Edit], start: int = 0, end: int | None = None) -> str:
    """Return a part of a text with its edits made, which are in order."""
    parts = []
    for edit in edits:
        parts += [text[start : edit.start], edit.text]
        start = edit.end
    return "".join([*parts, text[start:end]])


def _links(rule: _Rule) -> _Rule:
    """Write reference links as inline ones; show a link to an unknown anchor as it is written."""

    def wrapped(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        before, edits = _Mark.of(state), state.env.get("edits", [])
        inner = len(edits)
        if not rule(state, silent):
            return False
        if silent:
            return True
        token = next(t for t in state.tokens[before.tokens :] if t.type in {"link_open", "image"})
        if not _is_known(token, state.env.get("scope")):
            before.show(state)
        elif state.src is state.env.get("text"):
            is_link = token.type == "link_open"
            opening = before.pos if is_link else before.pos + 1
            label_end = parseLinkLabel(state, opening, is_link)
            is_reference = state.pos == label_end + 1 or state.src[label_end + 1] != "("
            label = edited(state.src, edits[inner:], before.pos, label_end + 1)
            if not is_link and (plain := COMMENT.sub("", label)) != label:
                is_reference, label, token.content = True, plain, plain[2:-1].strip()
            if is_reference:
                edits[inner:] = [Edit(before.pos, state.pos, f"{label}({_destination(token)})")]
        return True

    return wrapped


def _is_known(token: Token, scope: Scope | None) -> bool:
    """Say whether a link or image leads to what the document has; while it is read, all does."""
    if scope is None:
        return True
    if token.type == "image":
        return str(token.attrs["src"]) in scope.images
    href = str(token.attrs["href"])
    return not href.startswith("#") or anchor(href) in scope.anchors | scope.lost


def anchor(href: str) -> str:
    """Return the name that a link within the document leads to."""
    return unquote(href[1:])


def _destination(token: Token) -> str:
    """Write a link's or an image's address and title (CommonMark 0.31.2, section 6.3)."""
    address = str(token.attrs.get("href", token.attrs.get("src", "")))
    written = f"<{address}>" if not address or re.search(r"[\s()<>]", address) else address
    if "title" not in token.attrs:
        return written if address else ""
    title = str(token.attrs["title"]).replace("\\", "\\\\").replace('"', '\\"')
    return f'{written} "{title}"'


class _Mark(NamedTuple):
    """Where a rule of markdown-it began, so that what it made can be taken back."""

    pos: int
    tokens: int
    pending: str

    @staticmethod
    def of(state: StateInline) -> _Mark:
        return _Mark(state.pos, len(state.tokens), state.pending)

    def show(self, state: StateInline) -> None:
        """Put the characters that were read in the place of the tokens made of them."""
        self.take_back(state)
        state.pending += state.src[self.pos : state.pos]

    def take_back(self, state: StateInline) -> None:
        del state.tokens[self.tokens :]
        del state.tokens_meta[self.tokens :]
        state.pending = self.pending


def _html(rule: _Rule) -> _Rule:
    """Take comments out of a seed; let known tags pass; show all others as they are written."""

    def wrapped(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        before, scope = _Mark.of(state), state.env.get("scope")
        if not rule(state, silent):
            return False
        if silent:
            return True
        written = state.src[before.pos : state.pos]
        if scope is None and (comment := COMMENT.fullmatch(written)):
            before.take_back(state)
            state.env["comments"].append(comment[1].strip())
            if state.src is state.env["text"]:
                state.env["edits"].append(_without(state.src, before.pos, state.pos))
        elif not (tag := tag_name(written)) or (scope is not None and tag not in scope.tags):
            state.env.get("shown", []).append(written)
            before.show(state)
        return True

    return wrapped


def _without(text: str, start: int, end: int) -> Edit:
    """Take a comment out, and the spaces around it that would be one too many."""
    behind = text[end:].lstrip(" ")
    spaced = not text[:start].strip() or text[start - 1] == " "
    if spaced and behind[:1] != "\n":  # where spaces break the line
        end = len(text) - len(behind)
    if not behind:
        start = len(text[:start].rstrip(" "))
    return Edit(start, end, "")


def _math(rule: _Rule) -> _Rule:
    """Let no sum of money be math: no letter or digit may touch the dollars from outside."""

    def wrapped(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        before = _Mark.of(state)
        if state.src[max(state.pos - 1, 0) : state.pos].isalnum() or not rule(state, silent):
            return False
        if state.src[state.pos : state.pos + 1].isalnum():
            before.take_back(state)
            state.pos = before.pos
            return False
        return True

    return wrapped


WRAPPERS = MappingProxyType(
    {"link": _links, "image": _links, "html_inline": _html, "math_inline": _math}
)


def settle(state: StateCore) -> None:
    """Pair raw tags, and loosen links that lead nowhere, in all inline text."""
    for token in state.tokens:
        if token.children:
            pair_tags(token.children)
            scope = state.env.get("scope") or NOTHING
            loosen(token.children, scope.lost)


def loosen(children: list[Token], lost: frozenset[str]) -> None:
    """Leave words alone where a link leads to nothing that a page has.

    That is: to a place of a web site that is not said, or to one of the `lost` anchors.
    """
    hidden: list[bool] = []
    for token in children:
        if token.type == "link_open":
            href = str(token.attrs["href"])
            within = href.startswith("#")
            hidden.append(anchor(href) in lost if within else not is_web_address(href))
            token.hidden = hidden[-1]
        elif token.type == "link_close":
            token.hidden = hidden.pop()
