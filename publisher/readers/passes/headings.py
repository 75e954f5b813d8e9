"""Headings: levels without gaps, and an ID for each."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from publisher.markup.document import plain_text
from publisher.markup.fault import SourceFault
from publisher.markup.lines import line_of
from publisher.markup.links import anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token


def close_level_gaps(tokens: Iterable[Token]) -> list[Token]:
    """Renumber heading levels so that none is skipped and only the title has level 1.

    See WCAG 2.2, technique G141.
    """
    outer_levels: list[int] = []
    renumbered = []
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1:])
            outer_levels = [*(outer for outer in outer_levels if outer < level), level]
        if token.type in {"heading_open", "heading_close"}:
            token = replace(token, tag=f"h{min(len(outer_levels) + 1, 6)}")  # noqa: PLW2901 - the same token, renumbered
        renumbered.append(token)
    return renumbered


class HeadingIds(NamedTuple):
    """IDs of an article's headings, and faults of those that its author used twice."""

    ids: frozenset[str]
    faults: list[SourceFault]


def assign_ids(tokens: list[Token]) -> HeadingIds:
    """Give each heading without an ID one made of its text, as GitHub does.

    The first heading with an author's ID keeps it; others get a number, as generators do.
    """
    headings = [(a, b) for a, b in pairwise(tokens) if a.type == "heading_open"]
    ids = {str(opening.attrs["id"]) for opening, _ in headings if "id" in opening.attrs}
    faults: list[SourceFault] = []
    seen = set[str]()
    counts = Counter[str]()
    for opening, text in headings:
        own = str(opening.attrs.get("id", ""))
        if own and own not in seen:
            seen.add(own)
            continue
        name = base = own or _slug(text)
        while name in ids:
            counts[base] += 1
            name = f"{base}-{counts[base]}"
        if own:
            problem = f"another heading is called {{#{own}}}; this one is now {{#{name}}}"
            faults.append(SourceFault("heading-name", f"{problem}; rename one", line_of(opening)))
        opening.attrSet("id", name)
        ids.add(name)
    return HeadingIds(frozenset(ids), faults)


def _slug(text: Token) -> str:
    return anchor_of(plain_text(text)) or "section"
