"""HTML: the article element of a saved web page."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import fields, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from bs4 import BeautifulSoup, Tag

from publisher.base.characters import is_visible, single_spaced
from publisher.base.errors import PublisherError
from publisher.base.files import read_text
from publisher.images.load import image_asset, keep, load_image
from publisher.language.locale import Language
from publisher.markup.document import Asset, Metadata
from publisher.readers.html_cleanup import LATE, article_of, to_markdown
from publisher.readers.markdown import LIMIT, read_converted

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.readers.reading import Reading
    from publisher.readers.sidecar import Sidecar


def read(file: Path, sidecar: Sidecar, seeds: Path) -> Reading:
    """Read the article of a saved web page, with what the page's head says of it.

    Raises PublisherError for a page without an article element, and for all that a
    Markdown article is refused for.
    """
    page = BeautifulSoup(read_text(file, limit=LIMIT), "html.parser")
    article = article_of(page)
    if article is None:
        raise PublisherError(
            "holds no article; put its text between <article> and </article>", file=file
        )
    inlined: dict[str, Asset] = {}
    try:
        _take_out_inlined(article, inlined)
    except PublisherError as error:
        raise PublisherError(error.message, file=file) from error
    said = _head(page, article)
    metadata = replace(said, **_given(sidecar.metadata))  # type: ignore[arg-type] # as they were
    try:
        text = to_markdown(article, metadata.source)
    except PublisherError as error:
        raise PublisherError(error.message, file=file) from error

    def load(src: str) -> Asset:
        return inlined[src] if src in inlined else load_image(src, file.parent, seeds)

    return read_converted(text, file, metadata, sidecar, load, "an <h1>")


def _take_out_inlined(article: Tag, inlined: dict[str, Asset]) -> None:
    """Give the images that a page holds inside itself names of their own."""
    for number, image in enumerate(article.select("img[src^='data:']"), 1):
        if any(image.get(late) for late in LATE):
            continue
        kind, _, content = str(image["src"]).partition(",")
        try:
            encoded = kind.endswith(";base64")
            found = base64.b64decode(content) if encoded else unquote_to_bytes(content)
        except ValueError as error:
            raise PublisherError(f"image {number} of the page is damaged; save it anew") from error
        asset = image_asset(found, f"number {number} within the page")
        image["src"] = keep(asset, inlined)


def _head(page: BeautifulSoup, article: Tag) -> Metadata:
    """Read title, author, day, language and address where the page says them."""
    heading = article.find("h1")
    title = None
    if not isinstance(heading, Tag) or not heading.get_text().strip():
        title = _meta(page, "og:title") or (page.title.get_text() if page.title else None)
    elif _first_words(article) != _first_words(heading):
        title = heading.get_text()
        heading.decompose()
    author = _meta(page, "author")
    return Metadata(
        title=single_spaced(" ".join(title.split())) if title and is_visible(title) else None,
        author=(author,) if author and "://" not in author else (),
        date=_day(_meta(page, "article:published_time") or _meta(page, "date")),
        language=_language(page, article),
        source=_address(page),
    )


def _first_words(tag: Tag) -> str:
    return next(tag.stripped_strings, "")


def _meta(page: BeautifulSoup, name: str) -> str | None:
    tag = page.select_one(f'meta[name="{name}"], meta[property="{name}"]')
    content = single_spaced(" ".join(str(tag.get("content", "")).split())) if tag else ""
    return content if is_visible(content) else None


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.datetime.fromisoformat(text).date() if text else None
    except ValueError:
        return None


def _address(page: BeautifulSoup) -> str | None:
    link = page.select_one('link[rel="canonical"]')
    address = str(link.get("href", "")) if link else _meta(page, "og:url") or ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.netloc else None


def _language(page: BeautifulSoup, article: Tag) -> str | None:
    """Return the language that the page says it is in, without its region."""
    said = article.get("lang") or (page.html.get("lang") if page.html else None)
    try:
        language = Language.parse(str(said).replace("_", "-")) if said else None
    except PublisherError:
        return None
    return language.base if language else None


def _given(metadata: Metadata) -> dict[str, object]:
    """Return the fields that a sidecar sets."""
    found = {field.name: getattr(metadata, field.name) for field in fields(metadata)}
    default = Metadata()
    return {name: value for name, value in found.items() if value != getattr(default, name)}
