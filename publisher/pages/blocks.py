"""Blocks of layouts: each must fill a block of the layout that is extended."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import jinja2
from jinja2 import nodes

from publisher.base.config_tables import nearest
from publisher.pages.references import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from publisher.pages.environment import LayoutEnvironment


class _Outline(NamedTuple):
    """Blocks of a layout, and the layout that it extends.

    - `parent`: name of the layout that it extends; None for none, or a computed one
    - `outer`: lines of the blocks that are in no other block, by name
    - `inner`: names of the others
    """

    parent: str | None
    outer: Mapping[str, int]
    inner: frozenset[str]


def refuse_unknown_blocks(environment: LayoutEnvironment, name: str) -> set[str]:
    """Return the names of a layout's blocks, with those of the layouts that it extends.

    Raises TemplateSyntaxError for a block that none of these has: Jinja2 leaves it out.
    """
    source, filename, _ = environment.loader.get_source(environment, name)
    outline = _outline(source)
    known = set[str]()
    if outline.parent is not None:
        known = refuse_unknown_blocks(environment, outline.parent)
        for block in outline.outer.keys() - known:
            hint = nearest(block, known) or f"; its blocks are {', '.join(sorted(known))}"
            problem = f"{outline.parent} has no block {block!r}{hint}"
            raise jinja2.TemplateSyntaxError(problem, outline.outer[block], name, filename)
    return known | outline.outer.keys() | outline.inner


@lru_cache(maxsize=64)  # layouts, which seldom change
def _outline(source: str) -> _Outline:
    tree = parse(source)
    extends = tree.find(nodes.Extends)
    parent = extends.template if extends else None
    blocks = [*tree.find_all(nodes.Block)]
    inner = frozenset(block.name for outer in blocks for block in outer.find_all(nodes.Block))
    return _Outline(
        parent=parent.value if isinstance(parent, nodes.Const) else None,
        outer={block.name: block.lineno for block in blocks if block.name not in inner},
        inner=inner,
    )
