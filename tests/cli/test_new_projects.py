"""The tasks init and layout, which need no project, or change its layouts."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from publisher.project.new_project import PARTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers import Done

    Publisher = Callable[..., Done]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, which is in no project."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_init_makes_a_project_that_can_be_published(publisher: Publisher, folder: Path) -> None:
    done = publisher("init", "demo", "--language", "hy, fr", "-l", "de")
    assert (done.status, done.error) == (0, "")
    assert "created: demo/publisher.toml\n" in done.out
    assert done.out.endswith("next: cd demo && publisher update && publisher pdf\n")
    text = (folder / "demo" / "publisher.toml").read_text(encoding="utf-8")
    assert '\nlanguages = ["hy", "fr", "de"]\n' in text
    os.chdir("demo")
    done = publisher("pdf")
    assert (done.status, done.error) == (0, "")
    assert (folder / "demo" / "build" / "pdf" / "welcome.en.pdf").is_file()


def test_init_in_this_folder_keeps_what_is_there(publisher: Publisher, folder: Path) -> None:
    (folder / "README.md").write_text("mine", encoding="utf-8")
    done = publisher("init")
    assert done.status == 0
    assert "kept: README.md\n" in done.out
    assert done.out.endswith("next: publisher pdf\n")
    assert "created" not in publisher("init").out


def test_init_warns_if_git_keeps_what_is_built(publisher: Publisher, folder: Path) -> None:
    subprocess.run(("git", "init", "-q"), cwd=folder, check=True)
    (folder / ".gitignore").write_text("_site/\n", encoding="utf-8")
    warning = "warning: git keeps what is built; add a line build/ to .gitignore\n"
    assert publisher("init").error == warning
    (folder / ".gitignore").write_text("/build/\n", encoding="utf-8")
    assert publisher("init").error == ""


def test_init_beside_a_site_says_which_pages_are_articles(
    publisher: Publisher, folder: Path
) -> None:
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text("# The bridge\n\nIt is open.\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    done = publisher("init")
    assert "\narticles: 1 page of MkDocs, not moved (docs/**/*.md)\n" in done.out
    assert publisher("pdf").status == 0
    assert (folder / "build" / "pdf" / "index.en.pdf").is_file()


def test_init_counts_pages_that_are_no_articles(publisher: Publisher, folder: Path) -> None:
    (folder / "README.md").write_text("# About")
    assert "note:" not in publisher("init", "--language", "fr").out
    (folder / "publisher.toml").unlink()
    shutil.rmtree(folder / "seeds")
    for name in ("a.md", "b.md"):
        (folder / name).write_text("# T")
    note = "note: 2 files of Markdown are no articles; to take them, set seeds in publisher.toml\n"
    assert note in publisher("init").out
    assert "note:" not in publisher("init").out


def test_init_beside_jekyll_names_what_the_site_must_exclude(
    publisher: Publisher, folder: Path
) -> None:
    (folder / "index.md").write_text("---\ntitle: x\n---\n\nIt is open.\n", encoding="utf-8")
    configuration = folder / "_config.yml"
    configuration.write_text("url: https://a.org\nexclude: [build]\n", encoding="utf-8")
    assert publisher("init").error == (
        "warning: Jekyll would publish publisher's files with the site;"
        " add to exclude: in _config.yml: [locales, templates, publisher.toml]\n"
    )
    assert 'base-url = "https://a.org/"' in (folder / "publisher.toml").read_text(encoding="utf-8")


def test_init_in_a_site_with_its_pages_elsewhere_writes_nothing(
    publisher: Publisher, folder: Path
) -> None:
    (folder.parent / "docs").mkdir()
    (folder.parent / "docs" / "index.md").write_text("# The bridge\n", encoding="utf-8")
    configuration = folder / "docusaurus.config.js"
    configuration.write_text("docs: { path: '../docs' }", encoding="utf-8")
    done = publisher("init")
    assert done.status == 2
    assert done.error == (
        "error: docusaurus.config.js: its pages are in ../docs, outside this folder;"
        " run: publisher init ..\n"
    )
    assert list(folder.iterdir()) == [configuration]


@pytest.mark.parametrize("part", PARTS)
def test_init_adds_the_part_that_an_option_names(
    publisher: Publisher, folder: Path, part: str
) -> None:
    publisher("init", "plain")
    done = publisher("init", "demo", f"--{part}")
    assert (done.status, done.error) == (0, "")
    plain, demo = (
        {file.relative_to(folder / name) for file in (folder / name).rglob("*")}
        for name in ("plain", "demo")
    )
    assert plain < demo


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("init", "--language", "klingon"), "'klingon' is not a language code"),
        (("init", "file"), "file: is not a folder; choose another name"),
        (("init", "a", "b"), "unknown task 'b'"),
        (("layout", "eject", "article"), "publisher init"),
        (("layout", "paint", "article"), "unknown action 'paint'"),
    ],
)
def test_mistakes_are_one_line_and_write_nothing(
    publisher: Publisher, folder: Path, arguments: tuple[str, ...], problem: str
) -> None:
    (folder / "file").write_text("", encoding="utf-8")
    status, out, error = publisher(*arguments)
    assert (status, out) == (2, "")
    assert problem in error
    assert error.count("\n") == 1
    assert [path.name for path in folder.iterdir()] == ["file"]


def test_a_layout_is_copied_and_never_overwritten(publisher: Publisher, folder: Path) -> None:
    publisher("init")
    assert publisher("layout", "eject", "article").out == "created: templates/article.html\n"
    assert (folder / "templates" / "article.html").is_file()
    done = publisher("layout", "eject", "article")
    assert (done.status, done.out) == (2, "")
    assert "templates/article.html: is there already" in done.error
    assert "did you mean 'leaflet'" in publisher("layout", "eject", "leaflt").error


def test_doctor_lists_what_the_project_replaces(publisher: Publisher, folder: Path) -> None:
    publisher("init")
    assert "templates/" not in publisher("doctor").out
    publisher("layout", "eject", "article")
    file = folder / "templates" / "article.html"
    text = file.read_text(encoding="utf-8")
    assert "which has not changed since" in publisher("doctor").out
    file.write_text(re.sub(r"\([0-9a-f]{12}\)", "(0123456789ab)", text, count=1), encoding="utf-8")
    done = publisher("doctor")
    assert done.status == 0  # it can be published
    assert "which has changed since" in done.out
    assert "diff templates/article.html" in " ".join(done.out.split())


def test_doctor_shows_the_rest_if_an_override_cannot_be_read(
    publisher: Publisher, folder: Path
) -> None:
    publisher("init")

    (folder / "templates" / "_foot.html").write_bytes(b"\xff")
    done = publisher("doctor")
    assert (done.status, done.error.count("\n")) == (2, 1)
    assert "templates/_foot.html:1: not UTF-8" in done.error
    assert "pango" in done.out


def can_mount() -> bool:
    command = ("unshare", "--mount", "true")
    found = shutil.which("unshare") is not None
    return found and subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not can_mount(), reason="only root can make a folder read-only for root")
@pytest.mark.parametrize("task", ["init", "init demo", "layout eject article", "update", "pdf"])
def test_a_folder_that_cannot_be_written_is_one_line(folder: Path, task: str) -> None:
    (folder / "seeds").mkdir()
    (folder / "seeds" / "bridge.txt").write_text("The bridge\n\nIt is open.\n", encoding="utf-8")
    if "init" not in task:
        (folder / "publisher.toml").write_text("", encoding="utf-8")
    mount = 'mount --bind "$PWD" "$PWD" && mount -o remount,bind,ro "$PWD" && cd "$PWD"'
    script = f'{mount} && exec "$0" -m publisher {task}'
    result = subprocess.run(
        ("unshare", "--mount", "sh", "-c", script, sys.executable),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 2, result.stdout
    assert result.stderr.count("\n") == 1
    assert "read-only file system; allow writing and run again" in result.stderr


def test_files_for_forges_belong_to_the_top_of_a_repository(
    publisher: Publisher, folder: Path
) -> None:
    subprocess.run(("git", "init", "-q"), check=True)
    assert publisher("init", "--github").error == ""
    done = publisher("init", "docs", "--pre-commit", "--weblate", "--github")
    assert done.status == 0
    expected = "warning: the files for github, pre-commit work at the top of the repository only;"
    assert done.error == f"{expected} move them to .\n"
    assert (folder / "docs" / ".pre-commit-config.yaml").is_file()


def test_doctor_needs_no_project(publisher: Publisher) -> None:
    done = publisher("doctor")
    assert (done.status, done.error) == (0, "")
    assert "fonts for en" in done.out
    assert publisher("--project", "nowhere", "doctor").status == 2
