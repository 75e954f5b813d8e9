"""Headings: levels without gaps, and an ID for each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.markup.document import plain_text
from publisher.markup.lines import line_of

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


def assign_ids(tokens: list[Token]) -> frozenset[str]:
    """Give each heading without an ID one made of its text, as GitHub does; return all IDs.

    Raises PublisherError for a duplicate ID.
    """
    headings = [(a, b) for a, b in pairwise(tokens) if a.type == "heading_open"]
    ids = _author_ids([opening for opening, _ in headings])
    counts = Counter[str]()
    for opening, text in headings:
        if "id" not in opening.attrs:
            slug = re.sub(r"[^\w\s-]", "", plain_text(text).lower()).strip()
            slug = base = re.sub(r"\s", "-", slug) or "section"
            while slug in ids:
                counts[base] += 1
                slug = f"{base}-{counts[base]}"
            opening.attrSet("id", slug)
            ids.add(slug)
    return frozenset(ids)


def _author_ids(openings: list[Token]) -> set[str]:
    """Return the IDs that the author wrote. Raises PublisherError for a duplicate one."""
    ids = set[str]()
    for opening in openings:
        if (name := opening.attrs.get("id")) is not None:
            if name in ids:
                problem = f"two headings are called {{#{name}}}; rename one"
                raise PublisherError(problem, line=line_of(opening))
            ids.add(str(name))
    return ids
