"""Titles of code blocks, such as the name of a file, as captions above them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from publisher.markup.attribute_list import parse_attributes
from publisher.markup.spans import code_span, escaped
from publisher.readers.passes.inline_tokens import unparsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPENINGS = frozenset({"fence", "code_open"})  # code_open begins one that is translated
_CLOSINGS = frozenset({"fence", "code_close"})
# Attributes of Docusaurus, MkDocs, Starlight; of Quarto; of Hugo.
_KEYS = ("title", "filename", "file")
_GATSBY = re.compile(r"[\w+-]*:title=(\S+)")
_BRACKETS = re.compile(r"(?<!\S)\[([^\[\]]+)\]\s*\Z")  # of VitePress
_FILE_NAME = re.compile(r"\S*[./]\S*")
_TEMPLATE = re.compile(r"\{\{|\{%")


def show_code_titles(tokens: Iterable[Token]) -> list[Token]:
    """Turn code blocks whose info string has a title into figures with captions."""
    return list(_with_titles(tokens))


def _with_titles(tokens: Iterable[Token]) -> Iterator[Token]:
    title = None
    for token in tokens:
        if token.type in _OPENINGS and (title := _title(token.info)):
            yield Token("figure_open", "figure", 1, attrs={"class": "code"}, block=True)
            yield Token("figcaption_open", "figcaption", 1, block=True)
            is_name = _FILE_NAME.fullmatch(title)
            yield unparsed(code_span(title) if is_name else escaped(title), token.map)
            yield Token("figcaption_close", "figcaption", -1, block=True)
        yield token
        if token.type in _CLOSINGS and title:
            yield Token("figure_close", "figure", -1, block=True)
            title = None


def _title(info: str) -> str:
    """Return the title in an info string; an empty text for none, or for template code."""
    values = parse_attributes(info).values
    named = [values[key] for key in _KEYS if values.get(key)]
    found = [*named, *_GATSBY.findall(info), *_BRACKETS.findall(info)]
    title = " ".join(found[0].split()) if found else ""
    return "" if _TEMPLATE.search(title) else title
