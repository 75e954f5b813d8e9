"""Siblings: the blocks of one container."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token


def sibling_blocks(tokens: Iterable[Token]) -> list[list[Token]]:
    """Divide the tokens of a container's content into its blocks, each with its content."""
    blocks: list[list[Token]] = []
    depth = 0
    for token in tokens:
        if depth:
            blocks[-1].append(token)
        else:
            blocks.append([token])
        depth += token.nesting
    return blocks
