"""What there is to make, and what became of it: plain data, quick to import."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from publisher.base.errors import PublisherError
from publisher.catalogues.freshness import Freshness
from publisher.checks.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from publisher.language.locale import Language


@dataclass(frozen=True)
class Job:
    """One edition to make. What cannot be an edition has an error and no language."""

    slug: str = ""
    language: Language | None = None
    error: PublisherError | None = None


@dataclass(frozen=True)
class Result:
    """What became of a job.

    `missing_words` counts the layouts' own words that are not translated; `warnings` are
    what an editor or translator should know and that stops nothing. `stale_since` is the
    day when the article became newer than its translation, where the history tells.
    `held` says why the gate kept a complete edition back, `findings` are what blocks it.
    `scale` is the share of its size that the type was set at, to fit a layout's promise.
    `changed` names what a new edition was made for; nothing where the file is as it was.
    """

    job: Job
    freshness: Freshness | None = None
    missing_words: int = 0
    file: Path | None = None
    pages: int | None = None
    error: PublisherError | None = None
    warnings: tuple[PublisherError, ...] = ()
    stale_since: dt.date | None = None
    held: str | None = None
    findings: tuple[Finding, ...] = ()
    scale: float = 1
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stale:
    """A file that today's text and catalogues do not make: withdrawn, or kept since a day."""

    file: Path
    kept_since: dt.date | None = None


def summary_of(result: Result, root: Path) -> dict[str, object]:
    """Write a result of an edition as JSON can hold it, its files by their names under `root`."""
    return {
        "freshness": asdict(result.freshness) if result.freshness else None,
        "missing_words": result.missing_words,
        "file": _name(result.file, root),
        "pages": result.pages,
        "warnings": [[w.message, _name(w.file, root), w.line] for w in result.warnings],
        "stale_since": result.stale_since and result.stale_since.isoformat(),
        "held": result.held,
        "scale": result.scale,
        "findings": [{**vars(f), "file": _name(f.file, root)} for f in result.findings],
    }


def result_of(job: Job, summary: Mapping[str, Any], root: Path) -> Result:
    """Read what `summary_of` wrote."""
    freshness, since = summary["freshness"], summary["stale_since"]
    return Result(
        job,
        freshness=Freshness(**freshness) if freshness else None,
        missing_words=summary["missing_words"],
        file=_file(summary["file"], root),
        pages=summary["pages"],
        warnings=tuple(
            PublisherError(message, file=_file(name, root), line=line)
            for message, name, line in summary["warnings"]
        ),
        stale_since=dt.date.fromisoformat(since) if since else None,
        held=summary["held"],
        findings=tuple(_finding(found, root) for found in summary["findings"]),
        scale=summary["scale"],
    )


def _finding(values: Mapping[str, Any], root: Path) -> Finding:
    key = values["key"]
    return Finding(**{**values, "file": root / values["file"], "key": tuple(key) if key else None})


def _name(file: Path | None, root: Path) -> str | None:
    return None if file is None else file.relative_to(root).as_posix()


def _file(name: str | None, root: Path) -> Path | None:
    return None if name is None else root / name
