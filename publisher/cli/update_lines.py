"""Lines of the tasks that write catalogues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.plural import counted
from publisher.base.project_folder import OWN
from publisher.cli.formatting import first_named, path
from publisher.cli.lines import capped, unbroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from publisher.project.ignored_keys import IgnoredKey
    from publisher.project.orphans import Orphan
    from publisher.project.sync import Written

_MANY_KEYS = 12  # keys of front matter that a line names
# Outcomes of messages in an update, by the translator's effort.
OUTCOMES = ("kept", "returned", "moved", "carried", "fuzzied", "offered", "new", "retired")


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
        named = first_named(orphan.slug for orphan in orphans)
        tasks = "publisher update, then publisher retire" if update_first else "publisher retire"
        yield f"catalogues without an article: {named}; run: {tasks}"


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
