"""Word: the text, tables, images and footnotes of a .docx file, converted by mammoth."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import mammoth
from mammoth.docx.files import ExternalFileAccessIsDisabledError

from publisher.base.errors import PublisherError
from publisher.base.guard import library_errors
from publisher.images.load import add_image
from publisher.readers.article import ArticleSource, read_converted
from publisher.readers.html_to_markdown.convert import to_markdown
from publisher.readers.html_to_markdown.parse import parse_html

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.markup.document import Asset
    from publisher.readers.parsed_source import ParsedSource
    from publisher.readers.seed_file import SeedFile

_MAX_UNPACKED_BYTES = 512 * 2**20
_MAX_XML_BYTES = 64 * 2**20  # parsed, XML takes many times as much memory

# HTML elements for Word's built-in styles; mammoth knows headings and lists by itself.
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
r[style-name='HTML Code'] => code
strike => s
br[type='page'] => hr
br[type='column'] => br
"""


def read(seed: SeedFile) -> ParsedSource:
    """Read a Word document; its title is the paragraph of style Title, or its first heading.

    Raises PublisherError for any other file.
    """
    sidecar = seed.sidecar
    _refuse_other_files(seed)
    assets: dict[str, Asset] = {}
    text = _to_markdown(seed, assets)
    source = ArticleSource(
        file=seed.path,
        metadata=sidecar.metadata,
        metadata_file=sidecar.file,
        load_image=assets.__getitem__,
        title_hint="begin with a paragraph of style Title,"
        f' or write title = "…" in {sidecar.file.name}',
    )
    return read_converted(text, source, sidecar)


def _to_markdown(seed: SeedFile, assets: dict[str, Asset]) -> str:
    """Convert a Word document to Markdown, and add its images to `assets`."""

    def add(image: mammoth.documents.Image) -> dict[str, str]:
        return {"src": _add_image(image, assets)}

    with library_errors(lambda _: _not_word(seed.path)):  # mammoth has no error class
        result = mammoth.convert_to_html(
            BytesIO(seed.content),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(add),
            external_file_access=False,
        )
        return to_markdown(parse_html(result.value))


def _add_image(image: mammoth.documents.Image, assets: dict[str, Asset]) -> str:
    name = f"number {len(assets) + 1} of the document"
    try:
        opened = image.open()
    except ExternalFileAccessIsDisabledError as error:
        problem = f"the image {name} is in another file; embed it in the document"
        raise PublisherError(problem) from error
    with opened as stream:
        return add_image(stream.read(), name, assets)


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
