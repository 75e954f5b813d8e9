"""The sections of a text, as a list of contents names them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from publisher.markup.renderer import render

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from publisher.markup.renderer import Setting

# What cannot stand within a link, or leads away from it.
_LEFT_OUT = frozenset({"link_open", "link_close", "footnote_ref", "image"})


@dataclass(frozen=True)
class Section:
    """A heading: its level, from 2, the anchor that it has, and its words as HTML."""

    level: int
    anchor: str
    title: str


def with_anchors(body: Sequence[Token]) -> list[Token]:
    """Give each heading of a text that has no anchor one, named as the notes' are (`fn:1`)."""
    found, number = [], 0
    for token in body:
        if _opens_section(token):
            number += 1
            attributes = {"id": f"section:{number}", **token.attrs}
            found.append(replace(token, attrs=attributes))
        else:
            found.append(token)
    return found


def sections(body: Sequence[Token], setting: Setting) -> list[Section]:
    """Return the sections of a text whose headings have anchors, their words set alike."""
    return [
        Section(
            int(token.tag[1:]), str(token.attrs["id"]), _words(following.children or [], setting)
        )
        for token, following in pairwise(body)
        if _opens_section(token)
    ]


def _opens_section(token: Token) -> bool:
    return token.type == "heading_open" and token.level == 0


def _words(children: Sequence[Token], setting: Setting) -> str:
    kept = [token for token in children if token.type not in _LEFT_OUT]
    return render(kept, setting=setting)
