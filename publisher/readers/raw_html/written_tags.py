"""Written tags: single tags of HTML as Markdown, or as the HTML that Markdown keeps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.markup.raw_html import tag_name
from publisher.markup.spans import destination

if TYPE_CHECKING:
    from publisher.markup.tags import Tag

STRUCK = frozenset({"strike"})
_TINY = re.compile(r"0*[01](?:px)?")


def pair_name(tag: Tag) -> str:
    """Return the name that a pair keeps: none for a span without a language."""
    if tag.name == "span":
        return "span" if pair_tag(tag) else ""
    return "s" if tag.name in STRUCK else tag.name


def pair_tag(tag: Tag) -> str:
    """Return the start tag of a pair with its one attribute, the language."""
    name = "s" if tag.name in STRUCK else tag.name
    if tag_name(written := f'<{name} lang="{tag.attributes.get("lang", "")}">') is not None:
        return written
    return "" if name == "span" else f"<{name}>"


def name_of(tag: Tag) -> str | None:
    """Return the name of the place that an `<a name>` is."""
    return tag.attributes.get("name") if tag.name == "a" else None


def link_destination(tag: Tag) -> str:
    """Return the address and title of a link as Markdown."""
    return destination(tag.attributes["href"].strip(), tag.attributes.get("title", ""))


def address_of(tag: Tag) -> str:
    """Return the address of an image; nothing for a tracking pixel or without one."""
    named = tag.attributes
    if any(_TINY.fullmatch(named.get(side, "")) for side in ("width", "height")):
        return ""
    return named.get("src", "").strip() or named.get("data-src", "").strip()
