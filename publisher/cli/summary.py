"""Summary of a task, its last lines: numbers of articles, editions and words, and the time."""

from __future__ import annotations

from collections import Counter
from time import monotonic
from typing import TYPE_CHECKING

from publisher.base.plural import counted
from publisher.cli.lines import unbroken
from publisher.cli.update_lines import OUTCOMES, outcomes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from publisher.project.check_editions import Checked
    from publisher.project.results import Result
    from publisher.project.sync import Written

_PRECISE = 10  # seconds: below, tenths of them matter
_MINUTE, _HOUR = 60, 3600


class Timer:
    """Time since the start of a task."""

    def __init__(self) -> None:
        self._start = monotonic()

    def __str__(self) -> str:
        return unbroken(duration(monotonic() - self._start))


def duration(seconds: float) -> str:
    """Return a time in words: `0.4 s`, `12 s`, `2 min 4 s`, `1 h 5 min`."""
    if seconds < _PRECISE:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"


def editions_summary(results: Sequence[Result], timer: Timer) -> Iterator[str]:
    """Yield the numbers of articles and of finished, draft and failed editions; words left."""
    yield f"{articles_of(results)}: {listed(states_of(results))} ({timer})"
    yield from words_left_lines(results)


def proofs_summary(results: Sequence[Result], timer: Timer) -> Iterator[str]:
    """Yield the numbers of articles, of proofs and of those that failed."""
    failed = sum(result.error is not None for result in results)
    parts = [
        *([counted(len(results) - failed, "proof")] if failed < len(results) else ()),
        *([f"{failed:,} failed"] if failed else ()),
    ]
    yield f"{articles_of(results)}: {listed(parts)} ({timer})"


def imports_summary(articles: int, images: int, timer: Timer) -> Iterator[str]:
    """Yield the numbers of articles and images that were imported."""
    more = f" with {counted(images, 'image')}" if images else ""
    yield f"{counted(articles, 'article')} imported{more} ({timer})"


def articles_of(results: Iterable[Result]) -> str:
    """Return the number of articles that have results."""
    return counted(len({result.slug for result in results if result.slug}), "article")


def is_finished(result: Result) -> bool:
    """Return whether an edition is ready for readers: complete, and not held by the gate."""
    is_fresh = result.freshness is not None and result.freshness.fresh
    return is_fresh and result.held is None and result.error is None


def states_of(results: Sequence[Result]) -> list[str]:
    """Return the numbers of finished, draft and failed editions that are not 0."""
    failed = sum(result.error is not None for result in results)
    finished = sum(map(is_finished, results))
    drafts = len(results) - failed - finished
    return [
        *([counted(finished, "finished edition")] if finished else ()),
        *([counted(drafts, "draft")] if drafts else ()),
        *([f"{failed:,} failed"] if failed else ()),
    ]


def words_left_lines(results: Iterable[Result]) -> Iterator[str]:
    """Yield the number of words that each language has left to translate, if any has."""
    left = Counter[str]()
    for result in results:
        if result.freshness is not None:
            left[str(result.language)] += result.freshness.words_left
    if shown := [unbroken(f"{code} {words:,}") for code, words in left.items() if words]:
        yield f"words left: {', '.join(shown)}"


def written_summary(
    written: Sequence[Written], timer: Timer, *, write: bool = True
) -> Iterator[str]:
    """Yield the numbers of files that were written, or would be, and of changed messages."""
    files = [item for item in written if item.file is not None]
    changed = sum(item.changed for item in files)
    parts = [
        *([f"{changed:,} {'written' if write else 'would change'}"] if changed else ()),
        *([f"{len(files) - changed:,} unchanged"] if changed < len(files) else ()),
    ]
    errors = sum(item.error is not None for item in written)
    failed = f"; {counted(errors, 'error')}" if errors else ""
    yield f"{counted(len(files), 'file')}: {listed(parts)}{failed} ({timer})"
    yield from _messages_lines(files)


def retired_summary(articles: int, catalogues: int, timer: Timer) -> Iterator[str]:
    """Yield the numbers of former articles and of their catalogues that were set aside."""
    moved = f"{counted(catalogues, 'catalogue')} set aside" if catalogues else listed([])
    yield f"{counted(articles, 'former article')}: {moved} ({timer})"


def _messages_lines(files: Iterable[Written]) -> Iterator[str]:
    counts = Counter[str]()
    for item in files:
        counts.update(outcomes_of(item))
    if shown := [unbroken(f"{counts[name]:,} {name}") for name in OUTCOMES if counts[name]]:
        yield f"messages: {', '.join(shown)}"


def checked_summary(checked: Sequence[Checked], timer: Timer) -> Iterator[str]:
    """Yield the numbers of checked editions and of their findings, and of errors."""
    findings = {found for item in checked for found in item.findings}
    editions = sum(item.key is not None and item.error is None for item in checked)
    counts = Counter(found.severity for found in findings)
    parts = [counted(number, severity) for severity, number in sorted(counts.items())]
    files = counted(len({found.file for found in findings}), "file")
    found = f", {listed(parts)} in {files}" if parts else ", no findings" if editions else ""
    errors = len({str(item.error) for item in checked if item.error})
    unread = f"; {counted(errors, 'problem')} kept others from a check" if errors else ""
    yield f"{counted(editions, 'edition')} checked{found}{unread} ({timer})"


def listed(parts: Sequence[str]) -> str:
    """Return parts as a list in a sentence; `nothing to do` without any."""
    *most, last = parts or ["nothing to do"]
    return f"{', '.join(most)} and {last}" if most else last
