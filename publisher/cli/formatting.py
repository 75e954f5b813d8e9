"""Lines of the tasks' output, formatted from results; nothing is printed here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from publisher.base.plural import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from publisher.catalogues.freshness import Freshness
    from publisher.checks.check import Check
    from publisher.project.exchange import Filled
    from publisher.project.results import Result, StaleFile
    from publisher.project.sync import Written


def path(file: Path) -> str:
    """Return a file's path relative to the working directory."""
    return os.path.relpath(file)


_NAMED = 3  # articles that a line names
_MANY = 30  # editions: a longer list is not read
# Outcomes of messages in an update, by the translator's effort.
_OUTCOMES = ("kept", "returned", "moved", "carried", "fuzzied", "offered", "new", "retired")


def written_line(file: Path, item: Written, *, write: bool = True) -> str:
    """Return a line about a .pot file or catalogue and the outcomes of its messages."""
    if item.moved_from is not None:
        moved = "moved" if write else "would be moved"
        return f"{path(file)} {moved} from {path(item.moved_from)}: the article was renamed"
    changed = "written" if write else "would change"
    line = f"{path(file)} {changed if item.changed else 'unchanged'}"
    if item.report is None:
        return line
    counts = {outcome: getattr(item.report, outcome) for outcome in _OUTCOMES}
    always = {"kept", "new", "retired"}
    shown = [f"{n} {outcome}" for outcome, n in counts.items() if n or outcome in always]
    return f"{line}: {', '.join(shown)}"


def outdated_line(files: int) -> str:
    """Return a line about the files that `update --check` finds, and how to write them."""
    return f"{counted(files, 'file')} not up to date; run: publisher update"


def orphans_line(slugs: Sequence[str]) -> str:
    """Return a line about former articles that still have catalogues, naming the first ones."""
    more = f" and {len(slugs) - _NAMED} more" if len(slugs) > _NAMED else ""
    names = f"{', '.join(slugs[:_NAMED])}{more}"
    return f"catalogues without an article: {names}; run: publisher retire"


def filled_line(filled: Filled) -> str:
    """Return a line about the messages that an alignment filled and left."""
    left = filled.messages - filled.sure - filled.fuzzy
    return (
        f"{path(filled.file)}: {filled.sure} filled, {filled.fuzzy} filled as fuzzy,"
        f" {left} left unchanged, of {filled.messages} messages"
    )


def checks_lines(checks: Iterable[Check[Any]]) -> Iterator[str]:
    """Yield the help of each check, with bad and good examples."""
    for check in checks:
        off = "" if check.on else ", off by default"
        yield f"{check.name} ({check.severity}{off})"
        yield from (f"    {line}".rstrip() for line in check.help.splitlines())
        yield ""


def stale_line(stale: StaleFile, today: dt.date) -> str:
    """Return a line about a stale file that was withdrawn or kept."""
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


def unchanged_lines(results: Sequence[Result]) -> Iterator[str]:
    """Yield the editions that were not rebuilt; of many, only their number."""
    if len(results) > _MANY:
        yield f"unchanged: {counted(len(results), 'edition')}"
        return
    for result in results:
        if result.file is not None:
            yield f"unchanged: {path(result.file)}"


def why_lines(results: Iterable[Result]) -> Iterator[str]:
    """Yield the changes that made each rebuild necessary."""
    for result in results:
        if result.file is not None and result.changes:
            yield f"rebuilt: {path(result.file)}: {', '.join(result.changes)}"


def missing_messages_lines(results: Iterable[Result]) -> Iterator[str]:
    """Yield the editions with untranslated layout messages."""
    return (
        f"{_edition(result)} {_missing_messages(result)}"
        for result in results
        if result.missing_layout_messages
    )


def warning_lines(results: Iterable[Result]) -> list[str]:
    """Return the warnings of all results, each once."""
    lines = [f"warning: {warning}" for result in results for warning in result.warnings]
    return list(dict.fromkeys(lines))


def reasons_against_release(results: Iterable[Result]) -> Iterator[str]:
    """Yield the reason why each incomplete edition cannot be released."""
    for result in results:
        if result.freshness is not None and not result.releasable:
            yield f"{_edition(result)} {release_obstacle(result, result.freshness)}"


def release_obstacle(result: Result, freshness: Freshness) -> str:
    """Return the reason why an edition cannot be released, as a predicate."""
    if not freshness.fresh:
        return f"has {freshness.translated} of {freshness.messages} messages translated"
    return result.held or _missing_messages(result)


def held_lines(results: Iterable[Result]) -> Iterator[str]:
    """Yield the editions that the gate holds back, with the findings that block them."""
    for result in results:
        yield from map(str, result.findings)
        if result.held:
            yield f"{_edition(result)} {result.held}"


def blocked_line(blocked: Sequence[Result]) -> str:
    """Return a line about the editions that findings block."""
    severities = {found.severity for result in blocked for found in result.findings}
    reason = "errors" if severities == {"error"} else "findings"
    return f"{counted(len(blocked), 'edition')} not published because of {reason}"


def _edition(result: Result) -> str:
    return f"{result.slug} ({result.language})"


def _missing_messages(result: Result) -> str:
    messages = counted(result.missing_layout_messages, "layout message")
    file = f"locales/{result.language}/LC_MESSAGES/publisher.po"
    return f"has {messages} in English; run publisher update, and translate {file}"
