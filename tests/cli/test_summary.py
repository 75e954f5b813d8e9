"""The last lines of a task."""

from __future__ import annotations

import pytest

from publisher.catalogues.freshness import Freshness
from publisher.cli.lines import folded
from publisher.cli.summary import Timer, duration, editions_summary
from publisher.language.locale import Language
from publisher.project.results import Result


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.04, "0.0 s"), (9.94, "9.9 s"), (59.4, "59 s"), (124, "2 min 4 s"), (3900, "1 h 5 min")],
)
def test_times_are_as_people_say_them(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_numbers_and_their_words_are_on_one_line() -> None:
    left = Freshness(0, 0, 9, 99_000, 99_000)
    codes = ("fr", "hy", "ru", "de", "es", "zh-Hant")
    results = [Result(slug="a", language=Language(code), freshness=left) for code in codes]
    total, words = editions_summary(results, Timer())
    assert total.startswith("1 article: 6 drafts (")
    assert list(folded(words, 60)) == [
        "words left: fr 99,000, hy 99,000, ru 99,000, de 99,000,",
        "  es 99,000, zh-Hant 99,000",
    ]
