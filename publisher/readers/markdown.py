"""Markdown: an article with YAML front matter or a sidecar.

The title is the metadata's, or else the heading of level 1 that the article begins with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.config_tables import read_yaml
from publisher.base.errors import PublisherError
from publisher.images.load import load_image
from publisher.readers.article import ArticleSource, read_article, refuse_headings
from publisher.readers.front_matter import FIRST_LINE, split_front_matter
from publisher.readers.sidecar import metadata_from

if TYPE_CHECKING:
    from publisher.readers.parsed_source import ParsedSource
    from publisher.readers.seed_file import SeedFile


def read(seed: SeedFile) -> ParsedSource:
    """Read a Markdown article. Raises PublisherError with its line."""
    file, sidecar = seed.path, seed.sidecar
    yaml, body = split_front_matter(seed.text, file)
    if yaml is not None and sidecar.exists:
        raise PublisherError(
            f"metadata is also in the front matter of {file.name}; keep it in one place",
            file=sidecar.file,
        )
    refuse_headings(sidecar)
    metadata = sidecar.metadata
    if yaml is not None:
        metadata = metadata_from(read_yaml(file, yaml, FIRST_LINE))
    source = ArticleSource(
        file=file,
        metadata=metadata,
        metadata_file=sidecar.file if sidecar.exists else file,
        load_image=lambda src: load_image(src, file.parent, seed.boundary),
        title_hint="begin with a line like # Title, or set title: in the front matter",
    )
    return read_article(body, source)
