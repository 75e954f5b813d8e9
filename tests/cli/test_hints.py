"""Hints: what a task notices and another one sets right, with its command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import ARTICLE, translate_article

if TYPE_CHECKING:
    from helpers import Project

NEWER = "articles newer than their catalogues: bridge; run: publisher update"
TASKS = ("status", "check", "pdf")


@pytest.mark.parametrize("task", TASKS)
def test_an_article_newer_than_its_catalogues_is_noticed(project: Project, task: str) -> None:
    assert NEWER in project.succeed(task)  # without catalogues
    translate_article(project)
    assert NEWER not in project.succeed(task)
    project.seed("bridge", ARTICLE.replace("Monday", "Tuesday"))
    for _ in range(2):  # also from a record
        assert NEWER in project.succeed(task)
    project.succeed("update")
    assert NEWER not in project.succeed(task)  # untranslated, but the translator knows


def test_catalogues_without_an_article_are_named(project: Project) -> None:
    translate_article(project)
    (project.root / "seeds" / "bridge.txt").unlink()
    project.seed("ferry", "The ferry\n\nIt was sold.\n")
    hint = "catalogues without an article: bridge; run: publisher retire"
    assert hint in project.succeed("update")
    for task in TASKS:
        assert project.succeed(task).count(hint) == 1
        assert hint not in project.succeed(task, "-s", "ferry")
    assert hint not in project.succeed("check", "seeds/ferry.txt")
    project.succeed("retire")
    assert hint not in project.succeed("status")


def test_catalogues_of_a_renamed_article_are_no_orphans(project: Project) -> None:
    translate_article(project)
    (project.root / "seeds" / "bridge.txt").rename(project.root / "seeds" / "crossing.txt")
    hint = "catalogues without an article: bridge; run: publisher update, then publisher retire"
    assert hint in project.succeed("status")
    assert "catalogues without" not in project.succeed("update", "--dry-run")
    assert "catalogues without" not in project.succeed("update")


def test_pdfs_in_scripts_without_spaces_are_named_without_icu(project: Project) -> None:
    project.write("seeds/lao.md", "---\nlanguage: lo\n---\n# ສະບາຍດີ\n")
    project.write("seeds/thai.md", "---\nlanguage: th\n---\n# สวัสดี\n")
    project.write("none/icu.py", "raise ImportError\n")
    chosen = ("-s", "thai", "-s", "lao")
    assert "without ICU" not in project.succeed("pdf", *chosen)
    lacking = project.succeed("pdf", *chosen, PYTHONPATH=str(project.root / "none"))
    line = "warning: lo, th: without ICU, lines do not end between words that have no spaces"
    assert line in " ".join(lacking.split())
    assert "-m pip install 'polyglot-publisher[icu]'" in lacking
    assert "without ICU" not in project.succeed("pdf", "-s", "bridge")
