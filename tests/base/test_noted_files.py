"""Noted files: what a piece of work has read, and nothing that others have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.base.errors import PublisherError
from publisher.base.files import is_there, read_text
from publisher.base.noted_files import note_file, noting_files

if TYPE_CHECKING:
    from pathlib import Path


def test_files_that_are_read_or_missing_are_noted(tmp_path: Path) -> None:
    file, missing, other = (tmp_path / name for name in ("a", "b", "c"))
    file.write_text("x")
    note_file(other)
    with noting_files() as noted:
        assert read_text(file, limit=9) == "x"
        assert not is_there(missing)
        with pytest.raises(PublisherError):
            read_text(other, limit=9)
    note_file(tmp_path)
    assert noted == {file, missing, other}


def test_inner_work_notes_for_itself(tmp_path: Path) -> None:
    with noting_files() as outer:
        note_file(tmp_path / "a")
        with noting_files() as inner:
            note_file(tmp_path / "b")
        note_file(tmp_path / "c")
    assert inner == {tmp_path / "b"}
    assert outer == {tmp_path / "a", tmp_path / "c"}
