"""Compare-and-swap: with two writers of one file, no save is lost."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, BinaryIO

import pytest

from publisher.base import compare_and_swap, renames
from publisher.base.compare_and_swap import ChangedMeanwhileError, replace_if_unchanged
from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.catalogues.catalogue import Message
from publisher.catalogues.catalogue_file import read_catalogue
from publisher.catalogues.language_pair import LanguagePair
from publisher.catalogues.update import CatalogueUpdate
from publisher.language.locale import Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import polib

LANGUAGES = LanguagePair(Language("en"), Language("hy"))


def test_file_is_created_replaced_and_kept_on_conflict(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "a.po"
    replace_if_unchanged(file, b"one", None)
    file.chmod(0o640)
    replace_if_unchanged(file, b"two", b"one")
    assert file.read_bytes() == b"two"
    assert file.stat().st_mode & 0o777 == 0o640
    for expected in (None, b"one"):
        with pytest.raises(ChangedMeanwhileError):
            replace_if_unchanged(file, b"three", expected)
    assert file.read_bytes() == b"two"
    assert [entry.name for entry in file.parent.iterdir()] == ["a.po"]


def test_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.po").write_bytes(b"one")
    (tmp_path / "link.po").symlink_to("real.po")
    replace_if_unchanged(tmp_path / "link.po", b"two", b"one")
    assert (tmp_path / "link.po").is_symlink()
    assert (tmp_path / "real.po").read_bytes() == b"two"


@pytest.mark.parametrize("has_links", [True, False], ids=["NFS", "FAT"])
def test_file_system_without_exchange_and_locks_of_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    monkeypatch.setattr(renames, "_rename", lambda *_: False)
    monkeypatch.setattr(fcntl, "flock", refuse(errno.ENOLCK if has_links else errno.EBADF))
    monkeypatch.setattr(fcntl, "fcntl", refuse(errno.EINVAL))
    if not has_links:
        monkeypatch.setattr(os, "link", refuse(errno.EPERM))
        monkeypatch.setattr(os, "fchmod", refuse(errno.EPERM))
    file = tmp_path / "deep" / "a.po"
    replace_if_unchanged(file, b"one", None)
    replace_if_unchanged(file, b"two", b"one")
    for expected in (None, b"one"):
        with pytest.raises(ChangedMeanwhileError):
            replace_if_unchanged(file, b"three", expected)
    assert file.read_bytes() == b"two"
    assert sorted(entry.name for entry in file.parent.iterdir()) == [".lock.publisher", "a.po"]


def refuse(code: int) -> Callable[..., None]:
    def call(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    return call


def save_by_rename(file: Path, content: bytes) -> None:
    new = file.with_suffix(".new")
    new.write_bytes(content)
    new.replace(file)


def save_in_place(file: Path, content: bytes) -> None:
    with file.open("r+b") as stream:
        stream.write(content)
        stream.truncate()
        stream.flush()
        os.fsync(stream.fileno())


@pytest.mark.parametrize("save", [save_by_rename, save_in_place])
def test_save_of_a_second_writer_is_not_lost(
    tmp_path: Path, save: Callable[[Path, bytes], None]
) -> None:
    file = tmp_path / "a.po"
    file.write_bytes(b"0")
    lost = []
    for number in range(1, 300):
        expected, theirs = file.read_bytes(), f"theirs {number}".encode()
        start = threading.Barrier(2)

        def save_theirs(theirs: bytes = theirs, start: threading.Barrier = start) -> None:
            start.wait()
            save(file, theirs)

        writer = threading.Thread(target=save_theirs)
        writer.start()
        start.wait()
        try:
            replace_if_unchanged(file, b"ours", expected)
            replaced = True
        except ChangedMeanwhileError:
            replaced = False
        writer.join()
        # Their save came last, or before ours: then ours was refused.
        if file.read_bytes() != theirs:
            lost.append((number, replaced, file.read_bytes()))
    assert not lost


def test_file_that_stays_open_for_writing_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare_and_swap, "SAVE_TIMEOUT", 0.05)
    file = tmp_path / "a.po"
    file.write_bytes(b"one")
    with file.open("r+b") as stream:
        with pytest.raises(ChangedMeanwhileError):
            replace_if_unchanged(file, b"two", b"one")
        stream.write(b"saved")
    assert file.read_bytes() == b"saved"
    with file.open("rb"):  # a reader disturbs nobody
        replace_if_unchanged(file, b"two", b"saved")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.po"]


def test_file_that_is_opened_for_writing_during_the_exchange_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compare_and_swap, "SAVE_TIMEOUT", 0.05)
    file = tmp_path / "a.po"
    file.write_bytes(b"one")
    streams: list[BinaryIO] = []
    rename = renames._rename  # noqa: SLF001 - the stubbed system call

    def open_and_rename(one: Path, other: Path, flags: int) -> bool:
        if not streams:
            streams.append(file.open("r+b"))
        return rename(one, other, flags)

    monkeypatch.setattr(renames, "_rename", open_and_rename)
    with pytest.raises(ChangedMeanwhileError):
        replace_if_unchanged(file, b"two", b"one")
    with streams[0] as stream:
        stream.write(b"saved")
    assert file.read_bytes() == b"saved"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.po"]


def test_question_whether_a_file_is_being_written_survives_its_opening(tmp_path: Path) -> None:
    # The kernel signals whoever holds a lease; SIGIO would end the process.
    file = tmp_path / "a.po"
    file.write_bytes(b"one")
    ask = (
        "import sys; from publisher.base.locks import is_open_for_writing\n"
        "with open(sys.argv[1], 'rb') as file:\n"
        "    for _ in range(20_000): is_open_for_writing(file.fileno())\n"
    )
    with subprocess.Popen((sys.executable, "-c", ask, str(file))) as process:
        while process.poll() is None:
            file.open("r+b").close()
    assert process.returncode == 0


def test_update_restarts_if_a_translator_saves_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.po"
    CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, [Message("One.")]).apply()
    saved: list[bool] = []

    def save_while_merging(po: polib.POFile, path: Path) -> bytes:
        if not saved:
            theirs = pofile.load(path)
            theirs[0].msgstr = "Մեկ։"
            path.write_bytes(canonical(theirs, path))
            saved.append(True)
        return canonical(po, path)

    canonical = pofile.canonical
    monkeypatch.setattr(pofile, "canonical", save_while_merging)
    CatalogueUpdate(
        read_catalogue(file), "a", LANGUAGES, [Message("One."), Message("Two.")]
    ).apply()
    content = file.read_text(encoding="utf-8")
    assert "Մեկ։" in content
    assert "Two." in content


def test_full_disk_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.po"
    file.write_bytes(b"one")

    def raise_disk_full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", raise_disk_full)
    with pytest.raises(PublisherError, match="no space left"):
        replace_if_unchanged(file, b"two", b"one")
    assert file.read_bytes() == b"one"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.po"]
