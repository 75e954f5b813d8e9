"""Sections of a text, for a list of contents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from publisher.markup.renderer import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from publisher.markup.renderer import Setting

# Tokens to leave out of an entry. The entry is a link: it cannot contain another link, and
# nothing in it may distract from its target.
_LEFT_OUT = frozenset({"link_open", "link_close", "footnote_ref", "image"})


@dataclass(frozen=True)
class Section:
    """Entry in a list of contents, made from a heading.

    - `level`: level of the heading in HTML, from 2 to 6
    - `anchor`: `id` of the heading, the target of the entry's link
    - `title`: text of the heading as HTML, without links, notes and images
    """

    level: int
    anchor: str
    title: str


def with_anchors(body: Sequence[Token]) -> list[Token]:
    """Return the tokens of a text, with an `id` for each heading of a section.

    A heading without an `id` gets one from its number (`section:1`), in the form of the
    notes' anchors (`fn:1`).
    """
    tokens, number = [], 0
    for token in body:
        if _opens_section(token):
            number += 1
            attributes = {"id": f"section:{number}", **token.attrs}
            tokens.append(replace(token, attrs=attributes))
        else:
            tokens.append(token)
    return tokens


def sections(body: Sequence[Token], setting: Setting) -> list[Section]:
    """Return the sections of a text `with_anchors`, their titles rendered with `setting`."""
    return [
        Section(
            level=int(heading.tag[1:]),
            anchor=str(heading.attrs["id"]),
            title=_title(inline.children or [], setting),
        )
        for heading, inline in pairwise(body)
        if _opens_section(heading)
    ]


def _opens_section(token: Token) -> bool:
    return token.type == "heading_open" and token.level == 0


def _title(children: Sequence[Token], setting: Setting) -> str:
    kept = [token for token in children if token.type not in _LEFT_OUT]
    return render(kept, setting=setting)
