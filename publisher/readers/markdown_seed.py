"""Markdown seeds: write a converted article as an author would, with front matter."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from publisher.markup.document import Metadata
    from publisher.readers.converted import ConvertedArticle

_DESTINATION = re.compile(r"(?<=\]\()[^\s()]+(?=[ )])")


def markdown_seed(article: ConvertedArticle, names: Mapping[str, str]) -> str:
    """Return an article as the text of a Markdown seed.

    `names` holds the files of its images, by their address in the text.
    """
    fields = "".join(f"{line}\n" for line in _front_matter(article.metadata, names))
    front_matter = f"---\n{fields}---\n\n" if fields else ""
    return f"{front_matter}{with_addresses(article.text, names)}"


def with_addresses(text: str, names: Mapping[str, str]) -> str:
    """Return Markdown with other addresses of images."""
    return _DESTINATION.sub(lambda found: names.get(found[0], found[0]), text)


def _front_matter(metadata: Metadata, names: Mapping[str, str]) -> Iterator[str]:
    for key in ("title", "kicker", "standfirst", "source", "language", "rights", "layout"):
        if (value := getattr(metadata, key)) is not None:
            yield f"{key}: {_quoted(value)}"
    for key in ("author", "keywords"):
        if values := getattr(metadata, key):
            yield f"{key}: [{', '.join(map(_quoted, values))}]"
    if metadata.date is not None:
        yield f"date: {metadata.date.isoformat()}"
    if metadata.image_credits:
        yield "image-credits:"
        for image, words in metadata.image_credits.items():
            yield f"  {_quoted(names.get(image, image))}: {_quoted(words)}"


def _quoted(text: str) -> str:
    """Return a text as a double-quoted scalar of YAML (1.2.2, section 7.3.1)."""
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(  # YAML has line breaks that JSON has not
        letter if letter.isprintable() else f"\\U{ord(letter):08X}" for letter in quoted
    )
