"""Tables in GitHub-flavoured Markdown, for the summary of a CI job."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from publisher.base.plural import counted
from publisher.cli import formatting, gate_lines
from publisher.cli.lines import unfolded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from publisher.project.results import Result

# Characters that could begin markup, an entity or another cell. A backslash before ASCII
# punctuation makes it literal (CommonMark 0.31.2, Backslash escapes).
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$:@])")
_HEADINGS = ("Article", "Language", "Translated", "State", "Findings", "File")


def editions_table(results: Iterable[Result], locales: Path) -> Iterator[str]:
    """Yield the lines of a table with a row for each result."""
    return table(_HEADINGS, (_edition_cells(result, locales) for result in results))


def table(headings: Sequence[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of a table, whose cells show every character as it is."""
    yield _row(headings)
    yield _row("---" for _ in headings)
    for row in rows:
        yield _row(map(escaped, row))


def _edition_cells(result: Result, locales: Path) -> Iterable[str]:
    share = f"{result.freshness.percent}%" if result.freshness else ""
    file = formatting.path(result.file) if result.file else "not built"
    language = str(result.language or "")
    state = gate_lines.state_of(result, locales)
    return result.slug, language, share, state, _findings(result), file


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def escaped(text: str) -> str:
    """Return Markdown that shows a text as it is, in one line."""
    return _MARKUP.sub(r"\\\1", " ".join(unfolded(text).split()))


def _findings(result: Result) -> str:
    counts = Counter(found.severity for found in result.findings)
    return ", ".join(counted(number, severity) for severity, number in sorted(counts.items()))
