"""Raw HTML tags in Markdown: recognise the allowed ones and pair them."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.language.locale import Language

if TYPE_CHECKING:
    from markdown_it.token import Token

# Allowed around text, with HTML's meaning. Their only attribute is `lang`, for text in
# another language (WCAG 2.2, 3.1.2); `span` is allowed for nothing else.
PAIRED_TAGS = frozenset(
    {"b", "bdi", "cite", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp"}
    | {"small", "strong", "sub", "sup", "u", "var"}
)
_TAG = re.compile(
    r"""<(/?)([a-z]+)(?:\s+lang=(["']?)([a-z]{2,3}(?:-[a-z0-9]{2,8})*)\3)?\s*(/?)>""",
    re.IGNORECASE,
)


def tag_name(source: str) -> str | None:
    """Return the name of an allowed raw tag, or None."""
    match = _TAG.fullmatch(source)
    if match is None:
        return None
    closing, name, language, empty = match[1], match[2].lower(), match[4], match[5]
    if name == "br":
        return None if language else name
    if empty or (closing and language):
        return None
    is_allowed = name in PAIRED_TAGS or (name == "span" and (closing or language))
    return name if is_allowed else None


def pair_tags(children: list[Token]) -> None:
    """Turn paired raw tags into tokens; turn single and crossing ones into text."""
    open_tags: list[Token | None] = []  # None for Markdown's own marks
    for token in children:
        if token.children:
            pair_tags(token.children)
        if token.type == "html_inline":
            _pair_tag(token, open_tags)
        elif token.nesting == 1:
            open_tags.append(None)
        elif token.nesting == -1:
            while open_tags and open_tags.pop() is not None:
                pass


def _pair_tag(token: Token, open_tags: list[Token | None]) -> None:
    """Make one raw tag text, and a pair of tokens once its closing tag is reached."""
    name, is_closing = tag_name(token.content) or "", token.content.startswith("</")
    token.type = "text"
    opening = open_tags[-1] if open_tags else None
    if name == "br":
        token.type, token.tag, token.markup, token.content = "hardbreak", "br", "<>", ""
    elif not is_closing:
        open_tags.append(token)
    elif opening is not None and tag_name(opening.content) == name:
        open_tags.pop()
        opening.nesting, token.nesting = 1, -1
        if (language := _language(opening.content)) is not None:
            opening.attrs = {"lang": language.tag, "dir": language.direction, "class": "foreign"}
        for tag, side in ((opening, "open"), (token, "close")):
            tag.type, tag.tag, tag.markup, tag.content = f"{name}_{side}", name, "<>", ""


def _language(source: str) -> Language | None:
    """Return the language of a tag's `lang` attribute, or None if it is missing or unknown."""
    match = _TAG.fullmatch(source)
    if match is None or not match[4]:
        return None
    with contextlib.suppress(PublisherError):
        return Language.parse(match[4])
    return None
