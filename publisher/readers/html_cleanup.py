"""HTML → Markdown: the elements of an article, written as an author would write them."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from bs4 import BeautifulSoup, Tag

from publisher.base.errors import PublisherError
from publisher.markup.inline_rules import is_allowed
from publisher.readers.html_to_markdown import BEGINNING, convert

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from bs4.element import PageElement

# What stands in an article's element and is none of its text.
_NO_TEXT = (
    "script, style, template, noscript, nav, form, button, input, select, textarea, iframe,"
    " object, embed, video, audio, canvas, svg, math, dialog, footer, link, meta, [hidden]"
)
_BLOCKS = "p, h1, h2, h3, h4, h5, h6, ul, ol, dl, pre, blockquote, table, figure, div, section, hr"
_INLINE = "a, b, strong, i, em, small, ins, del, s, u, mark, cite, q, sub, sup, span, font"
_DIVISIONS = "details, center, header, main, fieldset, aside, address, hgroup, section, summary"
LATE = ("data-src", "data-original", "data-lazy-src")
_SMALLEST = 2  # pixels: anything smaller counts visitors


def article_of(page: BeautifulSoup) -> Tag | None:
    """Return the largest article element of a page."""
    found = page.select("article")
    return max(found, key=lambda tag: len(tag.get_text()), default=None)


def to_markdown(article: Tag, address: str | None = None) -> str:
    """Write an article's element as Markdown; relative links are taken from `address`.

    Raises PublisherError for one whose elements are nested too deeply.
    """
    try:
        for tag in article.select(_NO_TEXT):
            tag.decompose()
        _settle_images(article)
        _settle_elements(article)
        notes = list(_footnotes(article))
        _captions(article)
        _settle_cells(article)
        _settle_links(article, address)
        for note in notes:
            article.append(note)
        _mark_beginnings(article)
        text = convert(article)
    except RecursionError as error:
        raise PublisherError("elements are nested too deeply; save a simpler page") from error
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _settle_images(article: Tag) -> None:
    """Find where images really lie that a page loads late, and drop what shows nothing."""
    for image in article.select("img"):
        late = next((str(image[k]) for k in LATE if image.get(k)), None)
        if late and str(image.get("src", "data:")).startswith("data:"):
            image["src"] = late
        if _is_counter(image) or not image.get("src"):
            image.decompose()


def _settle_elements(article: Tag) -> None:
    """Bring elements into the forms that Markdown has."""
    for tag in article.select(_DIVISIONS):
        tag.name = "div"
    for tag in article.select("pre br"):
        tag.replace_with("\n")
    for tag in article.select(_INLINE):
        if tag.name in {"span", "font"} or tag.select_one(_BLOCKS) or tag.find_parent(tag.name):
            tag.unwrap()
    names = set[str]()
    for tag in article.select("h1, h2, h3, h4, h5, h6"):
        name = str(tag.get("id", ""))
        if name in names:
            del tag["id"]
        names.add(name)
    article.smooth()


def _mark_beginnings(article: Tag) -> None:
    for text in article.find_all(string=True):
        if str(text).strip() and _begins_block(text):
            text.replace_with(f"{BEGINNING}{text}")


def _begins_block(text: PageElement) -> bool:
    """Say whether nothing stands before a text in its block, or on its line."""
    before = text.previous_sibling
    while before is not None and not isinstance(before, Tag) and not str(before).strip():
        before = before.previous_sibling
    if isinstance(before, Tag):
        return before.name == "br" or before.name in _BLOCKS.split(", ")
    around = text.parent
    inside = around is not None and around.name in _INLINE.split(", ")
    return before is None and (not inside or around is None or _begins_block(around))


def _is_counter(image: Tag) -> bool:
    sizes = [str(image.get(side, "")).removesuffix("px") for side in ("width", "height")]
    return any(size.isdecimal() and int(size) < _SMALLEST for size in sizes)


def _footnotes(article: Tag) -> Iterator[Tag]:
    """Make footnotes of marks and notes that link to each other; yield the notes.

    A note is called by its words, so that another one before it changes nothing.
    """
    items = {str(tag["id"]): tag for tag in article.select("li[id]")}
    labels: dict[str, str] = {}
    for link in article.select("a[href^='#']"):
        if link.decomposed:  # it led back from a note
            continue
        target = str(link["href"])[1:]
        item = items.get(target)
        if item is None or link.find_parent("li", id=target):
            continue
        own = {str(tag["id"]) for tag in (link, *link.parents) if tag.get("id")}
        back = [a for a in item.select("a[href^='#']") if str(a["href"])[1:] in own]
        if not back and target not in labels:
            continue
        for tag in back:
            tag.decompose()
        if target not in labels:
            labels[target] = _label(item.get_text(), set(labels.values()))
        around = link.parent
        alone = around is not None and around.get_text() == link.get_text()
        whole = around if around is not None and around.name == "sup" and alone else link
        whole.replace_with(_new("fnref", label=labels[target]))
    for target, label in labels.items():
        item = items[target]
        around = item.parent
        note = _new("fndef", label=label)
        note.extend(list(item.contents))
        item.decompose()
        if around is not None and not around.find("li"):
            around.decompose()
        yield note


def _label(words: str, taken: Container[str]) -> str:
    """Name a note by its words, in a few characters that no other note is called."""
    digest = hashlib.sha256(words.encode()).hexdigest()
    return next(digest[:length] for length in range(4, 65) if digest[:length] not in taken)


def _new(name: str, **attributes: str) -> Tag:
    return BeautifulSoup("", "html.parser").new_tag(name, attrs=attributes)


def _captions(article: Tag) -> None:
    """Give images the caption of their figure, or of a paragraph of class `caption` below."""
    for figure in article.select("figure"):
        images, caption = figure.select("img"), figure.select_one("figcaption")
        around = figure.get_text().strip()
        told = caption.get_text().strip() if caption else ""
        if len(images) == 1 and around == told and not figure.select("table, pre"):
            images[0]["title"] = _line(caption) if caption else ""
            figure.replace_with(_paragraph(images[0]))
        else:
            figure.name = "div"
            if caption:
                caption.name = "p"
    for caption in article.select("p.caption"):
        before = caption.find_previous_sibling()
        if not isinstance(before, Tag) or before.get_text().strip():
            continue
        if len(shown := before.select("img")) == 1:
            shown[0]["title"] = _line(caption)
            caption.decompose()


def _line(tag: Tag) -> str:
    return " ".join(convert(tag).split())


def _paragraph(image: Tag) -> Tag:
    tag = _new("p")
    tag.append(image.extract())
    return tag


def _settle_cells(article: Tag) -> None:
    """Make lines of the blocks in a table's cells, and all its rows as long as the longest."""
    for table in article.select("table"):
        if table.find_parent("table") or not table.get_text().strip():
            table.unwrap()
            continue
        rows = table.select("tr")
        for row in rows[:1]:
            for _ in range(max(map(_columns, rows)) - _columns(row)):
                row.append(_new("th"))
    for cell in article.select("td, th"):
        _settle_cell(cell)


