"""The command `publisher`: help, its own options, usage errors and the project it works on."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from helpers import ROOT

from publisher import __version__
from publisher.cli.tasks import DEVELOPMENT, GROUPS, collection

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from helpers import Done, Project

    Publisher = Callable[..., Done]

COLUMNS = 80
NAMES = {
    group: [str(task.name).replace("_", "-") for task in tasks] for group, tasks in GROUPS.items()
}


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, which is in no project."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def bare(outside: Path) -> Path:
    """Return the working folder, a project with a broken configuration and no articles."""
    (outside / "publisher.toml").write_text("languages = [")
    return outside


def test_version(publisher: Publisher) -> None:
    assert publisher("--version") == (0, f"publisher {__version__}\n", "")
    assert publisher("pdf", "-V").out == f"publisher {__version__}\n"


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",), ("--list",)])
def test_help_lists_the_tasks_by_activity(
    publisher: Publisher, arguments: tuple[str, ...]
) -> None:
    status, out, error = publisher(*arguments)
    assert (status, error) == (0, "")
    assert out.startswith("Usage: publisher [--project DIR] TASK")
    paragraphs = out.split("\n\n")
    shown = {text.partition(":")[0]: text.splitlines()[1:] for text in paragraphs[1:-2]}
    assert list(shown) == ["Write", "Translate", "Check", "Publish", "Share"]
    for group, lines in shown.items():
        assert [line.split()[0] for line in lines] == NAMES[group]
        assert all(line.endswith(".") for line in lines)
    assert max(map(len, out.splitlines())) <= COLUMNS
    assert "--complete" not in out


def test_every_task_is_in_one_group_and_has_help_of_one_line() -> None:
    names = [name for names in NAMES.values() for name in names]
    assert sorted(names) == sorted(collection().task_names)
    for tasks in GROUPS.values():
        for task in tasks:
            first, _, rest = (task.__doc__ or "").partition("\n")
            assert first.endswith(".")
            assert not rest.strip() or rest.startswith("\n"), task.name


def test_tasks_for_development_are_those_of_our_own_source(
    publisher: Publisher, outside: Path
) -> None:
    names = [str(task.name) for task in DEVELOPMENT]
    assert "lint" in names
    own = publisher("--project", str(ROOT)).out
    assert all(f"\n  {name} " in own for name in names)
    for arguments in (["lint"], ["lint", "--help"], ["--help", "lint"]):
        status, out, error = publisher(*arguments)
        assert (status, out) == (2, "")
        assert "unknown task 'lint'" in error
    (outside / "tasks.py").write_text("from publisher.cli.namespace import ns\n")
    command = (sys.executable, "-m", "invoke", "--list")
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "  pdf " in listed
    assert "  lint " not in listed


@pytest.mark.parametrize("arguments", [("--help", "pdf"), ("pdf", "-h")])
def test_help_of_a_task_is_about_nothing_else(
    arguments: tuple[str, ...],
) -> None:
    # In a new process: Invoke gives the help of options only once.
    command = (sys.executable, "-m", "publisher", *arguments)
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    usage, empty, summary, *_ = out.splitlines()
    assert (usage, empty) == ("Usage: publisher pdf [OPTIONS]", "")
    assert summary == "Publish editions to build/pdf/, or drafts to build/draft/."
    assert "  -l, --language LANGUAGE   only this language" in out
    assert "  -r, --release             exit with status 1" in out
    for word in ("core-", "Docstring", "other tasks", "STRING", "invoke", "--project"):
        assert word not in out


def test_help_of_a_task_with_arguments(publisher: Publisher) -> None:
    usage = "Usage: publisher align [OPTIONS] SLUG FILE LANGUAGE"
    assert publisher("align", "--help").out.startswith(usage)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ("nope", "publisher nope: unknown task 'nope'; see publisher --help"),
        ("updat", "publisher updat: unknown task 'updat'; did you mean 'update'?"),
        ("--xyz", "publisher --xyz: unknown option '--xyz'; see publisher --help"),
        ("--projct x", "unknown option '--projct'; did you mean '--project'?"),
        ("pdf --job 3", "publisher pdf --job 3: unknown option '--job'; did you mean '--jobs'?"),
        ("pdf --xyz", "unknown option '--xyz'; see publisher pdf --help"),
        ("pdf --jobs", "--jobs needs a value; see publisher pdf --help"),
        ("pdf --jobs x", "'x' is not a whole number"),
        ("--project", "--project needs a value"),
        ("align", "align needs 'slug', 'file', 'language'; see publisher align --help"),
        ("init -- demo", "no task takes words after --: demo; see publisher --help"),
        ("it's", 'unknown task "it\'s"'),
        ("--print-completion-script tcsh", 'shell "tcsh" not supported'),
        *((option, f"unknown option '{option}'") for option in ("--debug", "-e", "--dry", "-l")),
        *((f"{option} x", f"option '{option}'") for option in ("-f", "--search-root", "-T", "-c")),
    ],
)
@pytest.mark.usefixtures("bare")
def test_wrong_usage_is_one_line(publisher: Publisher, arguments: str, complaint: str) -> None:
    status, out, error = publisher(*arguments.split())
    assert (status, out) == (2, "")
    assert complaint in error
    assert error.count("\n") == 1
    assert "invoke" not in error


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(publisher: Publisher, shell: str) -> None:
    script = publisher("--print-completion-script", shell).out
    assert "publisher" in script
    assert "invoke --" not in script
    assert "\nupdate\n" in publisher("--complete", "--", "publisher up").out
    assert "\n--jobs\n" in publisher("--complete", "--", "publisher pdf --j").out


@pytest.mark.usefixtures("outside")
def test_outside_a_project_is_one_line_with_the_remedy(publisher: Publisher) -> None:
    for task in ("pdf", "status", "update", "check", "clean"):
        status, out, error = publisher(task)
        assert (status, out) == (2, "")
        assert error.endswith("; make one with: publisher init\n")
        assert error.count("\n") == 1


@pytest.mark.usefixtures("outside")
def test_some_tasks_need_no_project(publisher: Publisher) -> None:
    assert "number (error)" in publisher("check", "--list").out
    assert "hyphenation for ka" in publisher("doctor", "--language", "ka").out


def test_a_merge_needs_no_readable_configuration(publisher: Publisher, bare: Path) -> None:
    (bare / "pyproject.toml").write_text("[tool.publisher]")
    for name in ("base", "ours", "theirs"):
        (bare / name).write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
    sides = ("--base", "base", "--ours", "ours", "--theirs", "theirs")
    for place in (str(bare), "no/such/folder"):
        assert publisher("--project", place, "merge-driver", *sides) == (0, "", "")


@pytest.mark.parametrize("is_first", [True, False])
def test_project_that_is_named(publisher: Publisher, bare: Path, *, is_first: bool) -> None:
    inner = bare / "inner"
    inner.mkdir()
    (inner / "publisher.toml").write_text("segment = 5")

    def status_of(project: str) -> str:
        named = ["--project", project]
        return publisher(*([*named, "status"] if is_first else ["status", *named])).error

    assert "inner/publisher.toml:1: segment: must be" in status_of("inner")
    assert "error: publisher.toml:1: not valid TOML" in status_of(".")
    (inner / "deeper").mkdir()  # no search upwards
    for name in ("inner/deeper", "nowhere"):
        assert f"error: --project {name}: has no publisher.toml" in status_of(name)


def test_two_configurations_are_refused(publisher: Publisher, bare: Path) -> None:
    (bare / "pyproject.toml").write_text("[tool.publisher]")
    for task in ("status", "clean"):
        status, _, error = publisher(task)
        assert status == 2
        assert "publisher.toml: configures this project, and so does" in error
        assert "pyproject.toml" in error


def test_both_programs_do_the_same_anywhere_in_a_project(project: Project) -> None:
    below = project.root / "seeds" / "deep"
    below.mkdir()
    (project.root / "seeds" / "nested").mkdir()
    project.write("seeds/nested/publisher.toml", "")
    project.write("seeds/nested/a.md", "# Not ours\n\nText.\n")
    project.write("news.txt", "Une petite victoire\n\nTexte.\n")
    done = [
        subprocess.run(
            (sys.executable, "-m", program, "extract", "check", "--format", "github"),
            cwd=below,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        for program in ("publisher", "invoke", "publisher")
    ]
    # Names of files are relative to the working folder.
    assert "written: ../../locales/bridge.pot" in done[0].stdout
    assert "1 file: 1 unchanged" in done[1].stdout
    assert not any("nested" in one.stdout + one.stderr for one in done)
    without_time = [re.sub(r" \(.* s\)", "", one.stdout) for one in done[1:]]
    outputs = [
        (one.returncode, out, one.stderr) for one, out in zip(done[1:], without_time, strict=True)
    ]
    assert outputs[0] == outputs[1]


def test_files_that_tasks_are_given_are_relative_to_the_working_folder(
    project: Project, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher("--project", str(project.root), "update")
    project.write("work/pont.txt", "Une petite victoire\n\nLe pont a été inauguré lundi.\n")
    monkeypatch.chdir(project.root / "work")
    done = publisher("align", "bridge", "pont.txt", "fr")
    assert "../locales/fr/LC_MESSAGES/bridge.po: " in done.out, done.error


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_early_signals_end_it_without_a_traceback(project: Project, by: signal.Signals) -> None:
    previous = signal.signal(by, signal.SIG_DFL)
    try:
        process = subprocess.Popen(
            (sys.executable, "-X", "importtime", "-m", "publisher", "status"),
            cwd=project.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
    finally:
        signal.signal(by, previous)
    with process:
        assert process.stderr
        # The first of our modules that does anything.
        assert any("publisher.cli.startup" in line for line in process.stderr)
        process.send_signal(by)
        error = process.stderr.read()
    assert "Traceback" not in error
    assert "publisher.cli.formatting" not in error
    assert process.returncode == 128 + by


def test_help_that_cannot_be_printed_is_reported() -> None:
    command = (sys.executable, "-m", "publisher", "--help")
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("error: the work is done, but could not be printed: ")
    assert done.stderr.count("\n") == 1
