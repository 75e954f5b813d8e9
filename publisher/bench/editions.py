"""Measure builds of editions: one article, many, a book, and an unchanged archive."""

from __future__ import annotations

import itertools
import statistics
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any, NamedTuple

from publisher.base.workers import WorkerPool
from publisher.bench.bare import PRELOAD, bare_mean_seconds, bare_median_seconds, lay_out_pages
from publisher.bench.generated import (
    ARTICLE_WORDS,
    EDITIONS_PER_ARTICLE,
    LANGUAGES,
    GeneratedProject,
    make_article,
)
from publisher.bench.measured import (
    Growth,
    Measurement,
    Point,
    Scaling,
    interleaved_medians,
    median_seconds,
    seconds,
)
from publisher.build.chosen import Chosen
from publisher.build.publish import publish
from publisher.catalogues import pofile
from publisher.outputs import OUTPUTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path


_LIST, _BARE = "invoke --list", "one bare warm WeasyPrint rendering"
_ARCHIVED_WORDS = 10  # of each article in the archive
_MAX_ARCHIVE_SECONDS = 3.0


class OneArticle(NamedTuple):
    """Measurements of one article, and the wall time of its cold build."""

    measured: list[Measurement]
    cold_seconds: float


def measure_one_article(project: GeneratedProject, repeats: int) -> OneArticle:
    """Measure article `a`: a cold build, one without changes, and one changed translation."""
    cold = median_seconds(lambda: project.invoke("pdf"), repeats, project.delete_build)
    listed, unchanged = interleaved_medians(
        [lambda: project.invoke("--list"), lambda: project.invoke("pdf")], repeats
    )
    measured = [
        Measurement(_LIST, listed),
        Measurement("three languages, cold, whole process", cold, ratio=cold / listed, to=_LIST),
        Measurement(
            "nothing changed, whole process",
            unchanged,
            ratio=unchanged / listed,
            to=_LIST,
            goal=1.5,
        ),
        _measure_one_change(project, repeats),
    ]
    return OneArticle(measured, cold)


def _measure_one_change(project: GeneratedProject, repeats: int) -> Measurement:
    """Measure the time from a saved catalogue to its PDF on disk, with a warm worker."""
    file, config = project.catalogue_path("a", LANGUAGES[0]), project.config
    page = lay_out_pages(project, ["a"])[1]
    revisions, bare, changed = itertools.count(), [], []

    def edit() -> None:
        po = pofile.load(file)
        po[0].msgstr = po[0].msgstr.rstrip("0123456789") + str(next(revisions))
        pofile.save(po, file)

    with WorkerPool(1, config.limits, PRELOAD) as workers:
        executor = _SharedExecutor(workers)

        def build() -> None:
            publish(config, OUTPUTS["pdf"], Chosen(), lambda: executor)

        edit()
        build()  # warm up: import modules and start the worker
        for _ in range(repeats):
            edit()
            changed.append(seconds(build))
            bare.append(workers.submit(bare_median_seconds, page).result())
    median = statistics.median(changed)
    work = "one .po changed, warm worker, to the PDF on disk"
    return Measurement(work, median, ratio=median / statistics.median(bare), to=_BARE, goal=1.2)


class _SharedExecutor(Executor):
    """Wrapper that keeps an executor running when its user shuts it down."""

    def __init__(self, inner: Executor) -> None:
        self._inner = inner

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - Executor's signature
        return self._inner.submit(fn, *args, **kwargs)


def measure_many_articles(origin: Path, folder: Path, articles: int) -> Scaling:
    """Measure builds of articles in three languages with one job and with two.

    The growth is that of a quarter, half and all of the articles.
    """
    project = GeneratedProject.create(origin, folder)
    slugs = [f"a{number}" for number in range(max(articles, 4))]
    points = _measure_growing_project(project, slugs)
    one_job = points[-1].seconds
    project.delete_build()
    two_jobs = seconds(lambda: project.invoke("pdf", "--jobs", "2"))
    unchanged = seconds(lambda: project.invoke("pdf"))
    bare = bare_mean_seconds(project, lay_out_pages(project, slugs[:2]), 3)
    editions = len(slugs) * EDITIONS_PER_ARTICLE
    each = one_job / editions
    measured = [
        Measurement(_BARE, bare),
        Measurement(
            f"{len(slugs):,} articles × 3, one job, each",
            each,
            ratio=each / bare,
            to=_BARE,
            goal=1.1,
        ),
        Measurement(
            "the same, two jobs",
            two_jobs / editions,
            ratio=two_jobs / one_job,
            to="one job",
            goal=0.55,
        ),
        Measurement(
            "the same, nothing changed, each",
            unchanged / editions,
            ratio=unchanged / one_job,
            to="one job",
        ),
    ]
    return Scaling(measured, Growth("articles", points))


def _measure_growing_project(project: GeneratedProject, slugs: list[str]) -> tuple[Point, ...]:
    """Add a quarter, half and all of the articles, with a cold build after each step."""
    points: list[Point] = []
    written = 0
    for divisor in (4, 2, 1):
        added = slugs[written : len(slugs) // divisor]
        for number, slug in enumerate(added, written):
            project.write_article(slug, make_article(ARTICLE_WORDS, number))
        project.translate_articles(added)
        written += len(added)
        project.delete_build()
        points.append(Point(written, seconds(lambda: project.invoke("pdf", "--jobs", "1"))))
    return tuple(points)


def measure_book(origin: Path, folder: Path, words: int) -> Scaling:
    """Measure cold builds of a quarter, half and all of a book in its source language."""
    project, points = GeneratedProject.create(origin, folder, []), []
    for divisor in (4, 2, 1):
        length = max(words // divisor, 40)
        project.write_article("a", make_article(length, 1))
        project.delete_build()
        points.append(Point(length, seconds(lambda: project.invoke("pdf"))))
    bare = bare_mean_seconds(project, lay_out_pages(project, ["a"]), 1)
    whole = points[-1]
    measured = Measurement(
        f"a book of {whole.amount:,} words, whole process",
        whole.seconds,
        ratio=whole.seconds / bare,
        to=f"{_BARE} of it",
    )
    return Scaling([measured], Growth("words", tuple(points)))


def measure_unchanged_archive(origin: Path, folder: Path, editions: int) -> Measurement:
    """Measure `invoke pdf` without changes in an archive of short articles."""
    project = GeneratedProject.create(origin, folder, [])
    for number in range(editions):
        project.write_article(f"a{number}", make_article(_ARCHIVED_WORDS, number))
    project.invoke("pdf")
    unchanged = median_seconds(lambda: project.invoke("pdf"), 3)
    return Measurement(
        f"an archive of {editions:,} editions, nothing changed",
        unchanged,
        ratio=unchanged / _MAX_ARCHIVE_SECONDS,
        to=f"{_MAX_ARCHIVE_SECONDS:g} s",
        goal=1,
    )
