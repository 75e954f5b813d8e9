"""Publication after each save."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from helpers import translate_article

from publisher.build.watch import is_save, saves, watched_folders
from publisher.project.config import load_config

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
            assert process.wait(_PATIENCE) == 0


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


def test_saves_while_others_are_handled_are_noticed(project: Project) -> None:
    config = load_config(project.root)
    folders = watched_folders(config)
    assert {folder.name for folder in folders} >= {"seeds", "templates"}
    found = saves(folders, config)
    next(found)
    project.seed("ferry", "The ferry\n\nIt was sold.\n")
    next(found)
    project.write("seeds/.ferry.txt.swp", "temporary")
    project.write("templates/css/own.css", "p { color: black }")
    next(found)
    found.close()  # type: ignore[attr-defined] # a generator


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("docs/a.md", True),
        ("build/pdf/a.en.pdf", False),
        (".git/index", False),
        ("docs/.a.md.swp", False),
        ("docs/a.md~", False),
        ("../fonts/x.ttf", True),
    ],
)
def test_saves_that_count(tmp_path: Path, name: str, expected: bool) -> None:
    root = tmp_path / ".hidden" / "project"
    root.mkdir(parents=True)
    (root / "publisher.toml").write_text("")
    file = (root / name).resolve()
    assert is_save(file, load_config(root)) is expected
