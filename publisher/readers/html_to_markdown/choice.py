"""Choice: the element of a page that holds its article."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from bs4 import Tag
from bs4.element import NavigableString

from publisher.readers.html_to_markdown.main_text import words_of
from publisher.readers.html_to_markdown.writer import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4 import BeautifulSoup

    from publisher.readers.html_to_markdown.main_text import MainText

_CONTAINERS = frozenset(
    {*BLOCKS, "li", "td", "th", "dt", "dd", "figcaption", "article", "main"}
) | {
    *("aside", "header", "body", "html", "center", "tr", "tbody", "thead", "details"),
}
# Parts of a text, which are never the whole of it.
_PARTS = frozenset({"p", "li", "ul", "ol", "tr", "td", "tbody", "table", "blockquote", "pre"})
_MATCHING = 0.7  # share of a block's text from which on it is part of the main text
_COVERED = 0.9  # share of the main text in the article's element
_LEAST_WORDS = 40  # of a page without an article element


class TextBlock(NamedTuple):
    """Texts with the same nearest block element."""

    element: Tag
    texts: list[NavigableString]

    @property
    def text(self) -> str:
        """The texts, joined by spaces."""
        return " ".join(self.texts)


def text_blocks(root: Tag) -> list[TextBlock]:
    """Return the texts of an element by their nearest block element, in order."""
    blocks: dict[int, TextBlock] = {}
    for element in root.descendants:
        if type(element) is NavigableString and element.strip():  # not a comment or script
            block = _block_of(element)
            blocks.setdefault(id(block), TextBlock(block, [])).texts.append(element)
    return list(blocks.values())


def _block_of(text: NavigableString) -> Tag:
    parents = list(text.parents)
    return next((tag for tag in parents if tag.name in _CONTAINERS), parents[-1])


def find_article(page: BeautifulSoup, main: MainText) -> Tag | None:
    """Return the element of the article, None if there is none.

    That is the article element around most of the main text, or the element around it if the page
    has marked none. If the main text is not the larger part of the largest article element, that
    element is the article.
    """
    largest = max(page.select("article"), key=lambda tag: len(tag.get_text()), default=None)
    matched: Counter[int] = Counter()
    tags: dict[int, Tag] = {}
    for block, words in _matching(page, main):
        for tag in (block.element, *block.element.parents):
            matched[id(tag)] += words
            tags[id(tag)] = tag
    total = matched[id(page)]
    if largest is not None and total < len(words_of(largest.get_text(" "))) / 2:
        return largest
    if total < _LEAST_WORDS:
        return largest
    around = [tags[key] for key, words in matched.items() if words >= _COVERED * total]
    innermost = max(around, key=lambda tag: sum(1 for _ in tag.parents))
    while innermost.name in _PARTS and innermost.parent:
        innermost = innermost.parent
    return innermost if innermost.name == "article" else _parent_article(innermost)


def _parent_article(tag: Tag) -> Tag:
    parent = tag.find_parent("article")
    return parent if isinstance(parent, Tag) else tag


def _matching(page: Tag, main: MainText) -> Iterator[tuple[TextBlock, int]]:
    """Yield the blocks of the main text, and the number of their words."""
    for block in text_blocks(page):
        if (share := main.share(block.text)) >= _MATCHING:
            yield block, round(share * len(words_of(block.text)))
