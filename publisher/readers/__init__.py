"""Readers: a seed's file in, a Document out; one module a format.

`READERS` maps a file's ending to its reader: a function from the seed's file, its sidecar
and the folder of all seeds to a Reading. All that seeds have in common is done here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.document import Document
from publisher.errors import PublisherError
from publisher.language import Language
from publisher.readers import docx, html, markdown, text
from publisher.readers.sidecar import read_sidecar
from publisher.tables import nearest

if TYPE_CHECKING:
    from publisher.readers.reading import Reading

READERS = MappingProxyType(
    {
        ".txt": text.read,
        ".md": markdown.read,
        ".html": html.read,
        ".htm": html.read,
        ".docx": docx.read,
    }
)


@dataclass(frozen=True)
class Seeds:
    """The articles in seeds/, by slug and in its order, and what there cannot be one."""

    files: dict[str, Path] = field(default_factory=dict)
    errors: list[PublisherError] = field(default_factory=list)


def find_seeds(folder: Path) -> Seeds:
    """Find the articles; hidden files are none.

    Errors are a second seed of one slug, a seed that lies outside the folder (through a
    symbolic link), a name that cannot be an article's, and a sidecar without article.
    """
    seeds = Seeds()
    visible = [file for file in sorted(folder.rglob("*")) if not _is_hidden(file, folder)]
    for file in visible:
        if file.suffix.lower() in READERS:
            slug = _slug(file, folder)
            try:
                _refuse_strange(file, slug, folder)
            except PublisherError as error:
                seeds.errors.append(error)
                continue
            if slug in seeds.files:
                seeds.errors.append(
                    PublisherError(
                        f"has the same slug as {seeds.files[slug].name}; rename one", file=file
                    )
                )
            else:
                seeds.files[slug] = file
    seeds.errors.extend(_orphan_errors(visible, folder))
    return seeds


def _is_hidden(file: Path, folder: Path) -> bool:
    """Say whether a file is hidden, or lies in the folder that a browser saves with a page."""
    parents = [folder / parent for parent in file.relative_to(folder).parents]
    pages = [str(p).removesuffix("_files") for p in parents if p.name.endswith("_files")]
    if any(Path(f"{page}{end}").exists() for page in pages for end in (".html", ".htm")):
        return True
    # Word keeps a file of such a name beside a document that is open.
    return any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)


def _slug(file: Path, folder: Path) -> str:
    return file.relative_to(folder).with_suffix("").as_posix()


def _refuse_strange(file: Path, slug: str, folder: Path) -> None:
    try:
        target = file.resolve()
    except RuntimeError as error:
        raise PublisherError("is a link that leads to itself; delete it", file=file) from error
    if not target.is_relative_to(folder.resolve()):
        raise PublisherError("leads out of seeds/; copy the article into the folder", file=file)
    if not file.is_file():
        raise PublisherError("is not a file; an article is a file", file=file)
    if not slug.isprintable() or slug.startswith("-") or slug == "publisher":
        raise PublisherError(
            f"{slug!r} cannot name an article; rename the file with letters, digits and hyphens",
            file=file,
        )


def _orphan_errors(visible: list[Path], folder: Path) -> list[PublisherError]:
    slugs = {_slug(file, folder) for file in visible if file.suffix.lower() in READERS}
    orphans = {
        sidecar: _slug(sidecar, folder)
        for sidecar in visible
        if sidecar.suffix == ".toml" and _slug(sidecar, folder) not in slugs
    }
    return [
        PublisherError(
            f"describes no article: there is no seed {slug!r}"
            f"{nearest(slug, slugs) or '; rename it or add the article'}",
            file=sidecar,
        )
        for sidecar, slug in orphans.items()
    ]


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
