"""Lead: the title, standfirst and byline of an article, which become its metadata."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bs4 import Tag

from publisher.base.characters import is_visible
from publisher.readers.bylines import byline_names, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.markup.document import Metadata

_LONGEST_BYLINE = 200  # letters


def take_lead(article: Tag, metadata: Metadata, sidecar: Metadata) -> Metadata:
    """Take the lead of a Word document out of its text; return it over `metadata`.

    A title leaves the text only from below other text. A paragraph with another text than
    the sidecar stays in the text.
    """
    title = _take_title(article, metadata.title, sidecar.title)
    standfirst, author = metadata.standfirst, metadata.author
    for block in list(_lead(article)):
        text = " ".join(block.get_text().split())
        classes = block.get_attribute_list("class")
        names = names_in(text) if "byline" in classes else byline_names(text)
        if "subtitle" in classes and sidecar.standfirst in {None, text}:
            standfirst = text
            block.decompose()
        elif names and len(text) <= _LONGEST_BYLINE and sidecar.author in {(), names}:
            author = names
            block.decompose()
        elif "subtitle" not in classes:
            break
    return replace(metadata, title=title, standfirst=standfirst, author=author)


def _take_title(article: Tag, other: str | None, sidecar: str | None) -> str | None:
    """Return the title, or the `other` one, unless the text begins with it."""
    headings = [h for h in article.select("h1") if is_visible(h.get_text())]
    title = next((h for h in headings if "title" in h.get_attribute_list("class")), None)
    first = title or (headings[0] if headings else None)
    if first and next(article.stripped_strings, "") == next(first.stripped_strings, ""):
        return None
    text = " ".join(title.get_text().split()) if title else ""
    if title is None or sidecar not in {None, text}:
        return other
    title.decompose()
    return text


def _lead(article: Tag) -> Iterator[Tag]:
    """Yield the paragraphs below the title that hold nothing but text; two lines at most."""
    found = 0
    for block in article.find_all(recursive=False):
        if not isinstance(block, Tag) or block.name == "h1" or not block.get_text().strip():
            continue
        if block.name != "p" or block.select_one("a, img") or found > 1:
            return
        found += 1
        yield block
