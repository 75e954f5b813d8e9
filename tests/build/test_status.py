"""The status of editions: it promises readers nothing that a publication holds back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import translate_article, write_config

from publisher.base.workers import InlineExecutor
from publisher.build.check import check
from publisher.build.chosen import Chosen
from publisher.build.publish import publish
from publisher.build.status import status
from publisher.checks.registry import findings
from publisher.outputs import OUTPUTS
from publisher.project.check_editions import check_editions
from publisher.project.config import load_config
from publisher.project.project import open_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from helpers import Project

    from publisher.checks.finding import Finding
    from publisher.project.results import Result

    Task = Callable[..., object]

WRONG_YEAR = "Le second pont est prévu pour 2029."
LOOK_ALIKE = "Le second p\u043ent est prévu pour 2027."  # a Cyrillic letter: a warning


def held(results: Iterable[Result]) -> list[tuple[object, ...]]:
    return [(str(result.language), result.held, result.findings) for result in results]


def test_what_a_publication_holds_is_held(project: Project) -> None:
    config = load_config(project.root)
    translate_article(project, last=WRONG_YEAR)
    published = publish(config, OUTPUTS["html"], Chosen(), InlineExecutor).results
    for _ in range(2):  # also from a record
        assert held(status(config, Chosen())) == held(published)
    assert [bool(result.held) for result in published] == [False, True]
    translate_article(project)
    assert [result.held for result in status(config, Chosen())] == [None, None]


def test_the_gate_is_that_of_the_configuration(project: Project) -> None:
    translate_article(project, last=WRONG_YEAR)
    write_config(project, "[tool.publisher.gate]\nblocks = []")
    assert [result.held for result in status(load_config(project.root), Chosen())] == [None, None]


def test_an_edition_that_findings_hold_is_not_done(project: Project) -> None:
    translate_article(project, last=WRONG_YEAR)
    assert project.succeed("status").splitlines()[:5] == [
        "Article               en    fr  Left",
        "bridge              done  held     0",
        "Total of 1 article  done  held     0",
        "",
        "done: finished; held: findings, run: publisher check; Left: words to translate",
    ]
    *_, row = project.succeed("status", "--list").splitlines()[:3]
    assert row.split() == ["bridge", "fr", "5", "5", "0", "0", "held"]


@pytest.mark.parametrize(("first", "second"), [(check, status), (status, check)])
def test_a_complete_edition_is_checked_once_for_both_tasks(
    project: Project, monkeypatch: pytest.MonkeyPatch, first: Task, second: Task
) -> None:
    config = load_config(project.root)
    translate_article(project, last=WRONG_YEAR)
    checked: list[bool] = []

    def count(*arguments: object, across: bool = False) -> list[Finding]:
        checked.append(across)
        return findings(*arguments, across=across)  # type: ignore[arg-type] # of any task

    monkeypatch.setattr("publisher.project.checker.findings", count)
    first(config, Chosen())
    assert checked.count(False) == 2
    second(config, Chosen())
    assert checked.count(False) == 2
    for last, is_held in ((f"{WRONG_YEAR} {LOOK_ALIKE}", True), (LOOK_ALIKE, False)):
        translate_article(project, last=last)
        for task in (first, second):
            task(config, Chosen())
        assert [bool(result.held) for result in status(config, Chosen())] == [False, is_held]
        assert check(config, Chosen()) == [*check_editions(open_project(config))]
