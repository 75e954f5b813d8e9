"""Inline rules: wrap markdown-it's rules where publisher's Markdown differs from CommonMark.

Links and images lead only to targets in the document's scope, and raw tags are paired, recorded
for the converter of a seed or shown as text.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.helpers import parseLinkLabel

from publisher.markup.checkpoint import Checkpoint
from publisher.markup.links import anchor, settle_links
from publisher.markup.math_inline import without_sums_of_money
from publisher.markup.raw_html import pair_tags, tag_name
from publisher.markup.scope import EMPTY_SCOPE
from publisher.markup.spans import quoted_title
from publisher.markup.tags import brace_end, match_tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from publisher.markup.scope import Scope

    _Rule = Callable[[StateInline, bool], bool]

COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
# The start of a comment or an instruction that never ends.
_UNCLOSED = re.compile(r"<(?:!--|!\[CDATA\[|\?[a-z]+|![a-z]+)", re.IGNORECASE)


class Edit(NamedTuple):
    """A replacement of `start:end` in an inline text by an equivalent, simpler `text`."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: list[Edit], start: int = 0, end: int | None = None) -> str:
    """Return `text[start:end]` with edits applied, which are sorted by offset."""
    parts = []
    for edit in edits:
        parts += [text[start : edit.start], edit.text]
        start = edit.end
    return "".join([*parts, text[start:end]])


def _links(rule: _Rule) -> _Rule:
    """Rewrite reference links as inline links; show links to unknown targets as text."""

    def wrapped(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        before, edits = Checkpoint.of(state), state.env.get("edits", [])
        outer_edits = len(edits)
        if not rule(state, silent):
            return False
        if silent:
            return True
        token = next(t for t in state.tokens[before.tokens :] if t.type in {"link_open", "image"})
        if not _is_known(token, state.env.get("scope")):
            before.show_as_text(state)
        elif state.src is state.env.get("text"):
            inner_edits = edits[outer_edits:]
            if edit := _to_inline_link(token, state, before.pos, inner_edits):
                edits[outer_edits:] = [edit]
        return True

    return wrapped


def _is_known(token: Token, scope: Scope | None) -> bool:
    """Return whether a link's or image's target is in scope; without a scope every one is."""
    if scope is None:
        return True
    if token.type == "image":
        return str(token.attrs["src"]) in scope.images
    href = str(token.attrs["href"])
    if not href.startswith("#"):
        return True
    name = anchor(href)
    return name in scope.anchors or name in scope.lost or name in scope.aliases


def _to_inline_link(
    token: Token, state: StateInline, start: int, label_edits: list[Edit]
) -> Edit | None:
    """Return the edit that makes a reference an inline link; None if it is one already.

    A comment in an image's description is dropped, here and in the token.
    """
    is_link = token.type == "link_open"
    label_end = parseLinkLabel(state, start if is_link else start + 1, is_link)
    is_inline = state.pos != label_end + 1 and state.src[label_end + 1] == "("
    label = apply_edits(state.src, label_edits, start, label_end + 1)
    if not is_link and (uncommented := COMMENT.sub("", label)) != label:
        is_inline, label = False, uncommented
        token.content = label[2:-1].strip()
    return None if is_inline else Edit(start, state.pos, f"{label}({_destination(token)})")


def _destination(token: Token) -> str:
    """Return a link's or image's address and title as Markdown (CommonMark 0.31.2, 6.3)."""
    address = str(token.attrs.get("href", token.attrs.get("src", "")))
    destination = f"<{address}>" if not address or re.search(r"[\s()<>]", address) else address
    if "title" not in token.attrs:
        return destination if address else ""
    return destination + quoted_title(str(token.attrs["title"]))


def _raw_html(rule: _Rule) -> _Rule:
    """Drop a seed's comments and record its tags; a scope has its own, and others are text."""

    def wrapped(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
        before, scope = Checkpoint.of(state), state.env.get("scope")
        if not rule(state, silent) and not (scope is None and _lenient_tag(state, silent)):
            return False
        if silent:
            return True
        source = state.src[before.pos : state.pos]
        if scope is None:
            _record(state, before, source)
        elif not (tag := tag_name(source)) or tag not in scope.tags:
            before.show_as_text(state)
        return True

    return wrapped


def _lenient_tag(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read a tag that is none of CommonMark: of JSX, or with broken attributes."""
    tag = match_tag(state.src, state.pos, jsx=bool(state.env.get("mdx")))
    unclosed = None if tag else _UNCLOSED.match(state.src, state.pos)
    end = tag.end if tag else unclosed.end() if unclosed else state.posMax + 1
    if end > state.posMax:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _record(state: StateInline, before: Checkpoint, source: str) -> None:
    """Drop a comment, and record a tag for the converter.

    Where the converter asked for the tags, tokens hold their place in the text.
    """
    if state.env.get("keep_tags"):
        state.tokens[-1].meta = {"start": before.pos, "end": state.pos}
    elif comment := COMMENT.fullmatch(source):
        before.drop_tokens(state)
        state.env["comments"].append(comment[1].strip())
        if state.src is state.env["text"]:
            state.env["edits"].append(_deletion(state.src, before.pos, state.pos))
    else:
        state.env["tags"].append(source)
        if not tag_name(source):
            before.show_as_text(state)


def expression(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read an expression of MDX, `{…}`, as a tag."""
    is_expression = state.src[state.pos] == "{" and state.env.get("mdx")
    end = brace_end(state.src, state.pos) if is_expression else None
    if end is None or end > state.posMax:
        return False
    if not silent:
        start, token = state.pos, state.push("html_inline", "", 0)
        token.content = state.src[start:end]
        token.meta = {"start": start, "end": end}
        state.env.get("tags", []).append(token.content)
    state.pos = end
    return True


def _deletion(text: str, start: int, end: int) -> Edit:
    """Return the edit that deletes a comment and the surplus spaces around it."""
    after = text[end:].lstrip(" ")
    has_space_before = not text[:start].strip() or text[start - 1] == " "
    if has_space_before and after[:1] != "\n":  # spaces before a line feed are a hard break
        end = len(text) - len(after)
    if not after:
        start = len(text[:start].rstrip(" "))
    return Edit(start, end, "")


WRAPPERS = MappingProxyType(
    {
        "link": _links,
        "image": _links,
        "html_inline": _raw_html,
        "math_inline": without_sums_of_money,
    }
)


def finish_inline(state: StateCore) -> None:
    """Pair raw tags and settle the links in all inline text."""
    for token in state.tokens:
        if token.children and not state.env.get("keep_tags"):
            pair_tags(token.children)
            settle_links(token.children, state.env.get("scope") or EMPTY_SCOPE)
