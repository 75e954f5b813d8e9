"""Admonitions and pull quotes: one kind of block for GitHub, MkDocs and Docusaurus syntax."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it.token import Token

from publisher.readers.passes.inline_tokens import unparsed

if TYPE_CHECKING:
    from collections.abc import Iterable

# Keyword in GitHub, MkDocs or Docusaurus → our label.
_LABELS = MappingProxyType(
    {
        "note": "note",
        "info": "note",
        "seealso": "note",
        "tip": "tip",
        "hint": "tip",
        "important": "important",
        "attention": "important",
        "warning": "warning",
        "caution": "caution",
        "danger": "caution",
        "error": "caution",
    }
)
_PULL_QUOTES = frozenset({"pullquote", "pull-quote", "pull"})
_ADMONITIONS = frozenset({"alert", "admonition", "container_aside"})
_PARSED_TITLES = frozenset({"alert_title", "admonition_title"})


class _Heading(NamedTuple):
    """Keyword and title of an admonition; the title is empty if it has none."""

    keyword: str
    title: str


def unify_admonitions(tokens: Iterable[Token]) -> list[Token]:
    """Turn all admonitions and pull quotes, with or without a title, into one kind of block."""
    result: list[Token] = []
    in_title = False
    for token in tokens:
        name, _, side = token.type.rpartition("_")
        if name in _ADMONITIONS and side == "open":
            heading = _heading(token)
            result.append(_opening(token, heading))
            result += _title_block(heading.title, token.map) if heading.title else []
        elif name in _ADMONITIONS:
            result.append(Token("admonition_close", "aside", -1, block=True))
        elif name in _PARSED_TITLES:
            in_title = side == "open"
        elif not in_title:
            result.append(token)
    return result


def _heading(token: Token) -> _Heading:
    """Parse `tip[Title]` of Docusaurus, `note inline "Title"` of MkDocs, and `tip Title`."""
    info = re.sub(r"\{[^}]*\}\s*$", "", token.info.strip())
    match = re.match(r"\W*([\w-]+)", info)
    if match is None:
        return _Heading("note", "")
    keyword = match[1].lower()
    if token.type == "alert_open":
        return _Heading(keyword, "")
    rest = info[match.end() :].strip()
    if quoted := re.search(r'^\[(.*)\]$|"(.*)"$', rest):
        return _Heading(keyword, quoted[1] or quoted[2] or "")
    return _Heading(keyword, rest if token.type == "container_aside_open" else "")


def _opening(token: Token, heading: _Heading) -> Token:
    label = None if heading.title else _LABELS.get(heading.keyword)
    meta: dict[str, Any] = {**token.meta, "label": label, "kind": "note"}
    css_class = f"admonition {_LABELS.get(heading.keyword, '')}".strip()
    attrs = {**token.attrs, "class": css_class, "role": "note"}
    if heading.keyword in _PULL_QUOTES:
        meta["kind"] = "pull quote"
        attrs = {"class": "pull-quote"}
    return replace(token, type="admonition_open", tag="aside", attrs=attrs, meta=meta)


def _title_block(title: str, lines: list[int] | None) -> list[Token]:
    attrs: dict[str, str | int | float] = {"class": "admonition-title"}
    return [
        Token("admonition_title_open", "p", 1, attrs=attrs, block=True),
        unparsed(title, lines),
        Token("admonition_title_close", "p", -1, block=True),
    ]
