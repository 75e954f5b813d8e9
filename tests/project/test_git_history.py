"""History: dates from git, which runs no program that a repository names."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from publisher.project.git_history import History

if TYPE_CHECKING:
    from pathlib import Path

WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(("git", *WHO, *arguments), cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with an article, and a submodule."""
    for name in ("part", "project"):
        folder = tmp_path / name
        folder.mkdir()
        git(folder, "init", "-q")
        (folder / "a.txt").write_text("text")
        git(folder, "add", ".")
        git(folder, "commit", "-qm", "first")
    git(tmp_path / "project", "submodule", "add", "-q", str(tmp_path / "part"), "part")
    git(tmp_path / "project", "commit", "-qm", "second")
    return tmp_path / "project"


def read_all(root: Path) -> None:
    """Use all that History asks git."""
    history = History(root)
    assert history.last_change([root / "a.txt"]) is not None
    assert history.state([root / "a.txt", root / "part" / "a.txt"]) == history.head
    (root / "a.txt").write_text("changed")
    assert History(root).last_change([root / "a.txt"]) is None


def test_no_program_of_a_repository_runs(repository: Path, tmp_path: Path) -> None:
    spy, seen = tmp_path / "spy", tmp_path / "seen"
    spy.write_text(f'#!/bin/sh\necho "$0" "$@" >>"{seen}"\n')
    spy.chmod(0o755)
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    (hooks / "post-index-change").symlink_to(spy)
    for folder in (repository, repository / "part"):
        git(folder, "config", "core.fsmonitor", str(spy))
        git(folder, "config", "core.hooksPath", str(hooks))
        git(folder, "config", "gpg.program", str(spy))
        git(folder, "config", "log.showSignature", "true")
    seen.unlink(missing_ok=True)
    # Newer than the index: git compares the content, and asks a file system monitor.
    (repository / "a.txt").touch()
    (repository / "part" / "a.txt").touch()
    read_all(repository)
    assert not seen.exists()


@pytest.mark.parametrize("name", ["x", "x=y", "A.b", 'é"'])
@pytest.mark.parametrize("key", ["clean", "process"])
@pytest.mark.parametrize("place", ["config", "included"])
def test_no_filter_of_a_repository_runs(
    repository: Path, tmp_path: Path, name: str, key: str, place: str
) -> None:
    seen = tmp_path / "seen"
    git(repository, "config", "include.path", "included")
    settings = ("config", "--file", f".git/{place}")
    git(repository, *settings, f"filter.{name}.{key}", f"touch '{seen}'; cat")
    git(repository, *settings, f"filter.{name}.required", "true")
    (repository / ".git" / "info" / "attributes").write_text(f"*.txt filter={name}\n")
    (repository / "a.txt").touch()
    read_all(repository)
    assert not seen.exists()


def test_filter_of_the_user_runs(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = tmp_path / "seen"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    git(repository, "config", "--global", "filter.x.clean", f"touch '{seen}'; cat")
    (repository / ".git" / "info" / "attributes").write_text("*.txt filter=x\n")
    (repository / "a.txt").touch()
    read_all(repository)
    assert seen.exists()


def test_folder_without_commits_has_no_dates(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    for _ in range(2):
        history = History(tmp_path)
        assert (history.head, history.last_change([tmp_path / "a.txt"])) == ("", None)
        git(tmp_path, "init", "-q")
