"""Readers: a seed's file in, a Document out; one module a format.

READERS maps a file's suffix to its module, whose function `read` turns the file, its
sidecar and the folder of all seeds into a ParsedSource. A module is imported on first use,
so that finding seeds loads no parser.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError
from publisher.language.locale import Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from publisher.markup.document import Document
    from publisher.readers.parsed_source import ParsedSource
    from publisher.readers.sidecar import Sidecar

    Reader = Callable[[Path, Sidecar, Path], ParsedSource]

READERS = MappingProxyType(
    {
        ".txt": "publisher.readers.text",
        ".md": "publisher.readers.markdown",
        ".html": "publisher.readers.html",
        ".htm": "publisher.readers.html",
        ".docx": "publisher.readers.docx",
    }
)


def read(file: Path, slug: str, language: Language) -> Document:
    """Read a seed and its sidecar; `language` applies unless the metadata has one.

    Raises PublisherError, with the line if there is one.
    """
    from publisher.markup.document import Document  # noqa: PLC0415 - see the module's docstring

    if file.suffix.lower() not in READERS:
        raise PublisherError(f"cannot be read; save it as {', '.join(READERS)}", file=file)
    parsed = _parse(file, seeds=file.parents[slug.count("/")])
    if parsed.metadata.language is not None:
        language = Language(parsed.metadata.language)
    return Document(
        slug,
        language,
        parsed.metadata,
        tuple(parsed.tokens),
        file,
        _revision(file),
        scope=parsed.scope,
        assets=parsed.assets,
        warnings=tuple(parsed.warnings),
        metadata_file=parsed.metadata_file,
    )


def _parse(file: Path, seeds: Path) -> ParsedSource:
    from publisher.readers.sidecar import read_sidecar  # noqa: PLC0415 - likewise

    sidecar_file = file.with_suffix(".toml")
    if not sidecar_file.resolve().is_relative_to(seeds.resolve()):
        raise PublisherError("leads out of seeds/; copy it into the folder", file=sidecar_file)
    reader: Reader = import_module(READERS[file.suffix.lower()]).read
    try:
        return reader(file, read_sidecar(sidecar_file), seeds)
    except PublisherError as error:
        raise PublisherError(error.message, file=error.file or file, line=error.line) from error


def _revision(file: Path) -> str:
    """Return the abbreviated hash that `git hash-object` computes for a file."""
    content = file.read_bytes()
    header = b"blob %d\0" % len(content)
    return hashlib.sha1(header + content, usedforsecurity=False).hexdigest()[:12]
