"""Withdrawal of files that the current texts and catalogues would not produce."""

from __future__ import annotations

import contextlib
import datetime as dt
import glob
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from publisher.base.errors import PublisherError, reason_of
from publisher.base.files import is_inside
from publisher.language.locale import Language
from publisher.outputs import DRAFTS
from publisher.project.results import Result, StaleFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from publisher.outputs import Output
    from publisher.project.config import Config
    from publisher.project.project import Project


@dataclass(frozen=True)
class EditionPaths:
    """Paths of editions in an output's folder.

    Files of `fresh` editions stay; the gate decides about those of `stale` ones. `others_stay` if
    it is not known which articles there are.
    """

    fresh: set[Path] = field(default_factory=set)
    stale: set[Path] = field(default_factory=set)
    others_stay: bool = False

    def add(self, path: Path, *, fresh: bool) -> None:
        """Add the path of an edition."""
        (self.fresh if fresh else self.stale).add(path)

    def union(self, other: EditionPaths) -> EditionPaths:
        """Return the paths of both; a path that is fresh in one stays."""
        stay = self.others_stay or other.others_stay
        return EditionPaths(self.fresh | other.fresh, self.stale | other.stale, stay)


def edition_paths(project: Project, output: Output, slugs: Iterable[str]) -> EditionPaths:
    """Return the paths of articles' editions.

    An edition whose seed or catalogue cannot be read keeps its last files until that is fixed.
    """
    build, paths = project.config.build, EditionPaths()
    for slug in slugs:
        try:
            languages = project.all_languages(project.document(slug))
        except PublisherError:
            pattern = f"{glob.escape(slug)}.*.{output.ending}"
            for folder in (build / output.folder, build / DRAFTS):
                files = (file.relative_to(folder) for file in folder.glob(pattern))
                paths.fresh.update(build / output.folder / file for file in files)
            continue
        for language in languages:
            fresh = project.is_publishable(slug, language, if_unreadable=True)
            paths.add(output.path_of(build, slug, language.code), fresh=fresh)
    return paths


class Withdrawal(NamedTuple):
    """Stale files that were withdrawn or kept, and an error for each that cannot be deleted."""

    files: list[StaleFile]
    failures: list[Result]


def withdraw_stale(config: Config, output: Output, paths: EditionPaths) -> Withdrawal:
    """Remove the files of an output that are not of `paths`, and drafts of no edition.

    Stale editions are removed too, or kept if the gate is configured so. Files without the name
    of an edition stay: they can be of another program.
    """
    withdrawal = Withdrawal([], [])
    if outside := _outside(config, output):
        withdrawal.failures.append(Result(error=outside))
        return withdrawal
    for stale in _stale_files(config, output, paths):
        try:
            if stale.kept_since is None:
                remove(stale.file, config.build)
        except OSError as error:
            problem = PublisherError(f"is stale: {reason_of(error)}", file=stale.file)
            withdrawal.failures.append(Result(error=problem))
        else:
            withdrawal.files.append(stale)
    return withdrawal


def _outside(config: Config, output: Output) -> PublisherError | None:
    """Return the error of an output's folder that is a link out of the project, if one is."""
    for name in (output.folder, DRAFTS):
        if not is_inside(folder := config.build / name, config.root):
            problem = "leads out of the project, where nothing is deleted; replace it by a folder"
            return PublisherError(problem, file=folder)
    return None


def _stale_files(config: Config, output: Output, paths: EditionPaths) -> Iterator[StaleFile]:
    folder, drafts = (config.build / name for name in (output.folder, DRAFTS))
    known = {file.relative_to(folder) for file in (*paths.fresh, *paths.stale)}
    stale = paths.stale - paths.fresh
    for draft in sorted(drafts.rglob(f"*.{output.ending}")):
        is_gone = draft.relative_to(drafts) not in known and not paths.others_stay
        if is_gone and _is_edition(draft):
            yield StaleFile(draft, is_draft=True)
    for file in sorted(folder.rglob(f"*.{output.ending}")):
        if file in stale and config.gate.stale == "keep":
            day = dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC).date()
            yield StaleFile(file, day)
        else:
            is_gone = file not in paths.fresh and not paths.others_stay
            if (file in stale or is_gone) and _is_edition(file):
                yield StaleFile(file)


def _is_edition(file: Path) -> bool:
    """Return whether a file has the name of an edition: an article, then a language."""
    slug, _, code = file.stem.rpartition(".")
    try:
        Language.parse(code)
    except PublisherError:
        return False
    return bool(slug)


def remove(file: Path, build: Path) -> None:
    """Delete an output's file, if it exists, and the folders that this leaves empty."""
    if not file.is_file():
        return
    file.unlink()
    with contextlib.suppress(OSError):  # a folder that is not empty
        for parent in file.parents:
            if parent.parent == build:
                break
            parent.rmdir()
