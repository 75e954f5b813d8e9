"""Taking back what was published and is not what today's text and catalogues say."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from publisher.results import Stale

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from publisher.config import Config
    from publisher.outputs import Output


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
