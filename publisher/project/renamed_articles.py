"""Renamed articles: a new article with the texts of one that is gone takes its catalogues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publisher.base.errors import PublisherError, reason_of
from publisher.base.files import is_there
from publisher.base.guard import Budget, guard
from publisher.base.renames import rename_new
from publisher.catalogues import pofile
from publisher.catalogues.catalogue import CREDITS
from publisher.catalogues.catalogue_file import CatalogueFile, read_catalogue
from publisher.catalogues.rewrite import rewrite
from publisher.editions.edition import messages_of
from publisher.project.orphans import find_orphans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from publisher.project.config import Config
    from publisher.project.orphans import Orphan
    from publisher.project.project import Project

# Share of equal texts that makes an article the successor of another: more than a
# series of articles has in common by its standing headings and notices.
_LEAST_SHARED = 0.5
_SHARED_BY_ALL = frozenset({CREDITS})


@dataclass(frozen=True)
class Renamed:
    """An article that was renamed, and the orphan whose catalogues are its own."""

    slug: str
    orphan: Orphan

    def moves(self, config: Config) -> Iterator[tuple[Path, Path]]:
        """Yield each file of the orphan, and its new path. Raises PublisherError."""
        if self.orphan.pot is not None:
            yield self.orphan.pot, config.pot(self.slug)
        for file in self.orphan.catalogues:
            folder = next(x for x in file.parents if x.name == "LC_MESSAGES")
            yield file, config.inside(folder / f"{self.slug}.po")


def renamed_articles(project: Project) -> list[Renamed]:
    """Return the chosen articles without catalogues that have the texts of an orphan.

    Each orphan has one successor: the article that shares most with it. Raises PublisherError
    for a folder of catalogues that cannot be read.
    """
    orphans = find_orphans(project.config, project.seeds)
    if not orphans:
        return []
    texts = {slug: found for slug in _new_slugs(project) if (found := _texts(project, slug))}
    if not texts:
        return []
    before = {orphan.slug: found for orphan in orphans if (found := _former_texts(orphan))}
    shares = sorted(
        (
            (_shared(texts[slug], before[orphan.slug]), slug, orphan.slug)
            for slug in texts
            for orphan in orphans
            if orphan.slug in before
        ),
        key=lambda share: (-share[0], share[1:]),
    )
    by_slug = {orphan.slug: orphan for orphan in orphans}
    renamed: list[Renamed] = []
    for share, slug, old in shares:
        if share >= _LEAST_SHARED and slug in texts and old in by_slug:
            del texts[slug]
            renamed.append(Renamed(slug, by_slug.pop(old)))
    return sorted(renamed, key=lambda article: article.slug)


def move(file: Path, target: Path, slug: str) -> None:
    """Move a catalogue or .pot file to its new name, and name the article in its header.

    Raises PublisherError, and leaves the file in its place, if it cannot be moved.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        rename_new(file, target)
    except OSError as error:
        raise PublisherError(f"cannot be renamed: {reason_of(error)}", file=file) from error

    rewrite(read_catalogue(target), lambda renamed: _naming(renamed, slug))


def moved(file: Path, target: Path, slug: str) -> CatalogueFile:
    """Return the file that `move` would write, without moving one. Raises PublisherError."""
    renamed = CatalogueFile(target, read_catalogue(file).raw)
    return CatalogueFile(target, _naming(renamed, slug))


def _naming(renamed: CatalogueFile, slug: str) -> bytes:
    """Return the content of a file, with the name of its article in its header."""
    po = renamed.parse()
    po.metadata["Project-Id-Version"] = slug
    return pofile.canonical(po, renamed.path)


def _new_slugs(project: Project) -> Iterator[str]:
    """Yield the chosen articles without any catalogue."""
    locales = project.config.locales
    for slug in project.chosen_slugs:
        files = (
            locales / f"{slug}.pot",
            *(folder / f"{slug}.po" for folder in locales.glob("*/LC_MESSAGES")),
        )
        if not any(map(is_there, files)):
            yield slug


def _texts(project: Project, slug: str) -> frozenset[str]:
    """Return the texts of an article; none if it cannot be read, which its update reports."""
    try:
        document = project.document(slug)
        with guard(document.file, Budget.whole(project.config.limits)):
            messages = messages_of(document, project.config.segment)
    except PublisherError:
        return frozenset()
    return frozenset(message.source for message in messages) - _SHARED_BY_ALL


def _former_texts(orphan: Orphan) -> frozenset[str]:
    """Return the texts of an article that is gone, from the first file that can be read."""
    for file in filter(None, (orphan.pot, *orphan.catalogues)):
        try:
            with guard(file):
                entries = read_catalogue(file).po
        except PublisherError:
            continue
        return frozenset(x.msgid for x in entries if not x.obsolete) - _SHARED_BY_ALL
    return frozenset()


def _shared(texts: Collection[str], others: Collection[str]) -> float:
    """Return the share of equal texts (Dice's coefficient)."""
    equal = len(frozenset(texts) & frozenset(others))
    return 2 * equal / (len(texts) + len(others))
