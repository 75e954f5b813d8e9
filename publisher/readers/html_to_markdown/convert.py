"""Convert: rewrite an article's element in the forms that Markdown has, then write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.readers.html_to_markdown.cleanup import (
    mark_block_starts,
    remove_page_parts,
    resolve_links,
    simplify_elements,
)
from publisher.readers.html_to_markdown.footnotes import extract_footnotes
from publisher.readers.html_to_markdown.images import attach_captions, fix_image_sources
from publisher.readers.html_to_markdown.tables import flatten_tables
from publisher.readers.html_to_markdown.writer import write_markdown

if TYPE_CHECKING:
    from bs4 import Tag


def to_markdown(article: Tag, address: str | None = None, *, is_page: bool = True) -> str:
    """Convert an article's element to Markdown; relative links are resolved against `address`.

    A part of a text that is no page may have links to places elsewhere in it. The element is
    modified. Raises PublisherError for too deeply nested elements.
    """
    try:
        remove_page_parts(article)
        fix_image_sources(article)
        simplify_elements(article)
        footnotes = list(extract_footnotes(article))
        attach_captions(article)
        flatten_tables(article)
        resolve_links(article, address, is_page=is_page)
        article.extend(footnotes)
        mark_block_starts(article)
        text = write_markdown(article)
    except RecursionError as error:
        raise PublisherError("elements are nested too deeply; save a simpler page") from error
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
