"""The command line: wrong usage is one line and exit status 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.cli.program import PublisherProgram
from publisher.cli.tasks import collection

if TYPE_CHECKING:
    from helpers import Project


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what the program says to arguments that it refuses."""
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        PublisherProgram(namespace=collection()).run(["invoke", *arguments])
    shown = capsys.readouterr()
    assert (end.value.code, shown.out) == (2, "")
    (line,) = shown.err.splitlines()
    assert len(line) <= 320
    return line


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("nope", "unknown task 'nope'"),
        ("--xyz", "unknown option '--xyz'"),
        ("pdf --xyz", "invoke pdf --xyz: unknown option '--xyz'"),
        ("-F bad --list", "--list-format bad is unknown"),
        ("-F tasks --list", "--list-format tasks is unknown"),
        ("-f nope.yml status", "there is no file 'nope.yml'"),
        ("-f tests status", "there is no file 'tests'"),
        ("-f pyproject.toml status", "'pyproject.toml' holds no settings of Invoke"),
        ("pdf another", "unknown task 'another'"),
        ("pdf --jobs", "--jobs needs a value"),
        ("pdf --jobs x", "invoke pdf --jobs x: 'x' is not a whole number"),
        ("pdf --jobs=1.5", "'1.5' is not a whole number"),
        ("bench --words", "--words needs a value"),
        ("--list-depth x --list", "'x' is not a whole number"),
        ("pdf --slug", "--slug needs a value"),
        ("pdf -l --release", "--language needs a value"),
        ("align", "align needs 'slug', 'file', 'language'"),
        ("--help nope", "unknown task 'nope'"),
        ("--list nope", "Sub-collection 'nope' not found;"),
    ],
)
def test_wrong_usage_is_explained(
    capsys: pytest.CaptureFixture[str], arguments: str, words: str
) -> None:
    line = complaint(capsys, *arguments.split())
    assert words in line
    assert line.endswith("; see invoke --list, or invoke --help TASK")


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [("updat", "update"), ("pdf --job 3", "--jobs"), ("--comand-timeout=3", "--command-timeout")],
)
def test_misspelt_words_have_a_hint(
    capsys: pytest.CaptureFixture[str], arguments: str, nearest: str
) -> None:
    line = complaint(capsys, *arguments.split())
    assert line.endswith(f"; did you mean '{nearest}'?")


def test_complaint_about_a_long_word_is_short(capsys: pytest.CaptureFixture[str]) -> None:
    assert "[…]" in complaint(capsys, "pdf", "--jobs", "x\n" * 5_000)


def test_usage_errors_are_those_of_invoke_itself(project: Project) -> None:
    assert "--jobs x: 'x' is not a whole number" in project.fail("pdf", "--jobs", "x")


@pytest.mark.parametrize("count", ["0", "-1"])
def test_jobs_are_at_least_one(project: Project, count: str) -> None:
    assert f"--jobs must be 1 or more, not {count}" in project.fail("pdf", "--jobs", count)


def test_damaged_settings_of_invoke_are_one_line(project: Project) -> None:
    project.write("invoke.yml", "tasks: [")
    assert "invoke.yml" in project.fail("status")
