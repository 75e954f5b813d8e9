"""Readers: a seed's file in, a Document out; one module a format.

`READERS` maps a file's ending to its reader. A reader is a function from the
seed's text, its file and the sidecar's table to metadata and tokens; all that seeds
have in common is done here.
"""

from __future__ import annotations

import hashlib
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.config import nearest
from publisher.document import Document
from publisher.errors import ConfigError, PublisherError, SeedError
from publisher.files import read_text
from publisher.language import Language
from publisher.readers import text
from publisher.readers.history import modified
from publisher.readers.sidecar import read_sidecar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from publisher.config import Config

READERS = MappingProxyType({".txt": text.read})

_LIMIT = 8 * 2**20


def find_seeds(config: Config) -> dict[str, Path]:
    """Map each slug in seeds/ to its file, in order of slug.

    Raises SeedError for two seeds of one slug, a seed that lies outside the folder
    (through a symbolic link) and a sidecar that describes no seed.
    """
    seeds: dict[str, Path] = {}
    for file in sorted(config.seeds.rglob("*")):
        if file.suffix not in READERS or not file.is_file():
            continue
        slug = file.relative_to(config.seeds).with_suffix("").as_posix()
        if slug in seeds:
            raise SeedError(f"has the same slug as {seeds[slug].name}; rename one", file=file)
        _refuse_strange_path(file, slug, config.seeds)
        seeds[slug] = file
    _refuse_orphans(config.seeds, seeds)
    return seeds


def _refuse_strange_path(file: Path, slug: str, folder: Path) -> None:
    if not file.resolve().is_relative_to(folder.resolve()):
        raise SeedError("leads out of seeds/; copy the article into the folder", file=file)
    if not slug.isprintable() or slug.startswith("-") or slug == "publisher":
        raise SeedError(
            f"{slug!r} cannot name an article; rename the file with letters, digits and hyphens",
            file=file,
        )


def _refuse_orphans(folder: Path, seeds: Mapping[str, Path]) -> None:
    for sidecar in sorted(folder.rglob("*.toml")):
        slug = sidecar.relative_to(folder).with_suffix("").as_posix()
        if slug not in seeds:
            hint = nearest(slug, seeds) or "; rename it or add the article"
            raise SeedError(f"describes no article: there is no seed {slug!r}{hint}", file=sidecar)


def choose_seeds(config: Config, slugs: Sequence[str]) -> dict[str, Path]:
    """Return the seeds called `slugs`, or all; raise ConfigError for a name that is none."""
    seeds = find_seeds(config)
    if not seeds:
        raise SeedError("holds no article; put a .txt file there", file=config.seeds)
    for slug in slugs:
        if slug not in seeds:
            raise ConfigError(f"no seed is called {slug!r}{nearest(slug, seeds)}")
    return {slug: file for slug, file in seeds.items() if not slugs or slug in slugs}


def read(file: Path, slug: str, language: Language) -> Document:
    """Read a seed and its sidecar; `language` is the project's, which metadata may override.

    Raises SeedError for all that cannot be read, with the line where there is one.
    """
    try:
        content = read_text(file, limit=_LIMIT)
        sidecar = read_sidecar(file.with_suffix(".toml"))
        metadata, tokens = READERS[file.suffix](content, file, sidecar)
    except SeedError:
        raise
    except PublisherError as error:
        raise SeedError(error.message, file=error.file or file, line=error.line) from error
    if metadata.language is not None:
        language = Language(metadata.language)
    revision = _revision(file)
    return Document(slug, language, metadata, tuple(tokens), file, revision, modified(file))


def _revision(file: Path) -> str:
    """Name the content of a file as git names it (`git hash-object`), in a tree or out of one."""
    content = file.read_bytes()
    header = b"blob %d\0" % len(content)
    return hashlib.sha1(header + content, usedforsecurity=False).hexdigest()[:12]
