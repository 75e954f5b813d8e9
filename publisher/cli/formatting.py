"""Lines of the tasks' output, formatted from results; nothing is printed here.

One style: `word: path: details`, as in `written: locales/bridge.pot`, a fact a line.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from publisher.base.plural import counted
from publisher.base.project_folder import OWN
from publisher.cli.lines import capped, unbroken, unique

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from publisher.base.errors import PublisherError
    from publisher.checks.check import Check
    from publisher.checks.finding import Finding
    from publisher.cli.doctor import Diagnosis
    from publisher.project.exchange import Filled
    from publisher.project.ignored_keys import IgnoredKey
    from publisher.project.new_project import Created
    from publisher.project.orphans import Orphan
    from publisher.project.results import Result, StaleFile
    from publisher.project.sync import Written

_NAMED = 3  # articles that a line names
_MANY_KEYS = 12  # keys of front matter that a line names
FEW = 10  # warnings and reasons: each is a line to read
# Outcomes of messages in an update, by the translator's effort.
OUTCOMES = ("kept", "returned", "moved", "carried", "fuzzied", "offered", "new", "retired")


def path(file: Path) -> str:
    """Return a file's path relative to the working directory."""
    return unbroken(os.path.relpath(file))


def written_lines(written: Iterable[Written], *, write: bool, is_whole: bool) -> Iterator[str]:
    """Yield the .pot files and catalogues that were written, or would be; all if `is_whole`."""
    lines = [
        _written_line(item.file, item, write=write)
        for item in written
        if item.file is not None and item.changed
    ]
    rest = " files" if write else " files; run: publisher update --dry-run"
    yield from lines if is_whole else capped(lines, rest)


def _written_line(file: Path, item: Written, *, write: bool) -> str:
    if item.moved_from is not None:
        word = "moved" if write else "would move"
        origin = f"from {path(item.moved_from)}, as its article was renamed"
        return f"{word}: {path(file)}: {'; '.join(filter(None, (origin, _outcomes(item))))}"
    word = "written" if write else "would change"
    return ": ".join(filter(None, (word, path(file), _outcomes(item))))


def _outcomes(item: Written) -> str:
    """Return the outcomes of a catalogue's messages; without any, only its form changed."""
    counts = outcomes_of(item)
    shown = (f"{number} {outcome}" for outcome, number in counts.items() if number)
    return ", ".join(map(unbroken, shown))


def outcomes_of(item: Written) -> dict[str, int]:
    """Return the numbers of a catalogue's messages by outcome; none if it did not change."""
    report = item.report
    if report is None or not (item.changed and report.changed):
        return {}
    return {outcome: getattr(report, outcome) for outcome in OUTCOMES}


def outdated_line(files: int) -> str:
    """Return a line about the files that `update --check` finds, and how to write them."""
    return f"{counted(files, 'file')} not up to date; run: publisher update"


def orphans_lines(orphans: Sequence[Orphan], *, update_first: bool = False) -> Iterator[str]:
    """Yield a line about former articles that still have catalogues, naming the first ones.

    With `update_first`, an update may find that an article was renamed, and move its catalogues.
    """
    if orphans:
        named = _first_named(orphan.slug for orphan in orphans)
        tasks = "publisher update, then publisher retire" if update_first else "publisher retire"
        yield f"catalogues without an article: {named}; run: {tasks}"


def newer_articles_lines(slugs: Iterable[str]) -> Iterator[str]:
    """Yield a line about articles with messages that their catalogues do not have."""
    if named := _first_named(dict.fromkeys(slugs)):
        yield f"articles newer than their catalogues: {named}; run: publisher update"


def _first_named(slugs: Iterable[str]) -> str:
    """Return the first of some articles by name, and the number of the others."""
    names = [unbroken(slug) for slug in slugs]
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def ignored_keys_lines(keys: Sequence[IgnoredKey], config: Path) -> Iterator[str]:
    """Yield a line about the keys of front matter that a project ignores, if there are any."""
    if keys:
        counts = [counted(keys[0].articles, "article"), *(str(key.articles) for key in keys[1:])]
        named = [
            f"{key.name} ({count}{key.hint})" for key, count in zip(keys, counts, strict=True)
        ]
        more = f" and {len(keys) - _MANY_KEYS} more" if len(keys) > _MANY_KEYS else ""
        number = "1 key is" if len(keys) == 1 else f"{len(keys)} keys are"
        table = "[front-matter]" if config.name == OWN else "[tool.publisher.front-matter]"
        remedy = f"map them in {table} of {path(config)}"
        yield f"front matter: {number} ignored: {', '.join(named[:_MANY_KEYS])}{more}; {remedy}"


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


def page_words_lines(results: Iterable[Result], locales: Path) -> Iterator[str]:
    """Yield the languages whose page words are not all translated, each once.

    A language has as many as the article whose layout has most.
    """
    from publisher.language.locale import Language  # noqa: PLC0415 - slow
    from publisher.project.default_page_words import LAYOUT_DOMAIN  # noqa: PLC0415 - likewise

    missing: dict[Language, int] = {}
    for result in results:
        if result.language is not None and (count := result.missing_layout_messages):
            missing[result.language] = max(count, missing.get(result.language, 0))
    for language, count in missing.items():
        name = language.name_in(Language("en"))
        verb = "is" if count == 1 else "are"
        file = locales / language.code / "LC_MESSAGES" / f"{LAYOUT_DOMAIN}.po"
        remedy = "" if file.exists() else "; run: publisher update"
        words = counted(count, "page word")
        yield f"{name}: {words} {verb} still in English ({path(file)}){remedy}"


def remark_lines(
    results: Sequence[Result], locales: Path, problems: Iterable[PublisherError] = ()
) -> Iterator[str]:
    """Yield articles to update, page words to translate, and all warnings, each once."""
    yield from newer_articles_lines(
        result.slug for result in results if result.freshness and result.freshness.missing
    )
    yield from page_words_lines(results, locales)
    warnings = (warning for result in results for warning in result.warnings)
    yield from _warning_lines([*warnings, *problems])


def _warning_lines(warnings: Iterable[PublisherError]) -> Iterator[str]:
    """Yield warnings, each once."""
    lines = unique(f"warning: {error_text(warning)}" for warning in warnings)
    return capped(lines, " warnings; run: publisher check, or choose an article with --slug", FEW)


def error_lines(errors: Iterable[PublisherError]) -> list[str]:
    """Return errors and those that they bring, each once."""
    return [f"error: {error_text(error)}" for error in every_error(errors)]


def every_error(errors: Iterable[PublisherError]) -> list[PublisherError]:
    """Return errors and those that they bring, each once."""
    every = (one for error in errors for one in (error, *error.others))
    return list({str(error): error for error in every}.values())


def error_text(error: PublisherError) -> str:
    """Return an error as a line whose path is not broken."""
    return str(error).replace(error.location, unbroken(error.location), 1)


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line for each finding, whose path is not broken."""
    for found in findings:
        yield str(found).replace(found.path, unbroken(found.path), 1)
