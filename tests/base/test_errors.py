"""Errors: one line of a limited length, whatever input they quote."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from publisher.base.errors import PublisherError, shortened

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
