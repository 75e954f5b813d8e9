"""Readers, one module a format.

In: a seed and its sidecar. Out: a Document.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from publisher.base.errors import PublisherError
from publisher.base.files import is_inside, open_regular
from publisher.base.project_folder import name_of
from publisher.language.locale import Language
from publisher.readers.seed_file import SeedFile, sidecar_of
from publisher.readers.settings import DEFAULT_SETTINGS, ReaderSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from publisher.markup.document import Document
    from publisher.readers.converted import ConvertedArticle
    from publisher.readers.sidecar import Sidecar


_T = TypeVar("_T")
_MIB = 2**20


class Format(NamedTuple):
    """A file format: the module whose function `read` returns a ParsedSource, and its size limit.

    The module is imported on first use, so that finding seeds loads no parser.
    """

    module: str
    max_bytes: int = 8 * _MIB


# Formats by suffix.
READERS = MappingProxyType(
    {
        ".txt": Format("publisher.readers.text"),
        ".md": Format("publisher.readers.markdown"),
        ".markdown": Format("publisher.readers.markdown"),
        ".mdx": Format("publisher.readers.markdown"),
        ".qmd": Format("publisher.readers.markdown"),
        ".rmd": Format("publisher.readers.markdown"),
        ".html": Format("publisher.readers.html"),
        ".htm": Format("publisher.readers.html"),
        ".docx": Format("publisher.readers.docx", 64 * _MIB),
    }
)

# Formats that are converted to Markdown.
CONVERTED = (".docx", ".html", ".htm")


def read(
    file: Path,
    slug: str,
    language: Language,
    boundary: Path | None = None,
    settings: ReaderSettings = DEFAULT_SETTINGS,
) -> Document:
    """Read a seed and its sidecar; `language` applies unless the metadata has one.

    Nothing outside the folder `boundary` is read; by default, it is the folder that the slug is
    relative to.

    Raises PublisherError, with the line if there is one.
    """
    from publisher.markup.document import Document  # noqa: PLC0415 - loads a parser; see Format

    base = file.parents[slug.count("/")]
    seed = _open(file, base, language, boundary or base, settings)
    parsed = _guarded(seed, import_module(READERS[file.suffix.lower()].module).read)
    if parsed.metadata.language is not None:
        language = Language(parsed.metadata.language)
    return Document(
        slug=slug,
        language=language,
        metadata=parsed.metadata,
        tokens=tuple(parsed.tokens),
        file=file,
        revision=seed.revision,
        scope=parsed.scope,
        assets=parsed.assets,
        links=parsed.links,
        faults=tuple(parsed.faults),
        metadata_file=parsed.metadata_file,
        ignored_keys=parsed.ignored_keys,
    )


def convert(file: Path, language: Language) -> ConvertedArticle:
    """Convert a Word document or web page, which need not be a seed, to Markdown.

    Raises PublisherError.
    """
    if file.suffix.lower() not in CONVERTED:
        raise PublisherError(f"cannot be imported; save it as {', '.join(CONVERTED)}", file=file)
    seed = _open(file, file.parent, language, file.parent, DEFAULT_SETTINGS)
    converter: Callable[[SeedFile], ConvertedArticle]
    converter = import_module(READERS[file.suffix.lower()].module).convert
    return _guarded(seed, converter)


def _open(
    file: Path, base: Path, language: Language, boundary: Path, settings: ReaderSettings
) -> SeedFile:
    file_format = READERS.get(file.suffix.lower())
    if file_format is None:
        if file.exists() and not file.is_file():
            raise PublisherError("is not a file; name a document", file=file)
        raise PublisherError(f"cannot be read; save it as {', '.join(READERS)}", file=file)
    sidecar, content = _load(file, boundary, file_format.max_bytes)
    return SeedFile(
        path=file,
        content=content,
        sidecar=sidecar,
        base=base,
        boundary=boundary,
        language=language,
        settings=settings,
    )


def _load(file: Path, boundary: Path, max_bytes: int) -> tuple[Sidecar, bytes]:
    """Read a seed's sidecar and its content, each once. Raises PublisherError."""
    from publisher.readers.sidecar import read_sidecar  # noqa: PLC0415 - likewise

    sidecar_file = sidecar_of(file)
    if not is_inside(sidecar_file, boundary):
        problem = f"leads out of {name_of(boundary)}; copy the file into it"
        raise PublisherError(problem, file=sidecar_file)
    sidecar = read_sidecar(sidecar_file)
    return sidecar, open_regular(file, limit=max_bytes).getvalue()


def _guarded(seed: SeedFile, reader: Callable[[SeedFile], _T]) -> _T:
    """Run a format's reader; its errors name the seed, unless they name another file."""
    try:
        return reader(seed)
    except PublisherError as error:
        file = error.file or seed.path
        raise PublisherError(error.message, file=file, line=error.line) from error
