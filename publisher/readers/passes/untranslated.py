"""Untranslated text: mark inline text that translators need not see."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.markup.document import has_words, untranslated

if TYPE_CHECKING:
    from markdown_it.token import Token


def mark_untranslated_text(tokens: list[Token]) -> list[Token]:
    """Mark text without words as untranslated, unless the author requested its translation."""
    marked = []
    containers: list[Token] = []
    for token in tokens:
        if token.nesting == 1:
            containers.append(token)
        elif token.nesting == -1:
            containers.pop()
        elif token.type == "inline" and not _is_translatable(token, containers):
            children = untranslated(token.children or [])
            token = replace(token, children=children, meta={**token.meta, "translate": False})  # noqa: PLW2901 - the same token, marked
        marked.append(token)
    return marked


def _is_translatable(token: Token, containers: list[Token]) -> bool:
    """Return whether an inline token has text to translate.

    A block with `translate="no"` needs no second mark on its text, except a hidden
    paragraph of a tight list, which has no element to carry the attribute.
    """
    if any(container.meta.get("translate") for container in containers):
        return True
    block = containers[-1] if containers else None
    is_skipped = block is not None and block.hidden and block.attrs.get("translate") == "no"
    return not is_skipped and has_words(token.children or ())
