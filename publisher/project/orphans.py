"""Orphans: catalogues of articles that are gone, and their retirement.

A retired catalogue is moved to `locales/<language>/retired/`, where it stays a translation memory.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.base.config_tables import nearest
from publisher.base.errors import PublisherError, reason_of
from publisher.base.files import open_regular
from publisher.base.project_folder import files_below
from publisher.base.renames import rename_new
from publisher.project.default_page_words import LAYOUT_DOMAIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from publisher.project.config import Config
    from publisher.readers.discovery import Seeds

RETIRED = "retired"  # folder in that of a language
_POT, _PO = ".pot", ".po"
_LARGEST = 64 * 2**20  # bytes, as of all catalogues
_HEADER = 2**14  # bytes in which a header's first field is
_SPLIT = re.compile(rb'"\r?\n"')  # where an editor has wrapped a line


@dataclass(frozen=True)
class Orphan:
    """Files of an article that is gone: its catalogues, and its .pot file if there is one."""

    slug: str
    catalogues: tuple[Path, ...]
    pot: Path | None = None


def find_orphans(config: Config, seeds: Seeds) -> list[Orphan]:
    """Return the orphans of a project, by slug.

    A file counts if its header names the article: other programs keep catalogues in `locales/`,
    too. There are none if it is not known which articles there are. Raises PublisherError for a
    folder that cannot be read.
    """
    if not seeds.is_complete:
        return []
    pots = {
        slug: file
        for slug, file in _by_slug(config.locales, _POT)
        if _is_gone(slug, seeds) and _is_of(slug, file)
    }
    catalogues: dict[str, list[Path]] = {}
    for folder in sorted(config.locales.glob("*/LC_MESSAGES")):
        for slug, file in _by_slug(folder, _PO):
            if _is_gone(slug, seeds) and _is_of(slug, file):
                catalogues.setdefault(slug, []).append(file)
    slugs = sorted({*pots, *catalogues})
    return [Orphan(slug, tuple(catalogues.get(slug, ())), pots.get(slug)) for slug in slugs]


def choose_orphans(config: Config, seeds: Seeds, slugs: Collection[str]) -> list[Orphan]:
    """Return the orphans with these slugs; without any, all. Raises PublisherError for others."""
    orphans = find_orphans(config, seeds)
    known = [orphan.slug for orphan in orphans]
    for slug in slugs:
        if slug in seeds.files:
            problem = "has an article; delete or rename that first"
            raise PublisherError(f"{slug!r} {problem}", file=seeds.files[slug])
        if slug not in known:
            hint = nearest(slug, known)
            raise PublisherError(f"no catalogue is left of an article {slug!r}{hint}")
    return [orphan for orphan in orphans if not slugs or orphan.slug in slugs]


def retire(config: Config, orphan: Orphan) -> Iterator[Path | PublisherError]:
    """Move an orphan's catalogues to their languages' memories, and delete its .pot file.

    Yields the new path of each catalogue, or the error that kept it in its place.
    """
    for catalogue in orphan.catalogues:
        try:
            yield _retire(config, catalogue)
        except PublisherError as error:
            yield error
    if orphan.pot is not None:
        with contextlib.suppress(FileNotFoundError):
            orphan.pot.unlink()
        _delete_empty_folders(orphan.pot.parent, config.locales)


def _by_slug(folder: Path, ending: str) -> Iterator[tuple[str, Path]]:
    """Yield the files with an ending below a folder, each with its slug."""
    for file in files_below(folder, ending):
        slug = str(file).removeprefix(f"{folder}{os.sep}").removesuffix(ending)  # Path is slow
        if slug != LAYOUT_DOMAIN:
            yield slug, file


def _is_gone(slug: str, seeds: Seeds) -> bool:
    return slug not in seeds.files and not seeds.errors_of([slug])


def _is_of(slug: str, file: Path) -> bool:
    """Return whether the header of a file has the article as its project, as ours do."""
    try:
        header = open_regular(file, limit=_LARGEST).read(_HEADER)
    except PublisherError:
        return False
    return rf'"Project-Id-Version: {slug}\n'.encode() in _SPLIT.sub(b"", header)


def _retire(config: Config, catalogue: Path) -> Path:
    folder = next(x for x in catalogue.parents if x.name == "LC_MESSAGES")
    target = config.inside(folder.parent / RETIRED / catalogue.relative_to(folder))
    config.inside(catalogue)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target = _move(catalogue, target)
    except OSError as error:
        problem = f"cannot be retired: {reason_of(error)}"
        raise PublisherError(problem, file=catalogue) from error
    _delete_empty_folders(catalogue.parent, folder)
    return target


def _move(file: Path, target: Path) -> Path:
    """Move a file, and replace none: an article can be retired more than once."""
    for number in itertools.count(2):
        try:
            rename_new(file, target)
        except FileExistsError:
            target = target.with_name(f"{file.stem}-{number}{file.suffix}")
        else:
            break
    return target


def _delete_empty_folders(folder: Path, root: Path) -> None:
    with contextlib.suppress(OSError):  # one that is not empty
        while folder != root:
            folder.rmdir()
            folder = folder.parent
