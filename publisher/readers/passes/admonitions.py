"""Admonitions, pull quotes and tabs: the blocks of containers of every syntax."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from publisher.markup.container_info import CALLOUTS, TABS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

_PULL_QUOTES = frozenset({"pullquote", "pull-quote", "pull"})
# Keywords that only group blocks, also where others would be admonitions of a site's own kind.
_GROUPS = frozenset({"tabs", "tab-set", "html", "caption", "figure-caption", "table-caption"})
_TITLES = frozenset({"container_title_open", "container_title_close"})


def unify_admonitions(tokens: Iterable[Token]) -> list[Token]:
    """Turn containers into admonitions, pull quotes and tabs; keep only the blocks of others."""
    result: list[Token] = []
    opened: list[Token | None] = []  # None for a container without an element of its own
    tokens = list(tokens)
    for index, token in enumerate(tokens):
        if token.type == "container_open":
            has_title = tokens[index + 1].type == "container_title_open"
            opened.append(_opening(token, has_title=has_title))
            result += filter(None, [opened[-1]])
        elif token.type == "container_close":
            if (opening := opened.pop()) is not None:
                closing = opening.type.replace("_open", "_close")
                result.append(replace(token, type=closing, tag=opening.tag))
        elif token.type in _TITLES:
            result.append(_title(token, opened[-1]))
        else:
            result.append(token)
    return result


def _opening(token: Token, *, has_title: bool) -> Token | None:
    """Return the opening token of a container's block, or None if it has none."""
    keyword, syntax = str(token.meta["keyword"]), token.meta["syntax"]
    if keyword in _PULL_QUOTES:
        meta: dict[str, Any] = {**token.meta, "label": None, "kind": "pull quote"}
        attrs = {**token.attrs, "class": "pull-quote"}
        return replace(token, type="admonition_open", tag="aside", attrs=attrs, meta=meta)
    if keyword in TABS:
        attrs = {**token.attrs, "class": "tab"}
        return replace(token, type="tab_open", tag="section", attrs=attrs)
    # Colons also group blocks for a site's own style sheet.
    is_named = keyword in CALLOUTS or has_title
    if keyword in _GROUPS or (syntax == ":" and not is_named):
        return None
    kind = CALLOUTS.get(keyword)
    label = kind if token.meta["label"] and not has_title else None
    attrs = {**token.attrs, "class": f"admonition {kind or ''}".strip(), "role": "note"}
    meta = {**token.meta, "label": label, "kind": "note"}
    return replace(token, type="admonition_open", tag="aside", attrs=attrs, meta=meta)


def _title(token: Token, opening: Token | None) -> Token:
    """Return the opening or closing token of a title as that of its block."""
    side = token.type.rpartition("_")[2]
    if opening is None:
        return replace(token, type=f"paragraph_{side}", tag="p")
    name = {"admonition_open": "admonition-title", "tab_open": "tab-label"}[opening.type]
    attrs: dict[str, Any] = {"class": name} if side == "open" else {}
    return replace(token, type=f"{name.replace('-', '_')}_{side}", tag="p", attrs=attrs)
