"""Withdrawal of files that the present texts and catalogues would not produce."""

from __future__ import annotations

import datetime as dt
import glob
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from publisher.base.errors import FAILURES
from publisher.project.results import StaleFile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from publisher.language.locale import Language
    from publisher.outputs import Output
    from publisher.project.config import Config
    from publisher.project.project import Project


@dataclass(frozen=True)
class Places:
    """Paths of editions in an output's folder: `fresh` ones stay, `stale` ones go by the gate."""

    fresh: set[Path] = field(default_factory=set)
    stale: set[Path] = field(default_factory=set)

    def add(self, path: Path, *, fresh: bool) -> None:
        """Add the path of an edition."""
        (self.fresh if fresh else self.stale).add(path)

    def union(self, other: Places) -> Places:
        """Return the paths of both; fresh in one is fresh."""
        fresh = self.fresh | other.fresh
        return Places(fresh, (self.stale | other.stale) - fresh)


def places_of(project: Project, output: Output, slugs: Iterable[str]) -> Places:
    """Return the paths of articles' editions.

    An edition whose seed or catalogue cannot be read keeps its last file until that is fixed.
    """
    build, places = project.config.build, Places()
    for slug in slugs:
        try:
            languages = project.all_languages(project.document(slug))
        except FAILURES:
            pattern = f"{glob.escape(slug)}.*.{output.ending}"
            places.fresh.update((build / output.folder).glob(pattern))
            continue
        for language in languages:
            place = output.path_of(build, slug, language.code)
            places.add(place, fresh=_may_stay(project, slug, language))
    return places


def _may_stay(project: Project, slug: str, language: Language) -> bool:
    try:
        return project.review(slug, language).publishable
    except FAILURES:
        return True


def withdraw_stale(config: Config, output: Output, places: Places) -> list[StaleFile]:
    """Remove the files of an output that are not of `places`, and drafts of no edition.

    Stale editions are removed too, or kept if the gate is configured so.
    """
    if not output.is_gated:
        return []
    folder, drafts = (config.build / name for name in (output.folder, output.draft_folder))
    known = {file.relative_to(folder) for file in (*places.fresh, *places.stale)}
    found = []
    for draft in sorted(drafts.rglob(f"*.{output.ending}")):
        if draft.relative_to(drafts) not in known:
            remove(draft)
            found.append(StaleFile(draft))
    for file in sorted(folder.rglob(f"*.{output.ending}")):
        if file in places.fresh:
            continue
        if file in places.stale and config.gate.stale == "keep":
            day = dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC).date()
            found.append(StaleFile(file, day))
        else:
            remove(file)
            found.append(StaleFile(file))
    return found


def remove(file: Path) -> None:
    """Delete a file if it exists."""
    if file.is_file():
        file.unlink()
