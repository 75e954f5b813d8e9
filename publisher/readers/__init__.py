"""Readers: a seed's file in, a Document out; one module a format.

`READERS` maps a file's ending to its reader: a function from the seed's file, its sidecar
and the folder of all seeds to a Reading. All that seeds have in common is done here.
"""

from __future__ import annotations

import hashlib
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.markup.document import Document
from publisher.readers import markdown, text
from publisher.readers.sidecar import read_sidecar

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.readers.reading import Reading
    from publisher.readers.sidecar import Sidecar


def _read_html(file: Path, sidecar: Sidecar, seeds: Path) -> Reading:
    """Import what web pages need only where there is one."""
    from publisher.readers import html  # noqa: PLC0415 - a tenth of a second

    return html.read(file, sidecar, seeds)


def _read_docx(file: Path, sidecar: Sidecar, seeds: Path) -> Reading:
    """Import what Word documents need only where there is one."""
    from publisher.readers import docx  # noqa: PLC0415 - a tenth of a second

    return docx.read(file, sidecar, seeds)


READERS = MappingProxyType(
    {
        ".txt": text.read,
        ".md": markdown.read,
        ".html": _read_html,
        ".htm": _read_html,
        ".docx": _read_docx,
    }
)


def read(file: Path, slug: str, language: Language) -> Document:
    """Read a seed and its sidecar; `language` is the project's, which metadata may override.

    Raises PublisherError for all that cannot be read, with the line where there is one.
    """
    if file.suffix.lower() not in READERS:
        raise PublisherError(f"cannot be read; save it as {', '.join(READERS)}", file=file)
    seeds = file.parents[slug.count("/")]
    reading = _reading(file, seeds)
    if reading.metadata.language is not None:
        language = Language(reading.metadata.language)
    return Document(
        slug,
        language,
        reading.metadata,
        tuple(reading.tokens),
        file,
        _revision(file),
        scope=reading.scope,
        assets=reading.assets,
        warnings=tuple(reading.warnings),
        metadata_file=reading.metadata_file,
    )


def _reading(file: Path, seeds: Path) -> Reading:
    metadata = file.with_suffix(".toml")
    if not metadata.resolve().is_relative_to(seeds.resolve()):
        raise PublisherError("leads out of seeds/; copy it into the folder", file=metadata)
    try:
        return READERS[file.suffix.lower()](file, read_sidecar(metadata), seeds)
    except PublisherError as error:
        raise PublisherError(error.message, file=error.file or file, line=error.line) from error


def _revision(file: Path) -> str:
    """Name the content of a file as git names it (`git hash-object`), in a tree or out of one."""
    content = file.read_bytes()
    header = b"blob %d\0" % len(content)
    return hashlib.sha1(header + content, usedforsecurity=False).hexdigest()[:12]
