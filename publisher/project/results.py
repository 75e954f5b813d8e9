"""Results of building editions: plain data, quick to import."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.base.errors import PublisherError
from publisher.catalogues.freshness import Freshness
from publisher.checks.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from publisher.catalogues.key import Key
    from publisher.language.locale import Language


class EditionKey(NamedTuple):
    """Key of an edition in its project."""

    slug: str
    language: Language


@dataclass(frozen=True, kw_only=True)
class Result:
    """Outcome of an edition, or the error of an article or seed that has no editions.

    - `missing_layout_messages`: number of layout messages without translation
    - `file`, `pages`: the file that was written, and its length if it has pages
    - `warnings`: problems that an editor or translator should know and that stop nothing
    - `stale_since`: day when the article became newer than its translation
    - `held`, `findings`: reason why the gate held the edition back, and findings that block it,
      or all findings in an overview
    - `scale`: size of the type as a share of the layout's, reduced to fit a number of pages
    - `changes`: changed inputs that made a new build necessary; empty if nothing was built
    """

    slug: str = ""
    language: Language | None = None
    freshness: Freshness | None = None
    missing_layout_messages: int = 0
    file: Path | None = None
    pages: int | None = None
    error: PublisherError | None = None
    warnings: tuple[PublisherError, ...] = ()
    stale_since: dt.date | None = None
    held: str | None = None
    findings: tuple[Finding, ...] = ()
    scale: float = 1
    changes: tuple[str, ...] = ()

    @property
    def releasable(self) -> bool:
        """Whether a release may contain the edition: it is complete, layout messages included."""
        is_fresh = self.freshness is not None and self.freshness.fresh
        return is_fresh and self.held is None and not self.missing_layout_messages


@dataclass(frozen=True)
class Selection:
    """Editions that were chosen, in the project's order, and failures of their articles."""

    slugs: tuple[str, ...]
    editions: tuple[EditionKey, ...]
    failures: tuple[Result, ...]

    def in_order(self, results: Iterable[Result]) -> list[Result]:
        """Return results in the project's order; errors of no article come first."""
        articles = {slug: number for number, slug in enumerate(self.slugs)}
        editions = {key: number for number, key in enumerate(self.editions)}

        def position(result: Result) -> tuple[int, int]:
            edition = (result.slug, result.language)
            return articles.get(result.slug, -1), editions.get(edition, -1)  # type: ignore[call-overload] # without a language there is no key: sorts first

        return sorted(results, key=position)


@dataclass(frozen=True)
class StaleFile:
    """File that the current texts and catalogues would not produce.

    It was withdrawn, or kept; then `kept_since` is the day when it was written. A draft
    `is_draft`, of an edition that is no more.
    """

    file: Path
    kept_since: dt.date | None = None
    is_draft: bool = False


def summary_of(result: Result, root: Path) -> dict[str, object]:
    """Return a result as JSON data, with files relative to `root`."""
    return {
        "freshness": asdict(result.freshness) if result.freshness else None,
        "missing_layout_messages": result.missing_layout_messages,
        "file": _name(result.file, root),
        "pages": result.pages,
        "warnings": [[w.message, _name(w.file, root), w.line] for w in result.warnings],
        "stale_since": result.stale_since and result.stale_since.isoformat(),
        "held": result.held,
        "scale": result.scale,
        "findings": [finding_values(found, root) for found in result.findings],
    }


def result_of(key: EditionKey, summary: Mapping[str, Any], root: Path) -> Result:
    """Return the result of an edition from the data of `summary_of`."""
    freshness, since = summary["freshness"], summary["stale_since"]
    return Result(
        slug=key.slug,
        language=key.language,
        freshness=Freshness(**freshness) if freshness else None,
        missing_layout_messages=summary["missing_layout_messages"],
        file=_file(summary["file"], root),
        pages=summary["pages"],
        warnings=tuple(
            PublisherError(message, file=_file(name, root), line=line)
            for message, name, line in summary["warnings"]
        ),
        stale_since=dt.date.fromisoformat(since) if since else None,
        held=summary["held"],
        findings=tuple(finding_of(found, root) for found in summary["findings"]),
        scale=summary["scale"],
    )


def finding_values(finding: Finding, root: Path) -> list[Any]:
    """Return a finding as JSON data, with its file relative to `root`."""
    return [_name(finding.file, root), *finding[1:]]


def finding_of(values: Sequence[Any], root: Path) -> Finding:
    """Return the finding from the data of `finding_values`."""
    name, line, *words, message, key = values
    # There can be many findings, of few checks and messages: they share these texts.
    severity, check = map(intern, words)
    shared = _shared(tuple(key)) if key else None
    file = _below(root, name)
    return Finding(file, line, severity, check, message, shared)  # type: ignore[arg-type] # a literal


@lru_cache(maxsize=1024)  # the messages of an article, in several languages
def _shared(key: Key) -> Key:
    return key


def _name(file: Path | None, root: Path) -> str | None:
    if file is None:
        return None
    return (file.relative_to(root) if file.is_relative_to(root) else file).as_posix()


def _file(name: str | None, root: Path) -> Path | None:
    return None if name is None else _below(root, name)


@lru_cache(maxsize=256)  # an edition has many findings in the same file
def _below(root: Path, name: str) -> Path:
    return root / name
