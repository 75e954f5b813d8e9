"""Errors: one line of a limited length, whatever input they quote."""

from __future__ import annotations

import errno
import os
import pickle
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.base.errors import PublisherError, shortened
from publisher.base.files import open_regular, write_atomically
from publisher.base.guard import guard

MOST = 300
TEXTS = st.text(max_size=40) | st.builds(str.__mul__, st.text(max_size=3), st.integers(0, 400))


@given(TEXTS, TEXTS, st.none() | st.integers(1, 10**6))
def test_error_is_one_line_of_limited_length(message: str, name: str, line: int | None) -> None:
    error = PublisherError(message, file=Path(name.replace("\0", " ")), line=line)
    assert len(error.message) <= MOST
    assert len(str(error)) <= 2 * MOST + len(": :1000000")
    assert str(error).isprintable()
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own


@given(TEXTS)
def test_long_message_keeps_its_start_and_its_end(message: str) -> None:
    if len(message) <= MOST:
        assert shortened(message) == message
    else:
        start, _, end = shortened(message).partition(" […] ")
        assert message.startswith(start)
        assert message.endswith(end)
        assert min(len(start), len(end)) >= 100


def test_place_is_relative_to_the_working_directory(tmp_path: Path) -> None:
    error = PublisherError("is\nbad;\x1b[1m fix it", file=tmp_path / "a\nb.txt", line=3)
    place = " ".join(os.path.relpath(tmp_path / "a\nb.txt").split())
    assert str(error) == f"{place}:3: is bad; [1m fix it"


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EACCES, "permission denied; allow access and run again"),
        (errno.EROFS, "read-only file system; allow writing and run again"),
        (errno.ENOSPC, "no space left on device; make room and run again"),
        (errno.EMFILE, "too many open files; end other programs and run again"),
        (errno.EIO, "input/output error; check the disk and run again"),
    ],
)
def test_reason_is_the_same_in_reading_writing_and_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    file = tmp_path / "a"

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(file))

    monkeypatch.setattr(Path, "stat", refuse)
    monkeypatch.setattr(Path, "mkdir", refuse)
    found = []
    for action in (partial(open_regular, file, limit=1), partial(write_atomically, file, b"")):
        with pytest.raises(PublisherError) as error:
            action()
        found.append(error.value.message)
    with pytest.raises(PublisherError) as error, guard(None):
        refuse()
    assert [*found, error.value.message] == [
        f"cannot read: {reason}",
        f"cannot write: {reason}",
        reason,
    ]
    assert error.value.file == file
