"""Files: bounded reads and atomic replacement."""

from __future__ import annotations

import os
import resource
import stat
from typing import TYPE_CHECKING

import pytest

from publisher.base.errors import PublisherError
from publisher.base.files import read_text, write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def full_disk() -> Iterator[None]:
    """Limit the size of files to a few bytes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_file_is_replaced_only_if_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "file"
    assert write_atomically(file, b"one")
    before = file.stat()
    assert not write_atomically(file, b"one")
    assert file.stat().st_ino == before.st_ino
    assert write_atomically(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.usefixtures("full_disk")
def test_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_atomically(file, b"old")
    with pytest.raises(PublisherError, match=r"file: cannot write: .*; make room"):
        write_atomically(file, b"new and longer than there is room for")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_file_in_place_of_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "folder").write_bytes(b"")
    with pytest.raises(PublisherError, match="cannot write"):
        write_atomically(tmp_path / "folder" / "file", b"new")


def test_permissions_are_kept_and_default_to_the_umask(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_atomically(file, b"one")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(file.stat().st_mode) == 0o666 & ~mask
    file.chmod(0o600)
    write_atomically(file, b"two")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_too_large_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"x" * (2**20 + 1))
    with pytest.raises(PublisherError, match="larger than 1 MiB"):
        read_text(file, limit=2**20)
