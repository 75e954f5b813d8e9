"""Project folders: what makes a folder a project, and what a walk of one leaves out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from publisher.base.errors import PublisherError
from publisher.base.leftovers import recover_leftovers
from publisher.base.project_folder import (
    OWN,
    SHARED,
    files_below,
    find_project,
    is_nested,
    is_project,
    project_file,
)

if TYPE_CHECKING:
    from pathlib import Path


def write(file: Path, text: str = "") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "text",
    [
        "[tool.publisher]",
        "[ tool . 'publisher' ]",
        '[tool."publisher".limits]',
        "[[tool.publisher]]",
        "tool.publisher.languages = []",
        "[tool]\npublisher = {}",
        "tool = {publisher = {}}",
        "[tool.publisher]\nlanguages = [",
    ],
)
def test_pyproject_with_the_table_makes_a_project(tmp_path: Path, text: str) -> None:
    file = write(tmp_path / SHARED, text)
    assert project_file(tmp_path) == file


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[project]\nname = 'publisher'",
        "# [tool.publisher]",
        "[tool.publishers]",
        "[tool.publisher-bot]",
        "[tool]\n[publisher]",
        "[tool.ruff]\nlanguages = [",
        "publisher = [",
        "x = 1\n" * 200_000,
    ],
)
def test_pyproject_without_the_table_makes_none(tmp_path: Path, text: str) -> None:
    write(tmp_path / SHARED, text)
    assert project_file(tmp_path) is None
    assert not is_project(tmp_path)


def test_pipe_and_folder_make_no_project(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / SHARED)
    (tmp_path / OWN).mkdir()
    assert not is_project(tmp_path)


def test_two_files_are_an_error_that_names_both(tmp_path: Path) -> None:
    write(tmp_path / SHARED, "[tool.publisher]")
    write(tmp_path / OWN)
    with pytest.raises(PublisherError, match=r"publisher\.toml: .* in pyproject\.toml; keep one"):
        project_file(tmp_path)


def test_the_nearest_project_upwards_is_found(tmp_path: Path) -> None:
    below = tmp_path / "inner" / "seeds" / "deep"
    below.mkdir(parents=True)
    assert find_project(below) is None
    write(tmp_path / OWN)
    assert find_project(below) == tmp_path
    write(tmp_path / "inner" / "seeds" / SHARED, "[broken")  # another tool's
    assert find_project(below) == tmp_path
    write(tmp_path / "inner" / SHARED, "[tool.publisher]\nlanguages = [")
    assert find_project(below) == tmp_path / "inner"
    write(tmp_path / SHARED, "[broken")
    assert find_project(tmp_path / "inner") == tmp_path / "inner"


def test_walks_leave_out_nested_projects(tmp_path: Path) -> None:
    own = [write(tmp_path / name) for name in ("a.po", "b/c.po", "b/pyproject.toml")][:2]
    write(tmp_path / "handbook" / OWN)
    write(tmp_path / "handbook" / "locales" / "d.po")
    write(tmp_path / OWN)  # of the folder itself
    assert files_below(tmp_path, ".po") == own
    assert is_nested(tmp_path / "handbook" / "locales", tmp_path)
    assert not is_nested(tmp_path / "b", tmp_path)
    assert not is_nested(tmp_path, tmp_path)


def test_leftovers_of_a_nested_project_are_its_own(tmp_path: Path) -> None:
    ours = write(tmp_path / "build" / ".a.pdf.abcdefgh.publisher")
    nested = write(tmp_path / "build" / "demo" / ".a.pdf.abcdefgh.publisher")
    linked = write(tmp_path / "demo" / "locales" / ".a.po.abcdefgh.publisher")
    (tmp_path / "build" / "a.po").symlink_to(write(linked.with_name("a.po")))
    for folder in (nested.parent, tmp_path / "demo"):
        write(folder / OWN)
    assert list(recover_leftovers(tmp_path, [tmp_path / "build"])) == []
    assert [file.exists() for file in (ours, nested, linked)] == [False, True, True]
