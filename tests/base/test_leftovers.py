"""Leftovers of killed runs: swept or recovered, those of running processes left alone."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from errno import ENOLCK
from typing import TYPE_CHECKING

from publisher.base.compare_and_swap import Displaced
from publisher.base.files import temporary_sibling
from publisher.base.leftovers import recover_leftovers

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from helpers import Project

# For a longer race: PUBLISHER_RACES=1000 pytest tests/base/test_leftovers.py
ROUNDS = int(os.environ.get("PUBLISHER_RACES", "10"))


def recover(root: Path) -> list[str]:
    return [str(warning) for warning in recover_leftovers(root, [root])]


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def displaced(target: Path, content: bytes) -> Path:
    """Write a file that a killed run displaced when it replaced b"read" by b"written"."""
    file = Displaced.beside(target, b"read", b"written").file
    file.write_bytes(content)
    return file


def test_temporary_file_of_a_running_process_is_left(tmp_path: Path) -> None:
    with temporary_sibling(tmp_path / "a.pdf", b"new") as file:
        assert recover(tmp_path) == []
        assert file.exists()
    file.write_bytes(b"of a process that is gone")
    assert recover(tmp_path) == []
    assert names(tmp_path) == []


def test_without_locks_only_old_files_are_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", refuse)
    (tmp_path / ".a.pdf.abcdefgh.publisher").write_bytes(b"new")
    kept = displaced(tmp_path / "a.po", b"written")
    recover(tmp_path)
    assert kept.exists()
    monkeypatch.setattr(time, "time", lambda now=time.time(): now + 3600)  # noqa: B008
    recover(tmp_path)
    assert names(tmp_path) == [".lock.publisher"]


def test_files_of_other_programs_are_left(tmp_path: Path) -> None:
    others = [".a.po.swp", ".a.po.abcdefgh", ".a.po.abcdefgh.publisher.txt", "a.publisher"]
    for name in others:
        (tmp_path / name).write_bytes(b"x")
    assert recover(tmp_path) == []
    assert names(tmp_path) == sorted(others)


def test_displaced_save_returns_also_if_the_file_is_gone(tmp_path: Path) -> None:
    for name in ("a.po", "b.po", "c.po"):
        displaced(tmp_path / name, b"read" if name == "c.po" else b"theirs")
    (tmp_path / "a.po").write_bytes(b"written")
    (tmp_path / "c.po").write_bytes(b"written")
    assert len(recover(tmp_path)) == 2
    assert names(tmp_path) == ["a.po", "b.po", "c.po"]
    contents = [(tmp_path / name).read_bytes() for name in names(tmp_path)]
    assert contents == [b"theirs", b"theirs", b"written"]


def test_both_saves_are_kept_if_a_later_one_is_in_place(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_bytes(b"latest")
    for content in (b"one", b"two"):
        displaced(tmp_path / "a.po", content)
    warnings = recover(tmp_path)
    assert all("a.po: a run that was killed" in warning for warning in warnings)
    assert names(tmp_path) == ["a.po", "a.po.saved", "a.po.saved-2"]
    assert {f.read_bytes() for f in tmp_path.iterdir()} == {b"latest", b"one", b"two"}
    assert recover(tmp_path) == []


def test_folders_behind_links_are_searched_within_the_project(tmp_path: Path) -> None:
    root = tmp_path / "project"
    for folder in (root / "locales", root / "shared", tmp_path / "outside"):
        folder.mkdir(parents=True)
        (folder / ".a.po.abcdefgh.publisher").write_bytes(b"new")
        (folder / "a.po").write_bytes(b"")
    (root / "locales" / "b.po").symlink_to("../shared/a.po")
    (root / "locales" / "c.po").symlink_to("../../outside/a.po")
    (root / "locales" / "loop").symlink_to(".")
    assert list(recover_leftovers(root, [root / "locales", root / "build"])) == []
    assert [".publisher" in f.name for f in (root / "locales").iterdir()].count(True) == 0
    assert names(root / "shared") == ["a.po"]
    assert len(names(tmp_path / "outside")) == 2


def test_loop_of_links_stops_no_recovery(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    displaced = Displaced.beside(tmp_path / "a.po", b"read", b"written")
    displaced.file.write_bytes(b"a save")
    assert len(list(recover_leftovers(tmp_path, [tmp_path, tmp_path / "loop"]))) == 1
    assert (tmp_path / "a.po").read_bytes() == b"a save"


def test_killed_update_is_recovered_and_reported_by_the_next_run(project: Project) -> None:
    project.succeed("update")
    file = project.po("bridge", "fr")
    written = file.read_bytes()
    theirs = written.replace(b'msgstr ""', b'msgstr "Une petite victoire"', 2)
    found = Displaced.beside(file, b"read", written).file
    found.write_bytes(theirs)
    assert project.succeed("update", "--dry-run")
    assert found.exists()
    result = project.invoke("status")
    assert result.stderr.startswith("warning: locales/fr/LC_MESSAGES/bridge.po: a run that was")
    assert file.read_bytes() == theirs
    assert not found.exists()


RACER = """
import sys
from pathlib import Path
from publisher.base.compare_and_swap import ChangedMeanwhileError, replace_if_unchanged

file = Path(sys.argv[1])
for number in range(10**6):
    content = file.read_bytes()
    if number == 1:
        print(flush=True)
    try:
        replace_if_unchanged(file, content.partition(b"+")[0] + b"+%d" % number, content)
    except ChangedMeanwhileError:
        pass
"""


def test_last_save_survives_runs_that_are_killed_at_any_moment(tmp_path: Path) -> None:
    file = tmp_path / "a.po"
    file.write_bytes(b"first")
    for number in range(ROUNDS):
        command = (sys.executable, "-c", RACER, str(file))
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.read(1)
            for save in range(number % 7 + 1):
                last = b"theirs %d %d" % (number, save)
                (tmp_path / "new").write_bytes(last)
                (tmp_path / "new").replace(file)
            process.kill()
        recover(tmp_path)
        contents = {f.read_bytes().partition(b"+")[0] for f in tmp_path.glob("a.po*")}
        assert last in contents
        assert not [*tmp_path.glob(".*")]
