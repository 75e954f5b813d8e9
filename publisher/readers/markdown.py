"""Markdown: an article with front matter or a sidecar, or a page of a site generator.

The title is the metadata's, or else the article's heading of level 1, or that of the file's name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.images.load import load_image
from publisher.readers.article import ArticleSource, read_article, refuse_headings
from publisher.readers.file_name import date_from, title_from
from publisher.readers.front_matter import split_front_matter
from publisher.readers.sisters import sisters_of
from publisher.readers.site_metadata import SiteMetadata, site_metadata
from publisher.readers.site_syntax.prepare import Dialect, make_printable, prepare
from publisher.readers.site_syntax.references import References

if TYPE_CHECKING:
    from publisher.readers.parsed_source import ParsedSource
    from publisher.readers.seed_file import SeedFile

_PANDOC, _MDX = (".qmd", ".rmd"), ".mdx"


def read(seed: SeedFile) -> ParsedSource:
    """Read a Markdown article. Raises PublisherError with its line."""
    file, sidecar = seed.path, seed.sidecar
    is_mdx = file.suffix.lower() == _MDX
    text, unprinted = make_printable(seed.unchecked_text)
    table, body = split_front_matter(text, file)
    if table is not None and sidecar.exists:
        raise PublisherError(
            f"metadata is also in the front matter of {file.name}; keep it in one place",
            file=sidecar.file,
        )
    refuse_headings(sidecar)
    found = SiteMetadata(sidecar.metadata)
    if table is not None:
        found = site_metadata(table, seed.settings, seed.language)
    is_page = table is not None or body.strip() != ""
    is_pandoc = file.suffix.lower() in _PANDOC
    source = ArticleSource(
        file=file,
        metadata=replace(found.metadata, date=found.metadata.date or date_from(file, seed.base)),
        metadata_file=sidecar.file if sidecar.exists else file,
        load_image=lambda src: load_image(src, seed.image_places),
        title_hint="begin with a line like # Title, or set title: in the front matter",
        title_line=(table and table.line_of("title")) or 1,
        title_of_file=title_from(file, seed.base) if is_page else None,
        is_markdown_title=is_pandoc,
        shows_descriptions=is_pandoc,
    )
    language = re.split("[-_]", source.metadata.language or seed.language.code)[0]
    dialect = Dialect(is_mdx=is_mdx, is_pandoc=is_pandoc, in_english=language == "en")
    prepared = prepare(body, dialect, References(lambda: sisters_of(seed)))
    parsed = read_article(prepared.text, source, prepared.lines)
    faults = [*unprinted, *found.faults, *prepared.faults, *parsed.faults]
    return replace(parsed, ignored_keys=found.ignored, faults=faults)
