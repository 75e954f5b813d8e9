"""Benchmarks, as ratios within one run on one machine.

In: the layouts of a project, and amounts of work. Out: measurements of our tasks relative
to a bare warm WeasyPrint rendering, to `invoke --list` and to other tools.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from publisher.bench.bare import lay_out_pages, measure_memory, measure_unplanned
from publisher.bench.editions import (
    measure_book,
    measure_many_articles,
    measure_one_article,
    measure_unchanged_archive,
)
from publisher.bench.generated import ARTICLE_WORDS, GeneratedProject, make_article
from publisher.bench.peers import measure_peers
from publisher.bench.update import measure_update

if TYPE_CHECKING:
    from publisher.bench.measured import Amounts, Growth, Measurement

_MAX_DOUBLING_RATIO = 2.2  # twice the work may cost at most this many times as much


class Benchmarks(NamedTuple):
    """All measurements, and the growths behind those of doubled work."""

    measured: list[Measurement]
    growths: list[Growth]


def measure(origin: Path, amounts: Amounts) -> Benchmarks:
    """Measure everything with the layouts of the project in `origin`. Raises PublisherError."""
    with tempfile.TemporaryDirectory(prefix="publisher-") as name:
        folder = Path(name)
        measured = _measure_article(origin, folder, amounts)
        articles = measure_many_articles(origin, folder / "many", amounts.articles)
        book = measure_book(origin, folder / "book", amounts.words)
        project = GeneratedProject(folder / "first")
        pages = lay_out_pages(project, ["a"])
        measured += [
            *articles.measured,
            *book.measured,
            measure_memory(project, pages, amounts.renderings),
            measure_unplanned(project, pages),
            measure_unchanged_archive(origin, folder / "archive", amounts.editions),
        ]
        (folder / "update").mkdir()
        update = measure_update(origin, folder / "update", amounts.messages, amounts.repeats)
        growths = [articles.growth, book.growth, update.growth]
        doublings = [growth.doubling(_MAX_DOUBLING_RATIO) for growth in growths]
    return Benchmarks([*measured, *update.measured, *doublings], growths)


def _measure_article(origin: Path, folder: Path, amounts: Amounts) -> list[Measurement]:
    """Measure one article, and other tools with the same article."""
    project = GeneratedProject.create(origin, folder / "first")
    text = make_article(ARTICLE_WORDS, 0)
    project.write_article("a", text)
    project.translate_articles(["a"])
    article = measure_one_article(project, amounts.repeats)
    (folder / "peers").mkdir()
    peers = measure_peers(article.cold_seconds, text, folder / "peers", amounts.repeats)
    return [*article.measured, *peers]
