"""Dates of the last change: those of commits, and none for what is not committed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from publisher.base.errors import PublisherError
from publisher.project.git_history import History


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def git(folder: Path, *arguments: str, day: int = 1) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    dates = {f"GIT_{name}_DATE": f"2024-01-{day:02}T12:00:00Z" for name in ("AUTHOR", "COMMITTER")}
    subprocess.run(
        ("git", *identity, *arguments),
        cwd=folder,
        check=True,
        capture_output=True,
        env={**os.environ, **dates},
    )


def commit(folder: Path, day: int) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x", day=day)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder inside a repository; `one` was committed on day 1, `two` on day 2."""
    git(tmp_path, "init", "-q", "-b", "main")
    root = tmp_path / "the project"
    root.mkdir()
    for day, name in enumerate(("one", "two"), 1):
        (root / name).write_text(name)
        commit(tmp_path, day)
    return root


def day_of(root: Path, *names: str) -> int | None:
    """Return the day of the last change of files, read again from the repository."""
    change = History(root).last_change([root / name for name in names])
    return None if change is None else change.day


def test_the_last_commit_of_any_of_the_files_counts(root: Path) -> None:
    assert day_of(root, "one") == 1
    assert day_of(root, "two") == 2
    assert day_of(root, "one", "two") == day_of(root, "two", "one") == 2
    (root / "one").write_text("edited")
    commit(root, 3)
    assert day_of(root, "one") == 3
    assert day_of(root, "two") == 2


@pytest.mark.parametrize("staged", [False, True])
def test_a_modified_file_has_no_date(root: Path, *, staged: bool) -> None:
    (root / "one").write_text("edited")
    if staged:
        git(root, "add", "-A")
    assert day_of(root, "one") is None
    assert day_of(root, "one", "two") is None
    assert day_of(root, "two") == 2


def test_an_uncommitted_or_deleted_file_has_no_date(root: Path) -> None:
    new = Path("new") / "file ն"
    (root / new).parent.mkdir()
    (root / new).write_text("x")
    assert day_of(root, str(new)) is None
    assert day_of(root, str(new), "one") is None
    (root / "one").unlink()
    assert day_of(root, "one") is None
    commit(root, 3)
    assert day_of(root, str(new)) == 3


def test_a_change_that_is_undone_leaves_the_date(root: Path) -> None:
    (root / "one").write_text("edited")
    (root / "one").write_text("one")
    assert day_of(root, "one") == 1


def test_a_merge_is_a_change_only_of_what_it_changed(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "other", "HEAD~1")
    (root / "three").write_text("x")
    commit(root, 3)
    git(root, "checkout", "-q", "main")
    git(root, "merge", "-q", "--no-ff", "-m", "x", "other", day=4)
    assert [day_of(root, name) for name in ("one", "two", "three")] == [1, 2, 3]


def test_the_date_of_a_link_is_that_of_its_file(root: Path) -> None:
    (root / "link").symlink_to("two")
    commit(root, 3)
    assert day_of(root, "link") == 2


def test_a_shallow_clone_and_a_plain_folder_have_no_dates(root: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{tmp_path}", str(clone))
    assert (clone / root.name / "one").is_file()
    assert day_of(clone / root.name, "one") is None
    assert History(clone / root.name).head == ""
    assert "run: git fetch --unshallow" in str(History(clone / root.name).problem)
    git(clone, "fetch", "-q", "--unshallow")
    assert History(clone / root.name).problem is None
    plain = tmp_path.parent / f"{tmp_path.name} plain"
    plain.mkdir()
    (plain / "one").write_text("one")
    assert day_of(plain, "one") is None
    assert History(plain).problem is None


def test_source_date_epoch_is_the_date_of_everything(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    change = History(root).last_change([root / "one"])
    assert change is not None
    assert change.isoformat() == "1970-01-02T00:00:00+00:00"
    assert History(root).problem is None
    for bad in ("soon", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", bad)
        with pytest.raises(PublisherError, match="SOURCE_DATE_EPOCH must be a number of seconds"):
            History(root).last_change([root / "one"])


def test_the_state_changes_whenever_a_date_may(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def state(*names: str) -> str:
        return History(root).state([root / name for name in names])

    clean = state("one")
    assert clean == state("one") == state("two") != ""
    (root / "one").write_text("edited")
    assert state("one") != clean
    assert state("two") == clean
    commit(root, 3)
    assert state("one") not in {clean, ""}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert state("one") == "86400"
