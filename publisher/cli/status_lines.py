"""Lines of `status`: a matrix of articles and languages, or a row for each edition."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import starmap
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from publisher.base.plural import counted
from publisher.cli.formatting import status_rows
from publisher.cli.grid import Column, grid_lines, total_width
from publisher.cli.lines import MANY, unbroken
from publisher.cli.summary import is_finished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from publisher.project.results import Result

_DONE, _WAITING, _HELD, _FAILED = "done", "wait", "held", "fail"
_LEGEND = MappingProxyType(
    {
        _DONE: "finished",
        "%": "messages translated",
        _WAITING: "waits for approval",
        _HELD: "findings, run: publisher check",
        _FAILED: "cannot be read",
        "Left": "words to translate",
        "Stale": "since when the article is newer than a translation",
    }
)

# Of a list; the short ones are for terminals without room for the others.
_HEADINGS = (
    *("Language", "Messages", "Translated", "Fuzzy", "Untranslated", "Fresh"),
    *("Words left", "Stale since"),
)
_SHORT_HEADINGS = ("Lang", "All", "Done", "Fuzzy", "Open", "Fresh", "Left", "Stale")


@dataclass(frozen=True)
class _Article:
    """An article and the results of its editions; one without language if it cannot be read."""

    slug: str
    results: Sequence[Result]

    @cached_property
    def cells(self) -> Mapping[str, str]:
        """State of each edition, by language."""
        return {str(result.language or ""): _state(result) for result in self.results}

    @property
    def is_finished(self) -> bool:
        """Whether all editions are."""
        return all(map(is_finished, self.results))

    @property
    def left(self) -> int:
        """Number of words to translate, in all languages."""
        return sum(x.freshness.words_left for x in self.results if x.freshness)

    @property
    def stale(self) -> dt.date | None:
        """First day when an edition became stale."""
        return min((x.stale_since for x in self.results if x.stale_since), default=None)


# Orders of articles, and of editions in a list; equal ones stay in the project's order.
SORTS: Mapping[str, Callable[[_Article], Any]] = MappingProxyType(
    {
        "slug": lambda _: 0,
        "left": lambda article: -article.left,
        "stale": lambda article: article.stale or dt.date.max,
    }
)


def matrix_lines(
    results: Iterable[Result], width: int | None, *, sort: str, unfinished: bool
) -> Iterator[str]:
    """Yield the state of each edition, with the totals in the last row and column.

    If the articles are many, it has the first unfinished ones; all of these if `unfinished`.
    """
    articles = sorted(_articles(results), key=SORTS[sort])
    is_long = unfinished or len(articles) > MANY
    wanted = [article for article in articles if not (is_long and article.is_finished)]
    shown = wanted if unfinished else wanted[:MANY]
    names, columns = _matrix(shown, articles)
    yield from grid_lines(names, columns, width)
    if more := len(wanted) - len(shown):
        yield f"… and {more:,} more unfinished; run: publisher status --unfinished"
    if finished := len(articles) - len(wanted):
        noun = counted(finished, "article")
        yield f"… and {noun} finished in every language; run: publisher status --list"
    yield ""
    yield _legend(columns)


def _articles(results: Iterable[Result]) -> Iterator[_Article]:
    found: dict[str, list[Result]] = {}
    for result in results:
        if result.slug:
            found.setdefault(result.slug, []).append(result)
    return starmap(_Article, found.items())


def _matrix(shown: Sequence[_Article], every: Sequence[_Article]) -> tuple[Column, list[Column]]:
    """Return the names and columns for some articles, and for the total of all."""
    total = _Article("", [result for article in every for result in article.results])
    codes = [code for code in total.cells if code]
    columns = [
        Column(code, [*(_cell(article, code) for article in shown), _total(total, code)])
        for code in codes
    ]
    columns.append(Column("Left", [f"{article.left:,}" for article in (*shown, total)]))
    if total.stale:
        columns.append(Column("Stale", [*(str(x.stale or "") for x in shown), ""]))
    name = f"Total of {counted(len(every), 'article')}"
    return Column("Article", [*(unbroken(article.slug) for article in shown), name]), columns


def _cell(article: _Article, code: str) -> str:
    """Return the state of an edition; that of its article, if this cannot be read."""
    return article.cells.get(code, article.cells.get("", ""))


def _total(total: _Article, code: str) -> str:
    results = [result for result in total.results if str(result.language) == code]
    if all(map(is_finished, results)):
        return _DONE
    states = {_state(result) for result in results} - {_DONE}
    if states <= {_WAITING, _HELD}:
        return min(states)
    known = [result.freshness for result in results if result.freshness]
    messages = sum(freshness.messages for freshness in known)
    return _share(sum(freshness.translated for freshness in known), messages)


def _share(part: int, whole: int) -> str:
    return f"{part * 100 // whole if whole else 100}%"


def _state(result: Result) -> str:
    if result.error is not None or result.freshness is None:
        return _FAILED
    if is_finished(result):
        return _DONE
    if not result.freshness.fresh:
        return f"{result.freshness.percent}%"
    return _HELD if result.findings else _WAITING


def _legend(columns: Iterable[Column]) -> str:
    """Return the meaning of the columns."""
    words = {text for column in columns for text in (column.heading, *column.cells)}
    ends = {text[-1:] for text in words}
    found = (f"{word}: {means}" for word, means in _LEGEND.items() if word in words | ends)
    return "; ".join(found)


def list_lines(
    results: Iterable[Result], width: int | None, *, sort: str, unfinished: bool
) -> Iterator[str]:
    """Yield a row for each edition that can be read; each unfinished one if `unfinished`."""
    editions = sorted((_Article(result.slug, [result]) for result in results), key=SORTS[sort])
    wanted = [x for x in editions if not (unfinished and x.is_finished)]
    rows = [x.results[0] for x in wanted if x.results[0].freshness is not None]
    cells = list(zip(*map(_row_cells, rows), strict=True)) or [()] * len(_HEADINGS)
    columns = list(map(Column, _HEADINGS, cells))
    is_short = width is not None and total_width(columns) > width
    if is_short:
        columns = list(map(Column, _SHORT_HEADINGS, cells))
    names = Column("Article", [unbroken(row.slug) for row in rows])
    yield from grid_lines(names, columns, width, keys=1)
    if is_short:
        pairs = zip(_SHORT_HEADINGS, _HEADINGS, strict=True)
        yield ""
        yield "; ".join(f"{short}: {long.lower()}" for short, long in pairs if short != long)


def _row_cells(result: Result) -> Iterator[str]:
    """Yield the cells of an edition behind the article's."""
    (row,) = status_rows([result])
    _, *counts, fresh, words, left, since = row.values()
    yield from map(str, counts)
    yield _state(result) if fresh and result.held else "yes" if fresh else "no"
    yield f"{left} of {words}" if left else ""
    yield str(since or "")
