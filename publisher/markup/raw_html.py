"""Raw tags in our Markdown: pairs that words may be set in, each what HTML says it is."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.language.locale import Language

if TYPE_CHECKING:
    from markdown_it.token import Token

# The tags that words may be set in; each is what HTML says it is. Their one attribute is
# `lang`, for words of another language (WCAG 2.2, 3.1.2), and `span` is for nothing else.
PAIRS = frozenset(
    {"b", "bdi", "cite", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp"}
    | {"small", "strong", "sub", "sup", "u", "var"}
)
_TAG = re.compile(
    r"""<(/?)([a-z]+)(?:\s+lang=(["']?)([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\3)?\s*(/?)>""",
    re.IGNORECASE,
)


def tag_name(written: str) -> str | None:
    """Return the name of a raw tag that we know."""
    found = _TAG.fullmatch(written)
    if found is None:
        return None
    closing, name, language, empty = found[1], found[2].lower(), found[4], found[5]
    if name == "br":
        return None if language else name
    if empty or (closing and language):
        return None
    return name if name in PAIRS or (name == "span" and (closing or language)) else None


def pair_tags(children: list[Token]) -> None:
    """Make tokens of paired tags, and text of those that stand alone or cross other marks."""
    open_tags: list[Token | None] = []  # None for a mark of Markdown
    for token in children:
        if token.children:
            pair_tags(token.children)
        if token.type == "html_inline":
            _settle_tag(token, open_tags)
        elif token.nesting == 1:
            open_tags.append(None)
        elif token.nesting == -1:
            while open_tags and open_tags.pop() is not None:
                pass


def _settle_tag(token: Token, open_tags: list[Token | None]) -> None:
    name, closing = tag_name(token.content) or "", token.content.startswith("</")
    token.type = "text"
    opening = open_tags[-1] if open_tags else None
    if name == "br":
        token.type, token.tag, token.markup, token.content = "hardbreak", "br", "<>", ""
    elif not closing:
        open_tags.append(token)
    elif opening is not None and tag_name(opening.content) == name:
        open_tags.pop()
        opening.nesting, token.nesting = 1, -1
        if (language := _language(opening.content)) is not None:
            opening.attrs = {"lang": language.tag, "dir": language.direction, "class": "foreign"}
        for mark, side in ((opening, "open"), (token, "close")):
            mark.type, mark.tag, mark.markup, mark.content = f"{name}_{side}", name, "<>", ""


def _language(written: str) -> Language | None:
    """Return the language that a tag says its words are in, if there is such a one."""
    found = _TAG.fullmatch(written)
    if found is None or not found[4]:
        return None
    with contextlib.suppress(PublisherError):
        return Language.parse(found[4])
    return None
