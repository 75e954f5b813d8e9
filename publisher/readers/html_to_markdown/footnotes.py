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
    back_links: dict[str, dict[str, list[Tag]]] = {}
    for link in article.select("a[href^='#']"):
        if link.decomposed:  # a back link, removed below
            continue
        target = str(link["href"])[1:]
        item = items.get(target)
        if item is None or link.find_parent("li", id=target):
            continue
        if target not in back_links:
            back_links[target] = _links_by_target(item)
        ids = {str(tag["id"]) for tag in (link, *link.parents) if tag.get("id")}
        found = [tag for name in ids for tag in back_links[target].pop(name, ())]
        if not found and target not in labels:
            continue
        for back_link in found:
            back_link.decompose()
        if target not in labels:
            labels[target] = str(len(labels) + 1)
        _whole_mark(link).replace_with(_new_tag("fnref", labels[target]))
    return labels


def _links_by_target(item: Tag) -> dict[str, list[Tag]]:
    """Return the links of a note to places in the article, by the ID of the place."""
    found: dict[str, list[Tag]] = {}
    for tag in item.select("a[href^='#']"):
        found.setdefault(str(tag["href"])[1:], []).append(tag)
    return found


def _whole_mark(link: Tag) -> Tag:
    """Return the superscript around a link if it holds nothing else, or else the link."""
    parent = link.parent
    if parent is None or parent.name != "sup" or parent.get_text() != link.get_text():
        return link
    return parent


def _new_tag(name: str, label: str) -> Tag:
    return BeautifulSoup("", "html.parser").new_tag(name, attrs={"label": label})
