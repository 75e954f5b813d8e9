"""Simplify: delete elements that no page can show, and unwrap components around text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from publisher.markup.links import is_allowed
from publisher.markup.raw_html import PAIRED_TAGS
from publisher.readers.html_to_markdown.images import has_lazy_source
from publisher.readers.raw_html import faults
from publisher.readers.raw_html.elements import (
    FRAGMENTS,
    LEFT_OUT,
    LINES,
    PLAYERS,
    UNSEEN,
    box_of,
    checkbox,
)
from publisher.readers.raw_html.tree import COMPONENT, MARKDOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.markup.fault import SourceFault

# Within these, a box is only its text.
_SENTENCES = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "figcaption", "summary"]
_RENAMED = ["nav", "footer"]


def simplify(soup: Tag, first_line: int, *, mdx: bool) -> list[SourceFault]:
    """Leave out elements, and return the faults; `first_line` is that of the tree, from 0.

    Components that remain are boxes, with their attributes.
    """
    for tag in soup.find_all(_RENAMED):
        tag.name = "div"
    for tag in soup.find_all([*PAIRED_TAGS, "a", "code", "tt", "abbr"]):
        if tag.find([*LINES]):
            tag.unwrap()
    for tag in soup.find_all("rt"):  # read after the characters that it is set above
        tag.insert(0, " (")
        tag.append(")")
    marked = [] if mdx else [*soup.select("[markdown]"), *soup.find_all(COMPONENT)]
    for tag in [soup] if mdx else _outermost(marked):
        mark_verbatim(tag)
    found = [
        *_unload(soup, first_line),
        *_leave_out(soup, first_line),
        *_unwrap_components(soup, first_line),
    ]
    return sorted(found, key=lambda fault: fault.line or 0)


def _outermost(tags: list[Tag]) -> list[Tag]:
    ids = {id(tag) for tag in tags}
    return [tag for tag in tags if not any(id(parent) in ids for parent in tag.parents)]


def _unload(soup: Tag, first_line: int) -> Iterator[SourceFault]:
    """Remove the images that are no files."""
    for tag in soup.find_all("img"):
        address = str(tag.get("src", "")).strip()
        if not is_allowed(address) and not has_lazy_source(tag):
            yield faults.unloaded(address, first_line + (tag.sourceline or 1))
            tag.decompose()


def _leave_out(soup: Tag, first_line: int) -> Iterator[SourceFault]:
    """Remove elements that no page can show, but keep their Markdown and players' links."""
    for tag in soup.find_all([*LEFT_OUT, *UNSEEN]):
        if tag.decomposed or tag.parent is None:
            continue
        if box := checkbox(tag.name, tag.attrs):
            tag.replace_with(f"{box} ")
            continue
        if tag.name in LEFT_OUT:
            yield faults.left_out(tag.name, first_line + (tag.sourceline or 1))
        kept = [MARKDOWN, "a", "img"] if tag.name in PLAYERS else [MARKDOWN]
        if tag.find(kept):
            tag.unwrap()
        else:
            tag.decompose()


def _unwrap_components(soup: Tag, first_line: int) -> Iterator[SourceFault]:
    """Replace components by their content, other than boxes."""
    for tag in soup.find_all(COMPONENT):
        name = str(tag["x-name"])
        has_content = tag.find(["img", MARKDOWN]) or tag.get_text().strip()
        if has_content and box_of(name, tag.attrs) and not tag.find_parent(_SENTENCES):
            continue
        if name not in FRAGMENTS:
            fault = faults.unwrapped if has_content else faults.left_out
            yield fault(name, first_line + (tag.sourceline or 1))
        tag.unwrap()


def mark_verbatim(parent: Tag) -> None:
    """Let texts be written as they are: as the Markdown of their author."""
    for text in parent.find_all(string=True):
        if isinstance(text, PreformattedString) or not text.strip():
            continue
        if text.find_parent(["pre", "code", "verbatim"]) is None:
            text.replace_with(verbatim(str(text)))


def verbatim(text: str) -> Tag:
    """Return an element whose text the writer writes as it is."""
    tag = BeautifulSoup("", "html.parser").new_tag("verbatim")
    tag.append(NavigableString(text))
    return tag
