"""Progress bars: on terminals alone, after a moment, and gone at the end."""

from __future__ import annotations

import io
import sys
import time
from typing import TYPE_CHECKING

import pytest

from publisher.cli import progress
from publisher.cli.progress import with_progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


DELETED = "\x1b[2K"  # a line


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, items: Iterable[object] = ()) -> str:
    """Let three slow items pass, or others; return what the stream was given."""
    # Here, since pytest replaces the streams between a fixture and its test.
    monkeypatch.setattr(sys, "stderr", stream)
    assert len(list(with_progress(items or slow(), 3, "Building editions"))) == 3
    return stream.getvalue()


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show bars at once, on a terminal of 60 columns."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setattr(progress, "_PATIENCE", 0)


def slow() -> Iterator[int]:
    for number in range(3):
        time.sleep(0.15)  # the bar is drawn ten times a second
        yield number


def test_a_terminal_shows_what_is_done_and_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = run(monkeypatch, Terminal())
    assert "Building editions" in shown
    assert "/3" in shown
    assert " left" in shown
    assert shown.endswith(DELETED)


def test_an_interrupted_bar_is_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> Iterator[int]:
        yield from slow()
        raise KeyboardInterrupt

    terminal = Terminal()
    with pytest.raises(KeyboardInterrupt):
        run(monkeypatch, terminal, interrupted())
    assert terminal.getvalue().endswith(DELETED)


def test_quick_work_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 60)
    assert run(monkeypatch, Terminal(), "abc") == ""


def test_pipes_and_dumb_terminals_show_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, io.StringIO()) == ""
    monkeypatch.setenv("TERM", "dumb")
    assert run(monkeypatch, Terminal()) == ""


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = run(monkeypatch, Terminal())
    assert "Building editions" in shown
    assert "\x1b[3" not in shown  # colours; other sequences move the cursor
