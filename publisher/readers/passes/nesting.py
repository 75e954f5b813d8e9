"""Nesting: refuse blocks that are nested too deeply."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.errors import PublisherError
from publisher.markup.lines import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token


class _Limit(NamedTuple):
    kind: str
    depth: int


# The limits of markdown-it's own CommonMark preset, which silently drops deeper blocks.
_LISTS, _QUOTATIONS, _BLOCKS = _Limit("lists", 10), _Limit("quotations", 20), _Limit("blocks", 60)
_LIMITS = MappingProxyType(
    {
        "bullet_list": (_LISTS, _BLOCKS),
        "ordered_list": (_LISTS, _BLOCKS),
        "blockquote": (_QUOTATIONS, _BLOCKS),
    }
)


def refuse_deep_nesting(tokens: Iterable[Token]) -> None:
    """Raise PublisherError, with its line in the text, for blocks nested too deeply."""
    depths = Counter[_Limit]()
    for token in tokens:
        if not token.block or not token.nesting:
            continue
        for limit in _LIMITS.get(token.type.rpartition("_")[0], (_BLOCKS,)):
            depths[limit] += token.nesting
            if depths[limit] > limit.depth:
                problem = f"{limit.kind} are nested more than {limit.depth} deep; flatten them"
                raise PublisherError(problem, line=line_of(token))
