"""Lines of the tasks' output, formatted from results; nothing is printed here.

One style: `word: path: details`, as in `written: locales/bridge.pot`, a fact a line.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from publisher.base.plural import counted
from publisher.cli.lines import capped, unbroken

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from publisher.checks.check import Check
    from publisher.cli.doctor import Diagnosis
    from publisher.project.exchange import Filled
    from publisher.project.new_project import Created
    from publisher.project.results import Result, StaleFile

_NAMED = 3  # articles that a line names
FEW = 10  # warnings and reasons: each is a line to read


def path(file: Path) -> str:
    """Return a file's path relative to the working directory."""
    return unbroken(os.path.relpath(file))


def filled_line(filled: Filled) -> str:
    """Return a line about the messages that an alignment filled and left."""
    left = filled.messages - filled.sure - filled.fuzzy
    return (
        f"aligned: {path(filled.file)}: {filled.sure} filled, {filled.fuzzy} filled as fuzzy,"
        f" {left} left unchanged, of {filled.messages} messages"
    )


def created_line(created: Created) -> str:
    """Return a line about a file of a new project."""
    return f"{'created' if created.is_new else 'kept'}: {path(created.file)}"


def checks_lines(checks: Iterable[Check[Any]]) -> Iterator[str]:
    """Yield the help of each check, with bad and good examples."""
    for check in checks:
        off = "" if check.on else ", off by default"
        yield f"{check.name} ({check.severity}{off})"
        yield from (f"    {line}".rstrip() for line in check.help.splitlines())
        yield ""


def diagnosis_line(found: Diagnosis) -> str:
    """Return a line about a requirement of editions, and how to install a missing one."""
    if found.present:
        return f"found: {unbroken(found.name)}: {found.detail}"
    word = "missing" if found.required else "note"
    return f"{word}: {unbroken(found.name)}: {found.detail}; {found.remedy}"


def stale_lines(files: Iterable[StaleFile], today: dt.date) -> Iterator[str]:
    """Yield the stale files that were withdrawn or kept."""
    return capped([_stale_line(stale, today) for stale in files], " stale files")


def _stale_line(stale: StaleFile, today: dt.date) -> str:
    reason = "no longer an edition" if stale.is_draft else "no longer a finished edition"
    if stale.kept_since is None:
        return f"withdrawn: {path(stale.file)}: {reason}"
    days = (today - stale.kept_since).days
    age = f"{counted(days, 'day')} ago" if days else "today"
    return f"kept: {path(stale.file)}: {reason}; built {age} ({stale.kept_since})"


def status_rows(results: Iterable[Result]) -> list[dict[str, object]]:
    """Return the rows of `status --json`, one for each readable edition.

    An edition with an error, such as that of its glossary, is not fresh: no PDF is published.
    """
    return [
        {
            "slug": result.slug,
            "language": str(result.language),
            "messages": result.freshness.messages,
            "translated": result.freshness.translated,
            "fuzzy": result.freshness.fuzzy,
            "untranslated": result.freshness.untranslated,
            "fresh": result.freshness.fresh and result.error is None,
            "words": result.freshness.words,
            "words_left": result.freshness.words_left,
            "stale_since": result.stale_since.isoformat() if result.stale_since else None,
        }
        for result in results
        if result.freshness is not None
    ]


def built_lines(results: Iterable[Result]) -> Iterator[str]:
    """Yield the files that were built, a draft with its translated share."""
    return capped([_built_line(x, x.file) for x in results if x.file is not None], "")


def _built_line(result: Result, file: Path) -> str:
    share = result.freshness.percent if result.freshness else 100
    details = [
        f"{share}% translated" if share < 100 else "",  # noqa: PLR2004 - all
        unbroken(counted(result.pages, "page")) if result.pages else "",
    ]
    return ": ".join(filter(None, ("built", path(file), ", ".join(filter(None, details)))))


def unchanged_lines(results: Sequence[Result]) -> Iterator[str]:
    """Yield the number of editions that were not rebuilt."""
    if results:
        yield f"unchanged: {counted(len(results), 'edition')}"


def why_lines(results: Iterable[Result]) -> Iterator[str]:
    """Yield the changes that made each rebuild necessary."""
    for result in results:
        if result.file is not None and result.changes:
            yield f"rebuilt: {path(result.file)}: {', '.join(result.changes)}"


def first_named(slugs: Iterable[str]) -> str:
    """Return the first of some articles by name, and the number of the others."""
    names = [unbroken(slug) for slug in slugs]
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"
