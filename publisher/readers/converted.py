"""Converted articles: Word documents and web pages as Markdown, before it is parsed."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.images.load import embedded_asset, load_image
from publisher.markup.document import Metadata
from publisher.readers.article import ArticleSource, read_converted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from publisher.markup.document import Asset
    from publisher.markup.fault import SourceFault
    from publisher.readers.parsed_source import ParsedSource
    from publisher.readers.seed_file import SeedFile


@dataclass(frozen=True, kw_only=True)
class ConvertedArticle:
    """An article as Markdown.

    `metadata` is that of the text and the sidecar, which precedes. `images` holds the bytes of
    the images in the file by their address in the text, `image_names` their names for editors:
    “image 1, after “In 2013 the fish…””. `remedy` is that for a missing title.
    """

    text: str
    metadata: Metadata
    images: Mapping[str, bytes] = field(default_factory=dict)
    image_names: Mapping[str, str] = field(default_factory=dict)
    faults: Sequence[SourceFault] = ()
    remedy: str


def parse_converted(article: ConvertedArticle, seed: SeedFile) -> ParsedSource:
    """Parse a converted article. Raises PublisherError without a line."""
    places = seed.image_places

    def load(address: str) -> Asset:
        if (name := article.image_names.get(address)) is None:
            return load_image(address, places)
        if address not in article.images:
            raise PublisherError(f"{name}, is in another file; embed it in the document")
        return embedded_asset(article.images[address], f"{name},")

    source = ArticleSource(
        file=seed.path,
        metadata=article.metadata,
        metadata_file=seed.sidecar.file,
        load_image=load,
        title_hint=f'{article.remedy}, or write title = "…" in {seed.sidecar.file.name}',
        image_names=article.image_names,
    )
    parsed = read_converted(article.text, source, seed.sidecar)
    return replace(parsed, faults=[*article.faults, *parsed.faults])


def with_sidecar(metadata: Metadata, sidecar: Metadata) -> Metadata:
    """Return the metadata of a text with all that its sidecar sets in its place."""
    default = Metadata()
    names = [field.name for field in fields(Metadata)]
    given = {name: getattr(sidecar, name) for name in names}
    own = {name: value for name, value in given.items() if value != getattr(default, name)}
    return replace(metadata, **own)
