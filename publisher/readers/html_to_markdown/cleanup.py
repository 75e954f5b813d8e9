"""Cleanup: remove page parts that are no text, simplify elements, and resolve links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from bs4 import Tag
from bs4.element import PreformattedString

from publisher.markup.links import is_allowed
from publisher.readers.html_to_markdown.parse import parse_number
from publisher.readers.html_to_markdown.writer import BLOCK_START, BLOCKS, sibling_before

if TYPE_CHECKING:
    from bs4.element import PageElement

_PAGE_PARTS = (
    "script, style, template, noscript, nav, form, button, input, select, textarea, iframe,"
    " object, embed, video, audio, canvas, svg, math, dialog, footer, link, meta, [hidden]"
)
_INLINE = "a, b, strong, i, em, small, ins, del, s, u, mark, cite, q, sub, sup, span, font"
_DIVISIONS = "details, center, header, main, fieldset, aside, address, hgroup, section, summary"
_MAX_START = 10**8  # of a list; Markdown's numbers have nine digits at most
_HEADINGS = "h1, h2, h3, h4, h5, h6"


def remove_page_parts(article: Tag) -> None:
    """Remove scripts, navigation, forms, comments and others that are not the article's text."""
    for tag in article.select(_PAGE_PARTS):
        tag.decompose()
    for text in article.find_all(string=True):
        if isinstance(text, PreformattedString):  # such as a comment
            text.extract()


def simplify_elements(article: Tag) -> None:
    """Rewrite elements without an equivalent in Markdown."""
    for tag in article.select(_DIVISIONS):
        tag.name = "div"
    for tag in article.select("pre br"):
        tag.replace_with("\n")
    for tag in article.select(_INLINE):
        if (
            tag.name in {"span", "font"}
            or tag.select_one(",".join(BLOCKS))
            or tag.find_parent(tag.name)
        ):
            tag.unwrap()
    for tag in article.select("ol[start]"):
        start = parse_number(str(tag["start"]))
        tag["start"] = str(start) if start is not None and start <= _MAX_START else "1"
    ids = set[str]()
    for tag in article.select(_HEADINGS):
        name = str(tag.get("id", ""))
        if name in ids:
            del tag["id"]
        ids.add(name)
    article.smooth()


def resolve_links(article: Tag, address: str | None, *, is_page: bool = True) -> None:
    """Make addresses absolute, and unwrap links that lead nowhere, in a page also to anchors."""
    anchors = {str(tag["id"]) for tag in article.select(_HEADINGS) if tag.get("id")}
    for link in article.select("a"):
        href = " ".join(str(link.get("href", "")).split())
        try:
            href = urljoin(address, href) if address and not href.startswith("#") else href
        except ValueError:  # malformed
            href = ""
        is_lost = is_page and href.startswith("#") and href[1:] not in anchors
        if not href or not is_allowed(href) or is_lost:
            link.unwrap()
        else:
            link["href"] = quote(href, safe="/%:?#@!$&'*+,;=~.-_[]{}")
            del link["title"]


def mark_block_starts(article: Tag) -> None:
    """Put a sentinel before each text at the start of a block or line, for the writer."""
    for text in article.find_all(string=True):
        if str(text).strip() and _starts_block(text):
            text.replace_with(f"{BLOCK_START}{text}")


def _starts_block(text: PageElement) -> bool:
    """Return whether a text is the first in its block or on its line."""
    before = sibling_before(text)
    if isinstance(before, Tag):
        return before.name == "br" or before.name in BLOCKS
    parent = text.parent
    is_in_inline = parent is not None and parent.name in _INLINE.split(", ")
    return before is None and (not is_in_inline or parent is None or _starts_block(parent))