def _columns(row: Tag) -> int:
    spans = [str(cell.get("colspan", "1")) for cell in row.select("td, th")]
    return sum(int(span) if span.isdecimal() else 1 for span in spans)


def _settle_cell(cell: Tag) -> None:
    """Set the blocks of a cell apart by line breaks, one between two."""
    for tag in cell.select("p, div, li, ul, ol, tr, td, th, tbody, thead, blockquote"):
        if tag.name in {"p", "div", "li", "tr"}:
            tag.insert_before(_new("br"))
            tag.insert_after(_new("br"))
        if tag.name == "li":
            tag.insert(0, "• ")
        tag.unwrap()
    cell.smooth()
    for item in list(cell.contents):
        if not str(item).strip():
            item.extract()
    begins = True
    for item in [*cell.contents]:
        is_break = isinstance(item, Tag) and item.name == "br"
        if is_break and (begins or item is cell.contents[-1]):
            item.extract()
        begins = is_break


def _settle_links(article: Tag, address: str | None) -> None:
    """Make addresses whole, and let words stand alone whose link leads nowhere."""
    names = {str(tag["id"]) for tag in article.select("h1, h2, h3, h4, h5, h6") if tag.get("id")}
    for link in article.select("a"):
        href = " ".join(str(link.get("href", "")).split())
        try:
            href = urljoin(address, href) if address and not href.startswith("#") else href
        except ValueError:  # an address that is none
            href = ""
        if not href or not is_allowed(href) or (href.startswith("#") and href[1:] not in names):
            link.unwrap()
        else:
            link["href"] = quote(href, safe="/%:?#@!$&'*+,;=~.-_[]")
            del link["title"]
