"""Lines about editions that the gate or a release holds, and the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publisher.base.plural import counted
from publisher.checks.finding import in_order
from publisher.cli.formatting import FEW
from publisher.cli.lines import capped, unbroken
from publisher.cli.problem_lines import first_finding_lines, page_words_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from publisher.project.results import Result


def reasons_against_release(results: Iterable[Result], locales: Path) -> Iterator[str]:
    """Yield the reasons why a release is refused: unfinished editions and page words."""
    unfinished = (result for result in results if result.freshness is not None)
    lines = [f"not released: {line}" for line in _obstacle_lines(unfinished)]
    yield from capped(lines, "; run: publisher status --unfinished", FEW)
    for line in page_words_lines(results, locales):
        yield f"not released: {line}"


def state_of(result: Result, locales: Path) -> str:
    """Return the obstacle to an edition's release; `complete` if there is none."""
    if result.error is not None:
        return f"error: {result.error}"
    return _obstacle(result) or next(page_words_lines([result], locales), "complete")


def held_lines(results: Iterable[Result], *, are_named: bool) -> Iterator[str]:
    """Yield the findings that block editions, each once, and the editions if they `are_named`."""
    held = [result for result in results if result.held]
    blocking = in_order(found for result in held for found in result.findings)
    yield from first_finding_lines(blocking, "run: publisher check")
    if are_named:
        # Of the others, the lines about their files have the share that is translated.
        complete = [result for result in held if result.freshness and result.freshness.fresh]
        blocked = _obstacle_lines(result for result in complete if result.findings)
        yield from capped(blocked, "; run: publisher check", FEW)
        waiting = _obstacle_lines(result for result in complete if not result.findings)
        yield from capped(waiting, "; run: publisher status --unfinished", FEW)


def blocked_line(blocked: Sequence[Result]) -> str:
    """Return a line about the editions that findings block."""
    severities = {found.severity for result in blocked for found in result.findings}
    reason = "errors" if severities == {"error"} else "findings"
    return f"{counted(len(blocked), 'edition')} not published because of {reason}"


def _obstacle_lines(results: Iterable[Result]) -> list[str]:
    """Return the obstacles of editions; languages of an article with the same are in one line."""
    languages: dict[tuple[str, str], list[str]] = {}
    for result in results:
        if obstacle := _obstacle(result):
            code = str(result.language)
            # A command names the language, too.
            without_language = obstacle.replace(_option(code), _option(""), 1)
            languages.setdefault((result.slug, without_language), []).append(code)
    return [
        f"{unbroken(slug)} ({', '.join(codes)})"
        f" {obstacle.replace(_option(''), ''.join(map(_option, codes)), 1)}"
        for (slug, obstacle), codes in languages.items()
    ]


def _option(code: str) -> str:
    return f" --language {code}"


def _obstacle(result: Result) -> str | None:
    """Return the obstacle to an edition's publication, as a predicate."""
    freshness = result.freshness
    if freshness is not None and not freshness.fresh:
        return f"has {freshness.translated} of {freshness.messages} messages translated"
    return result.held
