"""Word: the text, tables, images and footnotes of a .docx, through mammoth."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import mammoth
from bs4 import BeautifulSoup
from mammoth.docx.files import ExternalFileAccessIsDisabledError

from publisher.base.errors import PublisherError
from publisher.base.files import open_regular
from publisher.images.load import image_asset, keep
from publisher.readers.html_cleanup import to_markdown
from publisher.readers.markdown import read_converted

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.markup.document import Asset
    from publisher.readers.reading import Reading
    from publisher.readers.sidecar import Sidecar

_LIMIT = 64 * 2**20
_UNPACKED_LIMIT = 512 * 2**20
_TEXT_LIMIT = 64 * 2**20  # of XML, which takes many times as much memory

# What Word's own styles mean; mammoth knows its headings and lists.
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


def read(file: Path, sidecar: Sidecar, _seeds: Path) -> Reading:
    """Read a Word document; its title is the paragraph of style Title, or its first heading.

    Raises PublisherError for a file that is no such document.
    """
    _refuse_other_files(file)
    assets: dict[str, Asset] = {}

    def take(image: mammoth.documents.Image) -> dict[str, str]:
        name = f"number {len(assets) + 1} of the document"
        try:
            opened = image.open()
        except ExternalFileAccessIsDisabledError as error:
            problem = f"the image {name} lies in another file; embed it into the document"
            raise PublisherError(problem) from error
        with opened as stream:
            asset = image_asset(stream.read(), name)
        return {"src": keep(asset, assets)}

    try:
        with file.open("rb") as stream:
            result = mammoth.convert_to_html(
                stream,
                style_map=_STYLES,
                convert_image=mammoth.images.img_element(take),
                external_file_access=False,
            )
        text = to_markdown(BeautifulSoup(result.value, "html.parser"))
    except PublisherError as error:
        raise PublisherError(error.message, file=file) from error
    except Exception as error:  # mammoth has no errors of its own
        raise _not_word(file) from error
    return read_converted(
        text, file, sidecar.metadata, sidecar, assets.__getitem__, "a paragraph of style Title"
    )


def _refuse_other_files(file: Path) -> None:
    with open_regular(file, limit=_LIMIT) as stream:
        try:
            with zipfile.ZipFile(stream) as archive:
                sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise _not_word(file) from error
    if "[Content_Types].xml" not in sizes:
        raise _not_word(file)
    texts = [size for name, size in sizes.items() if name.endswith((".xml", ".rels"))]
    for unpacked, limit in ((texts, _TEXT_LIMIT), (sizes.values(), _UNPACKED_LIMIT)):
        if sum(unpacked) > limit:
            raise PublisherError(f"unpacks to more than {limit // 2**20} MiB; split it", file=file)


def _not_word(file: Path) -> PublisherError:
    return PublisherError("is not a Word document; save it as .docx in Word anew", file=file)
