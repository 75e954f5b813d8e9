"""Anchors: places in the text that links lead to, other than headings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = re.compile(r"[^\s\"'<>&]+")
_PLACES = frozenset({"heading", "paragraph", "list_item", "td", "th", "dt", "dd"})


def anchor_tokens(names: Iterable[str]) -> list[Token]:
    """Return the tokens of named places before a block."""
    return [Token("anchor", "", 0, meta={"anchors": [name]}, block=True) for name in names]


def place_anchors(tokens: Iterable[Token]) -> list[Token]:
    """Move anchors into the blocks that they are in or before."""
    placed: list[Token] = []
    pending: list[str] = []
    place: int | None = None
    for token in tokens:
        if token.type == "anchor":
            pending += token.meta["anchors"]
            continue
        placed.append(token)
        if token.nesting == 1 and not token.hidden and token.type[:-5] in _PLACES:
            place = len(placed) - 1
        elif token.type == "inline":
            pending += token.meta.pop("anchors", [])
        else:
            continue
        if place is not None and pending:
            _add(placed, place, pending)
            pending = []
    if pending and place is not None:
        _add(placed, place, pending)
    return placed


def anchor_names(tokens: Iterable[Token], ids: frozenset[str]) -> frozenset[str]:
    """Return the names of all anchors; drop those of headings and repeated ones from tokens."""
    names = set(ids)
    for token in tokens:
        if wanted := token.meta.get("anchors"):
            new = {name: None for name in wanted if name not in names and _NAME.fullmatch(name)}
            token.meta["anchors"] = [*new]
            names.update(new)
    return frozenset(names - ids)


def _add(tokens: list[Token], place: int, names: list[str]) -> None:
    token = tokens[place]
    there = token.meta.get("anchors", [])
    tokens[place] = replace(token, meta={**token.meta, "anchors": [*there, *names]})
