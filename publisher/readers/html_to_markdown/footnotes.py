"""Footnotes: recognise marks and list items that link to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from collections.abc import Iterator


def extract_footnotes(article: Tag) -> Iterator[Tag]:
    """Replace footnote marks by `fnref` elements; remove the notes and yield them as `fndef`.

    A label is the note's number in the order of their first marks.
    """
    items = {str(tag["id"]): tag for tag in article.select("li[id]")}
    labels = _replace_marks(article, items)
    for target, label in labels.items():
        item = items[target]
        parent = item.parent
        note = _new_tag("fndef", label)
        note.extend(list(item.contents))
        item.decompose()
        if parent is not None and not parent.find("li"):
            parent.decompose()
        yield note


def _replace_marks(article: Tag, items: dict[str, Tag]) -> dict[str, str]:
    """Replace links to list items that link back; return the items' labels by ID."""
    labels: dict[str, str] = {}
    for link in article.select("a[href^='#']"):
        if link.decomposed:  # a back link, removed below
            continue
        target = str(link["href"])[1:]
        item = items.get(target)
        if item is None or link.find_parent("li", id=target):
            continue
        back_links = _back_links(item, link)
        if not back_links and target not in labels:
            continue
        for back_link in back_links:
            back_link.decompose()
        if target not in labels:
            labels[target] = str(len(labels) + 1)
        _whole_mark(link).replace_with(_new_tag("fnref", labels[target]))
    return labels


def _back_links(item: Tag, link: Tag) -> list[Tag]:
    """Return the links of a note that lead back to `link` or an element around it."""
    ids = {str(tag["id"]) for tag in (link, *link.parents) if tag.get("id")}
    return [tag for tag in item.select("a[href^='#']") if str(tag["href"])[1:] in ids]


def _whole_mark(link: Tag) -> Tag:
    """Return the superscript around a link if it holds nothing else, or else the link."""
    parent = link.parent
    if parent is None or parent.name != "sup" or parent.get_text() != link.get_text():
        return link
    return parent


def _new_tag(name: str, label: str) -> Tag:
    return BeautifulSoup("", "html.parser").new_tag(name, attrs={"label": label})
