"""Clutter: parts that web sites put among the text of an article.

An element is clutter by a word of its class or ID, or if it is nothing but links to the same site
and not in the main text. Nothing else is removed: lost text is worse than a share bar.
"""

from __future__ import annotations

import re
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bs4 import Tag

from publisher.base.plural import counted
from publisher.readers.bylines import byline_names
from publisher.readers.html_to_markdown.choice import TextBlock, text_blocks
from publisher.readers.html_to_markdown.main_text import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from publisher.readers.html_to_markdown.main_text import MainText

RELATED = "related link"
BYLINE = "repeated byline"


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{pattern})(?![a-z])", re.IGNORECASE)


# Kinds of clutter, by words in the classes and IDs of elements.
_LABELS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "advertisement": _words(
            "ads?|advert(?:s|isements?|ising)?|adslot|ad-?(?:slot|unit|container|wrapper)|dfp"
            "|sponsor(?:ed)?|promo|outbrain|taboola|banner"
        ),
        "share bar": _words(
            "shar(?:e|ing)(?:bar|buttons?|tools?|links?)?|social|sociable|addthis|addtoany"
            "|sharedaddy"
        ),
        RELATED: _words(
            "related(?:posts?|articles?|content|links?)?|jp-relatedposts|recommend(?:ed|ations?)"
            "|more-(?:on|from|stories)|most-(?:read|popular|viewed)|read-?(?:more|next|also)"
            "|also-?read|up-?next|trending"
        ),
        "sign-up form": _words("newsletters?|subscri(?:be|ption)|sign-?up|paywall"),
        "comment section": _words("comments?|comment-?list|disqus(?:-thread)?|respond"),
        "menu": _words(
            "breadcrumbs?|pagination|nav(?:igation)?|menu|toc|tag-?(?:list|links)|tags|cat-links"
        ),
        BYLINE: _words("byline|author(?:s|-?(?:bio|box|info|card|name))?|(?:post|entry)-meta"),
    }
)
_LABELLED = "div, section, aside, ul, ol, p, span, figure, header"
# Texts by themselves above an advertisement.
_AD_TEXTS = frozenset(
    {
        *("advertisement", "advertising", "sponsored", "anzeige", "werbung", "publicité"),
        *("publicidad", "pubblicità", "publicidade", "advertentie", "reklama", "реклама"),
        "գովազդ",
    }
)
_LARGEST = 0.4  # share of the article's words; a larger element is its text
_PROSE = 25  # words outside links from which on the main text outweighs a label
_MATCHING, _FOREIGN = 0.7, 0.3  # shares in the main text
_LONGEST_BYLINE = 60  # words
_FEW = 3  # nodes of an element whose text may be such a word
_TEXTS = "h1, blockquote"  # No clutter has one.
# Parts of an article that the main text often lacks.
_KEPT = frozenset(
    {"figure", "table", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "dl"}
)


def remove_clutter(
    article: Tag, main: MainText, authors: Sequence[str], address: str | None
) -> Counter[str]:
    """Remove clutter from an article, and return its kinds with their number.

    A byline is clutter if it repeats one of the `authors`; `address` is that of the page.
    """
    left_out: Counter[str] = Counter()
    most = _LARGEST * len(words_of(article.get_text(" ")))
    for tag in article.select(_LABELLED):
        if tag.decomposed or not (kind := _kind(tag, authors)):
            continue
        text = tag.get_text(" ")
        if len(words_of(text)) <= most and not tag.select(_TEXTS) and not _is_prose(tag, main):
            if text.strip():
                left_out[kind] += max(len(tag.select("a")), 1) if kind == RELATED else 1
            tag.decompose()
    for block in text_blocks(article):
        if links := _related_links(block, main, address):
            left_out[RELATED] += len(links)
            for text in block.texts:
                text.extract()
    return left_out


def _kind(tag: Tag, authors: Sequence[str]) -> str | None:
    text = " ".join(tag.get_text(" ").split()) if len(tag.contents) <= _FEW else ""
    if text.rstrip(":").casefold() in _AD_TEXTS:
        return "advertisement"
    if tag.name == "p" and authors and set(byline_names(text)) & set(authors):
        return BYLINE
    label = " ".join([*map(str, tag.get_attribute_list("class")), str(tag.get("id", ""))])
    kind = next((kind for kind, words in _LABELS.items() if words.search(label)), None)
    return None if kind == BYLINE and not _repeats(tag.get_text(" "), authors) else kind


def _repeats(text: str, authors: Sequence[str]) -> bool:
    is_short = len(words_of(text)) <= _LONGEST_BYLINE
    return is_short and any(author.casefold() in text.casefold() for author in authors)


def _is_prose(tag: Tag, main: MainText) -> bool:
    """Return whether a labelled element is text: long, and part of the main text."""
    texts = [
        text for block in text_blocks(tag) for text in block.texts if not text.find_parent("a")
    ]
    prose = " ".join(texts)
    return len(words_of(prose)) >= _PROSE and main.share(prose) >= _MATCHING


def _related_links(block: TextBlock, main: MainText, address: str | None) -> list[Tag]:
    """Return the links of a block if it has no other text and they stay on the site."""
    if any(tag.name in _KEPT for tag in (block.element, *block.element.parents)):
        return []
    parents = [text.find_parent("a") for text in block.texts if words_of(text)]
    links = list({id(link): link for link in parents if isinstance(link, Tag)}.values())
    is_all = links and all(parents) and all(_stays(link, address) for link in links)
    return links if is_all and main.share(block.text) < _FOREIGN else []


def _stays(link: Tag, address: str | None) -> bool:
    try:
        target, page = urlsplit(str(link.get("href", ""))), urlsplit(address or "")
    except ValueError:
        return False
    is_to_page = not target.path and bool(target.fragment)  # such as a footnote
    return target.netloc in {"", page.netloc} and not is_to_page and target.scheme != "mailto"


def said(left_out: Counter[str]) -> str:
    """Return the kinds of clutter with their number: `2 advertisements, 1 share bar`."""
    return ", ".join(counted(number, kind) for kind, number in sorted(left_out.items()))
