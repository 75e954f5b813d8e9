"""The bench: what takes how long, as ratios, in one run on one machine.

A bare warm WeasyPrint rendering of the same HTML is the unit of rendering, `invoke --list`
that of starting; other tools are measured beside us.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from publisher.bench.bare import memory, pages
from publisher.bench.editions import archive, book, first, many
from publisher.bench.generated import ARTICLE, Generated, article
from publisher.bench.peers import measure_peers
from publisher.bench.update import measure_update

if TYPE_CHECKING:
    from publisher.bench.measured import Amounts, Growth, Measured

_DOUBLED = 2.2  # times, at most, that twice the work may cost


def measure(home: Path, amounts: Amounts) -> tuple[list[Measured], list[Growth]]:
    """Measure everything with the layouts of the project at `home`. Raises PublisherError."""
    with tempfile.TemporaryDirectory(prefix="publisher-") as name:
        folder = Path(name)
        place, text = Generated.at(home, folder / "first"), article(ARTICLE, 0)
        place.seed("a", text)
        place.fill(["a"])
        rows, cold = first(place, amounts)
        (folder / "peers").mkdir()
        rows += measure_peers(cold, text, folder / "peers", amounts.repeats)
        several, by_articles = many(home, folder / "many", amounts.articles)
        long, by_words = book(home, folder / "book", amounts.words)
        rows += [*several, long, memory(place, pages(place, ["a"]), amounts.renderings)]
        rows.append(archive(home, folder / "archive", amounts.editions))
        (folder / "update").mkdir()
        updates, by_messages = measure_update(
            home, folder / "update", amounts.messages, amounts.repeats
        )
        growths = [by_articles, by_words, by_messages]
        rows += [*updates, *(growth.measured(_DOUBLED) for growth in growths)]
    return rows, growths
