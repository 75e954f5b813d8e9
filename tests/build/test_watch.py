"""Publication after each save."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from helpers import heeding, translate_article, write_config

from publisher.build.watch import is_save, saves, watched_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from helpers import Project

_PATIENCE = 120  # seconds for a loaded machine


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def watching(project: Project, tmp_path: Path) -> Iterator[tuple[Project, Path]]:
    """Watch a translated project; yield it and the file of its output."""
    translate_article(project)
    shown = tmp_path / "shown"
    with shown.open("w") as stream:
        with heeding(signal.SIGINT):
            process = subprocess.Popen(
                [sys.executable, "-m", "publisher", "pdf", "--watch"],
                cwd=project.root,
                stdout=stream,
                stderr=stream,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )
        try:
            wait_for(lambda: "waiting for a save" in shown.read_text("utf-8"))
            yield project, shown
        finally:
            process.send_signal(signal.SIGINT)
            try:
                assert process.wait(_PATIENCE) in {0, 130}  # 130 while it publishes
            finally:
                process.kill()  # if it goes on


def test_each_save_is_published_and_errors_end_nothing(watching: tuple[Project, Path]) -> None:
    project, shown = watching

    def rounds() -> int:
        return shown.read_text("utf-8").count("waiting for a save")

    project.seed("ferry", "The ferry\n\nIt was sold.\n")
    wait_for(lambda: rounds() == 2)
    assert project.built("pdf", "ferry.en.pdf").exists()
    catalogue = project.po("bridge", "fr")
    good = catalogue.read_text("utf-8")
    catalogue.write_text("msgid half", "utf-8")
    wait_for(lambda: rounds() == 3)
    assert "locales/fr/LC_MESSAGES/bridge.po" in shown.read_text("utf-8")
    before = project.built("pdf", "bridge.fr.pdf").read_bytes()
    catalogue.write_text(good.replace("Une petite victoire", "Une victoire"), "utf-8")
    wait_for(lambda: rounds() == 4)
    assert project.built("pdf", "bridge.fr.pdf").read_bytes() != before


def test_a_broken_configuration_is_a_line_and_a_new_one_counts(
    watching: tuple[Project, Path],
) -> None:
    project, shown = watching
    write_config(project, "layout = 3")
    wait_for(lambda: shown.read_text("utf-8").count("waiting for a save") == 2)
    assert shown.read_text("utf-8").count("error: ") == 1
    assert "error: pyproject.toml:3: " in shown.read_text("utf-8")
    project.write("pyproject.toml", '[tool.publisher]\nseeds = ["docs/*.md"]\n')
    project.write("docs/ferry.md", "# The ferry\n\nIt was sold.\n")
    wait_for(project.built("pdf", "ferry.en.pdf").exists)
    wait_for(lambda: shown.read_text("utf-8").endswith("Ctrl-C ends\n"))


def wait_for_save(found: Iterator[None]) -> None:
    """Take the next save, in a thread: one that is missed ends the test, not the thread."""
    noticed: list[None] = []
    waiting = Thread(target=lambda: noticed.append(next(found)), daemon=True)
    waiting.start()
    waiting.join(_PATIENCE)
    assert noticed


def test_saves_while_others_are_handled_are_noticed(project: Project) -> None:
    found = saves(project.root)
    wait_for_save(found)
    project.seed("ferry", "The ferry\n\nIt was sold.\n")
    wait_for_save(found)
    project.write("seeds/.ferry.txt.swp", "temporary")
    project.write("templates/css/own.css", "p { color: black }")
    wait_for_save(found)
    found.close()  # type: ignore[attr-defined] # a generator


@pytest.mark.parametrize(
    "names",
    [
        ("pyproject.toml",),
        ("locales/fr/glossary.csv", "locales/fr/LC_MESSAGES/publisher.po"),
        ("templates/own.html",),
        # Folders that were not there; files in them are noticed too.
        ("static/map.svg", "static/map.svg"),
        ("docs/2027/ferry.md", "docs/2027/ferry.md"),
    ],
)
def test_saves_of_all_inputs_are_noticed(project: Project, names: tuple[str, ...]) -> None:
    found = saves(project.root)
    wait_for_save(found)
    for name in names:
        project.write(name, "saved")
        wait_for_save(found)
    found.close()  # type: ignore[attr-defined] # a generator


def test_folders_of_others_are_not_watched(project: Project) -> None:
    for name in ("node_modules/a/b.md", ".git/x", "build/pdf/a.pdf", "nested/publisher.toml"):
        project.write(name, "")
    project.write("env/pyvenv.cfg", "")
    project.write("env/lib/a.md", "")
    project.write("templates/css/own.css", "")
    folders = {
        folder.relative_to(project.root).as_posix() for folder in watched_folders(project.root)
    }
    assert folders >= {".", "seeds", "templates/css"}
    assert not {name.split("/")[0] for name in folders} & {
        "node_modules",
        ".git",
        "build",
        "nested",
        "env",
    }


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("docs/a.md", True),
        ("build/pdf/a.en.pdf", False),
        ("docs/build/a.md", True),
        (".git/index", False),
        ("docs/.a.md.swp", False),
        ("docs/a.md~", False),
    ],
)
def test_saves_that_count(tmp_path: Path, name: str, expected: bool) -> None:
    root = tmp_path / ".hidden" / "project"
    assert is_save(root / name, root) is expected
