"""HTML: the article of a saved web page, without its site's additions around and in the text."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from bs4 import Tag

from publisher.base.characters import is_visible, single_spaced
from publisher.base.errors import PublisherError
from publisher.images.load import add_content
from publisher.language.locale import Language
from publisher.markup.document import Metadata
from publisher.markup.fault import SourceFault
from publisher.readers.converted import ConvertedArticle, parse_converted, with_sidecar
from publisher.readers.html_to_markdown.choice import find_article
from publisher.readers.html_to_markdown.cleanup import remove_page_parts
from publisher.readers.html_to_markdown.clutter import remove_clutter, said
from publisher.readers.html_to_markdown.convert import to_markdown
from publisher.readers.html_to_markdown.footnotes import extract_footnotes
from publisher.readers.html_to_markdown.images import has_lazy_source, name_images
from publisher.readers.html_to_markdown.main_text import MainText, words_of
from publisher.readers.html_to_markdown.parse import parse_html

if TYPE_CHECKING:
    from collections import Counter

    from bs4 import BeautifulSoup

    from publisher.readers.parsed_source import ParsedSource
    from publisher.readers.seed_file import SeedFile


def read(seed: SeedFile) -> ParsedSource:
    """Read the article of a saved web page. Raises PublisherError as `convert`."""
    return parse_converted(convert(seed), seed)


def convert(seed: SeedFile) -> ConvertedArticle:
    """Convert the article of a saved web page to Markdown, with metadata from the page.

    Raises PublisherError for a page without an article, and as for Markdown.
    """
    page, main = parse_html(seed.text), MainText(seed.text)
    article = find_article(page, main)
    if article is None:
        raise PublisherError("holds no article; put its text between <article> and </article>")
    images: dict[str, bytes] = {}
    _extract_embedded_images(article, images)
    own = _page_metadata(page, article)
    metadata = with_sidecar(own, seed.sidecar.metadata)
    remove_page_parts(article)
    footnotes = list(extract_footnotes(article))
    left_out = remove_clutter(article, main, (*own.author, *metadata.author), own.source)
    article.extend(footnotes)
    if metadata.standfirst is None:
        metadata = replace(metadata, standfirst=_standfirst(page, article))
    names = {src: name for src, name in name_images(article).items() if src in images}
    return ConvertedArticle(
        text=to_markdown(article, metadata.source),
        metadata=metadata,
        images=images,
        image_names=names,
        faults=[_left_out(left_out)] if left_out else [],
        remedy="begin with an <h1>",
    )


def _left_out(kinds: Counter[str]) -> SourceFault:
    remedy = "to keep any, import the page and add it to the article"
    return SourceFault("left-out", f"left out of the page: {said(kinds)}; {remedy}")


def _standfirst(page: BeautifulSoup, article: Tag) -> str | None:
    """Return the page's description, unless it is cut off or part of the text."""
    description = _meta_content(page, "og:description")
    if description is None or description.endswith(("…", "...", "[…]", "[...]")):
        return None
    words, text = words_of(description), words_of(article.get_text(" "))
    is_in_text = f" {' '.join(words)} " in f" {' '.join(text)} "
    return None if is_in_text else description


def _extract_embedded_images(article: Tag, images: dict[str, bytes]) -> None:
    """Replace the data URLs of images by names, and add the images under these names."""
    for number, image in enumerate(article.select("img[src^='data:']"), 1):
        if has_lazy_source(image):
            continue
        media_type, _, data = str(image["src"]).partition(",")
        try:
            is_base64 = media_type.endswith(";base64")
            content = unquote_to_bytes(data)
            if is_base64:  # browsers need no padding
                content = base64.b64decode(content + b"=" * (-len(content) % 4))
        except ValueError as error:
            problem = f"image {number} of the page is damaged; save the page again"
            raise PublisherError(problem) from error
        image["src"] = add_content(content, images)


def _page_metadata(page: BeautifulSoup, article: Tag) -> Metadata:
    """Return the title, author, date, language and address of a page.

    A heading that the article does not begin with becomes the title, and leaves the text.
    """
    heading = article.find("h1")
    title = None
    if not isinstance(heading, Tag) or not heading.get_text().strip():
        title = _page_title(page)
    elif _first_string(article) != _first_string(heading):
        title = heading.get_text()
        heading.decompose()
    author = _meta_content(page, "author")
    return Metadata(
        title=single_spaced(" ".join(title.split())) if title and is_visible(title) else None,
        author=(author,) if author and "://" not in author else (),
        date=_parse_date(
            _meta_content(page, "article:published_time") or _meta_content(page, "date")
        ),
        language=_page_language(page, article),
        source=_page_address(page),
    )


def _page_title(page: BeautifulSoup) -> str | None:
    """Return the title of a page whose article has none: its only heading, or that in its head."""
    headings = [text for tag in page.select("h1") if is_visible(text := tag.get_text())]
    if len(headings) == 1:
        return headings[0]
    return _meta_content(page, "og:title") or (page.title.get_text() if page.title else None)


def _first_string(tag: Tag) -> str:
    return next(tag.stripped_strings, "")


def _meta_content(page: BeautifulSoup, name: str) -> str | None:
    tag = page.select_one(f'meta[name="{name}"], meta[property="{name}"]')
    content = single_spaced(" ".join(str(tag.get("content", "")).split())) if tag else ""
    return content if is_visible(content) else None


def _parse_date(text: str | None) -> dt.date | None:
    try:
        return dt.datetime.fromisoformat(text).date() if text else None
    except ValueError:
        return None


def _page_address(page: BeautifulSoup) -> str | None:
    link = page.select_one('link[rel="canonical"]')
    address = str(link.get("href", "")) if link else _meta_content(page, "og:url") or ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None


def _page_language(page: BeautifulSoup, article: Tag) -> str | None:
    """Return the language of a page without its region, or None if it is missing or unknown."""
    tag = article.get("lang") or (page.html.get("lang") if page.html else None)
    try:
        language = Language.parse(str(tag).replace("_", "-")) if tag else None
    except PublisherError:
        return None
    return language.base if language else None
