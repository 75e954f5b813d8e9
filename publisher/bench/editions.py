"""How long editions take: cold, again, one of them, many, a book, and an archive."""

from __future__ import annotations

import itertools
import statistics
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any

from publisher.base.workers import WorkerPool
from publisher.bench.bare import WARM, bare_mean, bare_seconds, pages
from publisher.bench.generated import ARTICLE, EDITIONS, LANGUAGES, Generated, article
from publisher.bench.measured import Growth, Measured, median, medians, seconds
from publisher.build.publish import publish
from publisher.catalogues import pofile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from publisher.bench.measured import Amounts
    from publisher.project.results import Result

LIST, BARE = "invoke --list", "one bare warm WeasyPrint rendering"
_SHORT = 10  # words of an article in an archive
_PATIENCE = 3.0  # seconds, for an archive in which nothing changed


def first(place: Generated, amounts: Amounts) -> tuple[list[Measured], float]:
    """Measure one article in three languages: cold, again, and one translation changed.

    Also returns the seconds of the cold start.
    """
    repeats = amounts.repeats
    cold = median(lambda: place.invoke("pdf"), repeats, place.forget)
    listed, nothing = medians(
        [lambda: place.invoke("--list"), lambda: place.invoke("pdf")], repeats
    )
    rows = [
        Measured(LIST, listed),
        Measured("three languages, cold, whole process", cold, ratio=cold / listed, to=LIST),
        Measured(
            "nothing changed, whole process", nothing, ratio=nothing / listed, to=LIST, goal=1.5
        ),
        _one_changed(place, repeats),
    ]
    return rows, cold


def _one_changed(place: Generated, repeats: int) -> Measured:
    """Measure from a saved catalogue to its PDF on the disk, with a worker that is warm."""
    file, config = place.po("a", LANGUAGES[0]), place.config
    page = pages(place, ["a"])[1]
    numbers, bare, changed = itertools.count(), [], []

    def edit() -> None:
        po = pofile.load(file)
        po[0].msgstr = po[0].msgstr.rstrip("0123456789") + str(next(numbers))
        pofile.save(po, file)

    with WorkerPool(1, config.limits, WARM) as workers:
        kept = _Kept(workers)

        def build() -> None:
            publish(config, [], [], lambda: kept, _unwatched)

        edit()
        build()  # what is imported and started, is
        for _ in range(repeats):
            edit()
            changed.append(seconds(build))
            bare.append(workers.submit(bare_seconds, page).result())
    took = statistics.median(changed)
    work = "one .po changed, warm worker, to the PDF on disk"
    return Measured(work, took, ratio=took / statistics.median(bare), to=BARE, goal=1.2)


class _Kept(Executor):
    """An executor that outlives who uses it."""

    def __init__(self, inner: Executor) -> None:
        self._inner = inner

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - Executor's signature
        return self._inner.submit(fn, *args, **kwargs)


def _unwatched(results: Iterator[Result], _: int) -> Iterable[Result]:
    return results


def many(home: Path, folder: Path, articles: int) -> tuple[list[Measured], Growth]:
    """Measure many articles in three languages, in one process and in two, and half of them."""
    place = Generated.at(home, folder)
    slugs = [f"a{number}" for number in range(max(articles, 4))]
    points, made = [], 0
    for share in (4, 2, 1):
        some = slugs[made : len(slugs) // share]
        for number, slug in enumerate(some, made):
            place.seed(slug, article(ARTICLE, number))
        place.fill(some)
        made += len(some)
        place.forget()
        points.append((made, seconds(lambda: place.invoke("pdf", "--jobs", "1"))))
    one = points[-1][1]
    place.forget()
    two = seconds(lambda: place.invoke("pdf", "--jobs", "2"))
    again = seconds(lambda: place.invoke("pdf"))
    bare = bare_mean(place, pages(place, slugs[:2]), 3)
    each, editions = one / made / EDITIONS, made * EDITIONS
    rows = [
        Measured(BARE, bare),
        Measured(
            f"{made:,} articles × 3, one job, each", each, ratio=each / bare, to=BARE, goal=1.1
        ),
        Measured("the same, two jobs", two / editions, ratio=two / one, to="one job", goal=0.55),
        Measured(
            "the same, nothing changed, each", again / editions, ratio=again / one, to="one job"
        ),
    ]
    return rows, Growth("articles", tuple(points))


def book(home: Path, folder: Path, words: int) -> tuple[Measured, Growth]:
    """Measure a book in its own language, and half and a quarter of it."""
    place, points = Generated.at(home, folder, []), []
    for share in (4, 2, 1):
        number = max(words // share, 40)
        place.seed("a", article(number, 1))
        place.forget()
        points.append((number, seconds(lambda: place.invoke("pdf"))))
    bare = bare_mean(place, pages(place, ["a"]), 1)
    most, whole = points[-1]
    work = f"a book of {most:,} words, whole process"
    return Measured(work, whole, ratio=whole / bare, to=f"{BARE} of it"), Growth(
        "words", tuple(points)
    )


def archive(home: Path, folder: Path, editions: int) -> Measured:
    """Measure `invoke pdf` where nothing changed in an archive of short articles."""
    place = Generated.at(home, folder, [])
    for number in range(editions):
        place.seed(f"a{number}", article(_SHORT, number))
    place.invoke("pdf")
    nothing = median(lambda: place.invoke("pdf"), 3)
    work = f"an archive of {editions:,} editions, nothing changed"
    return Measured(work, nothing, ratio=nothing / _PATIENCE, to=f"{_PATIENCE:g} s", goal=1)
