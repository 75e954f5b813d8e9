"""Taking back what was published and is not what today's text and catalogues say."""

from __future__ import annotations

import datetime as dt
import glob
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.base.errors import FAILURES
from publisher.project.results import Stale

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from publisher.language.locale import Language
    from publisher.outputs import Output
    from publisher.project.config import Config
    from publisher.project.project import Project


def withdraw_stale(
    config: Config, output: Output, fresh: Collection[Path], old: Collection[Path]
) -> list[Stale]:
    """Take out of an output's folder all that today's text does not make, and name it.

    `fresh` are the files of finished editions, `old` those of editions that are finished
    no more, which stay where the gate keeps what is stale.
    """
    folder, drafts = (config.build / name for name in (output.folder, output.draft_folder))
    if not output.is_gated:
        return []
    known = {file.relative_to(folder) for file in (*fresh, *old)}
    found = []
    for draft in sorted(drafts.rglob(f"*.{output.ending}")):
        if draft.relative_to(drafts) not in known:
            remove(draft)
            found.append(Stale(draft))
    for file in sorted(folder.rglob(f"*.{output.ending}")):
        if file in fresh:
            continue
        if file in old and config.gate.stale == "keep":
            day = dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC).date()
            found.append(Stale(file, day))
        else:
            remove(file)
            found.append(Stale(file))
    return found


def remove(file: Path) -> None:
    """Delete a file if there is one."""
    if file.is_file():
        file.unlink()


def finished_files(
    project: Project, output: Output, slugs: Iterable[str]
) -> tuple[set[Path], set[Path]]:
    """Return the places of articles' finished editions, and of those that are not finished.

    An edition whose seed or catalogue cannot be read keeps its last file, until somebody
    mends that.
    """
    from publisher.project.status import is_finished  # noqa: PLC0415 - reads seeds

    def may_stay(slug: str, language: Language) -> bool:
        try:
            return is_finished(project, slug, language)
        except FAILURES:
            return True

    build = project.config.build
    fresh, old = set[Path](), set[Path]()
    for slug in slugs:
        try:
            languages = project.all_languages(project.document(slug))
        except FAILURES:
            pattern = f"{glob.escape(slug)}.*.{output.ending}"
            fresh.update((build / output.folder).glob(pattern))
            continue
        for language in languages:
            place = output.place(build, slug, language.code)
            (fresh if may_stay(slug, language) else old).add(place)
    return fresh, old
