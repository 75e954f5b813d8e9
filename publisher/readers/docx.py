"""Word: the text, tables, images, footnotes and properties of a .docx file, read by mammoth."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import mammoth
from mammoth.docx.files import ExternalFileAccessIsDisabledError

from publisher.base.errors import PublisherError
from publisher.base.guard import library_errors
from publisher.images.load import add_content
from publisher.readers.converted import ConvertedArticle, parse_converted, with_sidecar
from publisher.readers.html_to_markdown.convert import to_markdown
from publisher.readers.html_to_markdown.images import name_images
from publisher.readers.html_to_markdown.lead import take_lead
from publisher.readers.html_to_markdown.parse import parse_html
from publisher.readers.word_parts import WordParts
from publisher.readers.word_properties import core_properties
from publisher.readers.word_revisions import unsettled

if TYPE_CHECKING:
    from pathlib import Path

    from bs4 import BeautifulSoup

    from publisher.markup.document import Metadata
    from publisher.markup.fault import SourceFault
    from publisher.readers.parsed_source import ParsedSource
    from publisher.readers.seed_file import SeedFile

_MAX_UNPACKED_BYTES = 512 * 2**20
_MAX_XML_BYTES = 64 * 2**20  # parsed, XML takes many times as much memory

_LINKED = "linked"  # address of an image that is not in the document

# HTML elements for Word's built-in styles, and those of bylines that other programs write;
# mammoth knows headings and lists by itself.
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Author'] => p.byline:fresh
p[style-name='Byline'] => p.byline:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
r[style-name='HTML Code'] => code
strike => s
br[type='page'] => hr
br[type='column'] => hr
"""


def read(seed: SeedFile) -> ParsedSource:
    """Read a Word document. Raises PublisherError for any other file."""
    return parse_converted(convert(seed), seed)


def convert(seed: SeedFile) -> ConvertedArticle:
    """Convert a Word document to Markdown.

    Its title is the paragraph of style Title, its first heading, or that of the document's
    properties; its standfirst the paragraph of style Subtitle. Raises PublisherError for any
    other file.
    """
    _refuse_other_files(seed)
    images: dict[str, bytes] = {}
    with library_errors(lambda _: _not_word(seed.path)):  # mammoth has no error class
        properties, faults = _properties_and_faults(seed)
        page = _to_html(seed, images)
        own = take_lead(page, properties, seed.sidecar.metadata)
        names = name_images(page)
        text = to_markdown(page)
    return ConvertedArticle(
        text=text,
        metadata=with_sidecar(own, seed.sidecar.metadata),
        images=images,
        image_names=names,
        faults=faults,
        remedy="begin with a paragraph of style Title",
    )


def _properties_and_faults(seed: SeedFile) -> tuple[Metadata, list[SourceFault]]:
    with zipfile.ZipFile(BytesIO(seed.content)) as archive:
        parts = WordParts(archive)
        return core_properties(parts.content("core-properties")), unsettled(parts)


def _to_html(seed: SeedFile, images: dict[str, bytes]) -> BeautifulSoup:
    """Return a document as HTML, without page breaks, and add its images to `images`."""

    def add(image: mammoth.documents.Image) -> dict[str, str]:
        try:
            opened = image.open()
        except ExternalFileAccessIsDisabledError:
            return {"src": _LINKED}
        with opened as stream:
            return {"src": add_content(stream.read(), images)}

    result = mammoth.convert_to_html(
        BytesIO(seed.content),
        style_map=_STYLES,
        convert_image=mammoth.images.img_element(add),
        external_file_access=False,
    )
    page = parse_html(result.value)
    for page_break in page.select("hr"):
        page_break.replace_with(" ")
    return page


def _refuse_other_files(seed: SeedFile) -> None:
    """Raise PublisherError for a file that is not a Word document or unpacks to too much."""
    # zipfile raises many types, such as for unknown versions.
    with (
        library_errors(lambda _: _not_word(seed.path)),
        zipfile.ZipFile(BytesIO(seed.content)) as archive,
    ):
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    if "[Content_Types].xml" not in sizes:
        raise _not_word(seed.path)
    xml_bytes = sum(size for name, size in sizes.items() if name.endswith((".xml", ".rels")))
    for unpacked, limit in (
        (xml_bytes, _MAX_XML_BYTES),
        (sum(sizes.values()), _MAX_UNPACKED_BYTES),
    ):
        if unpacked > limit:
            raise PublisherError(
                f"unpacks to more than {limit // 2**20} MiB; split it", file=seed.path
            )


def _not_word(file: Path) -> PublisherError:
    return PublisherError("is not a Word document; save it in Word as .docx again", file=file)
