"""Benchmarks: all measurements are made; no test depends on their speed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import warm_program

from publisher.base.errors import PublisherError
from publisher.bench import measure
from publisher.bench.editions import measure_one_article
from publisher.bench.generated import GeneratedProject, make_article
from publisher.bench.measured import Amounts, Growth, Measurement, Point
from publisher.bench.plot import plot, require_matplotlib
from publisher.bench.update import measure_update
from publisher.cli.bench_table import bench_table

if TYPE_CHECKING:
    from pathlib import Path

    from helpers import Project

TINY = Amounts(articles=4, words=40, messages=8, editions=2, renderings=4, repeats=1)


def test_an_article_and_an_update_are_measured(
    tree: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def invoke(project: GeneratedProject, *arguments: str) -> None:
        assert warm_program.run(arguments, project.root, os.environ).returncode == 0

    monkeypatch.setattr(GeneratedProject, "invoke", invoke)
    project = GeneratedProject.create(tree.root, tmp_path / "article")
    project.write_article("a", make_article(40, 0))
    project.translate_articles(["a"])
    (tmp_path / "update").mkdir()
    update = measure_update(tree.root, tmp_path / "update", 8, 1)
    for row in (*measure_one_article(project, 1).measured, *update.measured):
        assert row.value is not None, row
        assert row.value > 0, row
    assert update.growth.unit == "messages"


@pytest.mark.corpus
def test_everything_is_measured_and_missing_peers_are_noted(
    tree: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("publisher.bench", "publisher.bench.editions"):
        monkeypatch.setattr(f"{module}.ARTICLE_WORDS", 40)  # quicker to render
    monkeypatch.setattr("publisher.bench.peers.shutil.which", lambda *_, **__: None)
    rows, growths = measure(tree.root, TINY)
    measured = [row for row in rows if row.value is not None]
    skipped = {row.to: row.note for row in rows if row.value is None}
    assert all(row.value > 0 for row in measured if row.value is not None and row.unit == "s")
    # The growth of memory may be 0.
    assert all(row.ratio > 0 for row in measured if row.ratio is not None and row.unit == "s")
    assert [row.work.partition(",")[0] for row in measured] == [
        "invoke --list",
        "three languages",
        "nothing changed",
        "one .po changed",
        "one bare warm WeasyPrint rendering",
        "4 articles × 3",
        "the same",
        "the same",
        "a book of 40 words",
        "memory of a worker after 4 renderings",
        "paragraphs with plain line breaking",
        "an archive of 2 editions",
        "update of 8 messages",
        "msgmerge",
        "twice as many articles: 4",
        "twice as many words: 40",
        "twice as many messages: 8",
    ]
    assert set(skipped) == {
        *(f"po4a + pandoc + {name}" for name in ("WeasyPrint", "Chromium", "Typst")),
        "Sphinx + WeasyPrint",
    }
    assert all("not installed" in note for note in skipped.values())
    assert "sphinx-build" in skipped["Sphinx + WeasyPrint"]
    assert [growth.unit for growth in growths] == ["articles", "words", "messages"]


def test_ratio_is_compared_with_its_goal() -> None:
    met = Measurement("quick", 1, ratio=1.5, to="the other", goal=1.5)
    missed = Measurement("slow", 2, ratio=3, to="the other", goal=1.5)
    absent = Measurement("absent", goal=1, note="not measured: x not installed")
    assert [row.is_met for row in (met, missed, absent)] == [True, False, None]
    table = bench_table([met, missed, absent])
    columns = {str(column.header): list(column.cells) for column in table.columns}
    assert columns["Goal"] == ["≤ 1.5", "≤ 1.5", "≤ 1"]
    assert columns["Ratio"] == ["1.50", "3.00", ""]
    assert columns["Met"] == ["yes", "NO", ""]


def test_doubling_compares_the_largest_amount_with_its_half() -> None:
    growth = Growth("words", (Point(10, 1.0), Point(20, 2.0), Point(40, 5.0)))
    assert growth.doubling(2.2).ratio == 2.5


def test_amount_of_zero_is_refused(tree: Project) -> None:
    assert "--words must be 1 or more" in tree.fail("bench", "--words", "0")


def test_missing_matplotlib_is_reported_before_measuring(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("publisher.bench.plot.find_spec", lambda _: None)
    with pytest.raises(PublisherError, match="needs matplotlib"):
        require_matplotlib()


def test_plot_is_written(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    plot([Growth("words", (Point(10, 1.0), Point(20, 2.0)))], tmp_path / "growth.svg")
    assert b"words" in (tmp_path / "growth.svg").read_bytes()


def test_plot_in_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    with pytest.raises(PublisherError, match="cannot be drawn"):
        plot(
            [Growth("words", (Point(10, 1.0), Point(20, 2.0)))],
            tmp_path / "no folder" / "growth.svg",
        )
