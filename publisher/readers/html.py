"""HTML: the article element of a saved web page."""

from __future__ import annotations

import base64
import datetime as dt
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from bs4 import Tag

from publisher.base.characters import is_visible, single_spaced
from publisher.base.errors import PublisherError
from publisher.images.load import add_content
from publisher.language.locale import Language
from publisher.markup.document import Metadata
from publisher.readers.converted import ConvertedArticle, parse_converted, with_sidecar
from publisher.readers.html_to_markdown.convert import to_markdown
from publisher.readers.html_to_markdown.images import has_lazy_source, name_images
from publisher.readers.html_to_markdown.parse import parse_html

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from publisher.readers.parsed_source import ParsedSource
    from publisher.readers.seed_file import SeedFile


def read(seed: SeedFile) -> ParsedSource:
    """Read the article of a saved web page. Raises PublisherError as `convert`."""
    return parse_converted(convert(seed), seed)


def convert(seed: SeedFile) -> ConvertedArticle:
    """Convert the article of a saved web page to Markdown, with metadata from the page.

    Raises PublisherError for a page without an article element, and as for Markdown.
    """
    page = parse_html(seed.text)
    article = _largest_article(page)
    if article is None:
        raise PublisherError("holds no article; put its text between <article> and </article>")
    images: dict[str, bytes] = {}
    _extract_embedded_images(article, images)
    metadata = _page_metadata(page, article)
    metadata = with_sidecar(metadata, seed.sidecar.metadata)
    names = {src: name for src, name in name_images(article).items() if src in images}
    return ConvertedArticle(
        text=to_markdown(article, metadata.source),
        metadata=metadata,
        images=images,
        image_names=names,
        remedy="begin with an <h1>",
    )


def _largest_article(page: BeautifulSoup) -> Tag | None:
    articles = page.select("article")
    return max(articles, key=lambda tag: len(tag.get_text()), default=None)


def _extract_embedded_images(article: Tag, images: dict[str, bytes]) -> None:
    """Replace the data URLs of images by names, and add the images under these names."""
    for number, image in enumerate(article.select("img[src^='data:']"), 1):
        if has_lazy_source(image):
            continue
        media_type, _, data = str(image["src"]).partition(",")
        try:
            is_base64 = media_type.endswith(";base64")
            content = base64.b64decode(data) if is_base64 else unquote_to_bytes(data)
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
        title = _meta_content(page, "og:title") or (page.title.get_text() if page.title else None)
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
