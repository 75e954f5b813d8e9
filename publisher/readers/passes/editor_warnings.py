"""Warnings for editors: references, tags and images that a page cannot show as written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError
from publisher.markup.lines import line_of
from publisher.markup.renderer import text_content
from publisher.readers.passes.inline_tokens import walk
from publisher.readers.passes.references import footnote_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_FOOTNOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")


def unknown_tags(tokens: list[Token]) -> Iterator[PublisherError]:
    """Yield a warning for the first raw HTML tag that is shown as text."""
    tags = [(tag, line_of(t)) for t in tokens for tag in t.meta.get("unknown_tags", ())]
    for tag, line in tags[:1]:
        problem = f"raw HTML is not supported: {tag}{_and_more(tags)} is shown as text"
        yield PublisherError(problem, line=line)


def dangling_footnotes(tokens: list[Token], env: dict[str, object]) -> Iterator[PublisherError]:
    """Yield a warning for each unused footnote and each mark without a footnote."""
    for label, number in footnote_numbers(env).items():
        if number < 0:
            yield PublisherError(f"nothing refers to the footnote [^{label}]; it is left out")
    for token, line in walk(tokens):
        if token.type == "text" and (mark := _FOOTNOTE_MARK.search(token.content)):
            problem = f"there is no footnote {mark[0]}; the mark is shown as text"
            yield PublisherError(problem, line=line)


def dead_links(tokens: list[Token], anchors: frozenset[str]) -> Iterator[PublisherError]:
    """Yield a warning for the first link that leads nowhere."""
    links = [(t, line) for t, line in walk(tokens) if t.type == "link_open" and t.hidden]
    for link, line in links[:1]:
        href = unquote(str(link.attrs["href"]))
        hint = "; write a full address"
        if href.startswith("#"):
            hint = nearest(href[1:], anchors) or "; name a heading with {#name}"
        problem = f"the link to {href!r}{_and_more(links)} leads nowhere and is shown as text"
        yield PublisherError(f"{problem}{hint}", line=line)


def undescribed_images(tokens: list[Token]) -> Iterator[PublisherError]:
    """Yield a warning for each image without a description."""
    for token, line in walk(tokens):
        if token.type == "image" and not text_content(token.children or ()).strip():
            src = unquote(str(token.attrs["src"]))
            problem = f"the image {src!r} has no description for readers who cannot see it"
            yield PublisherError(f"{problem}; add one", line=line)


def _and_more(found: Sequence[object]) -> str:
    return f" (and {len(found) - 1} more)" if len(found) > 1 else ""
