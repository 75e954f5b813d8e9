"""Tasks that change the files of a project other than editions: clean and picture."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from helpers import ROOT, need_poppler
from invoke.config import Config
from invoke.context import Context
from invoke.exceptions import Exit
from PIL import Image

from publisher.cli.place import Place
from publisher.cli.tasks.development import picture
from publisher.cli.tasks.project import clean

if TYPE_CHECKING:
    from pathlib import Path


def context(root: Path) -> Context:
    (root / "publisher.toml").touch()
    return Context(Config(overrides=Place(str(root)).settings))


def test_clean_deletes_output_and_caches_only(tmp_path: Path) -> None:
    for name in ("build/pdf/a.pdf", ".mypy_cache/a", "seeds/a.txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True)
        file.touch()
    (tmp_path / ".pytest_cache").symlink_to(tmp_path / "seeds")
    clean(context(tmp_path))
    clean(context(tmp_path))
    names = sorted(file.name for file in tmp_path.iterdir())
    # The caches are of tools that only publisher's own source tree is sure to have.
    assert names == [".mypy_cache", ".pytest_cache", "publisher.toml", "seeds"]
    (tmp_path / "publisher").symlink_to(ROOT / "publisher")
    clean(context(tmp_path))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["publisher", *names[2:]]
    assert (tmp_path / "seeds" / "a.txt").is_file()


def test_clean_names_what_it_cannot_delete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "publisher").symlink_to(ROOT / "publisher")
    for name in ("build/pdf", ".ruff_cache", ".hypothesis"):
        (tmp_path / name).mkdir(parents=True)
    delete = shutil.rmtree

    def refuse(folder: Path) -> None:
        if folder.name != ".ruff_cache":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(folder))
        delete(folder)

    monkeypatch.setattr(shutil, "rmtree", refuse)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Exit) as stop:
        clean(context(tmp_path))
    assert stop.value.code == 2
    assert capsys.readouterr().err.splitlines() == [
        f"error: {name}: cannot delete all of it: read-only file system;"
        " allow writing and run again"
        for name in ("build/pdf", ".hypothesis")
    ]
    assert not (tmp_path / ".ruff_cache").exists()


def test_picture_is_made_of_files_with_any_name(tmp_path: Path) -> None:
    need_poppler("pdftoppm")
    for name in ("it's; touch x.en.pdf", "$(touch x) `touch x`.fr.pdf", '"a\\ b.pdf'):
        (tmp_path / "build" / "pdf").mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (40, 60)).save(tmp_path / "build" / "pdf" / name, "PDF")
    (tmp_path / ".github").mkdir()
    picture(context(tmp_path))
    assert (tmp_path / ".github" / "first-pages.png").is_file()
