"""The task check: of all or of some files, and as services that host repositories read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from helpers import translate_article

from publisher.base.git import run_git
from publisher.checks.finding import Finding
from publisher.cli.finding_formats import Report, github_lines
from publisher.cli.problem_lines import first_finding_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from helpers import Done, Project

    from publisher.checks.finding import Severity

    Publisher = Callable[..., Done]

CATALOGUE = "locales/fr/LC_MESSAGES/bridge.po"


@pytest.fixture
def wrong(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return the working folder: a project with a wrong number in its French edition."""
    translate_article(project, last="Le second pont est prévu pour 2072.")
    monkeypatch.chdir(project.root)
    return project


def test_no_findings_are_said(project: Project, publisher: Publisher) -> None:
    translate_article(project)
    status, out, _ = publisher("--project", str(project.root), "check")
    assert status == 0
    assert out.startswith("2 editions checked, no findings (")


@pytest.mark.usefixtures("wrong")
def test_findings_are_counted(publisher: Publisher) -> None:
    status, out, error = publisher("check")
    finding, summary = out.splitlines()
    assert (status, error) == (1, "")
    assert finding.startswith(f"{CATALOGUE}:")
    assert summary.startswith("2 editions checked, 1 error in 1 file (")


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([CATALOGUE], ["number"]),
        (["seeds/bridge.txt"], []),
        (["seeds/ferry.md"], ["dead-link"]),
        (["seeds/ferry.md", f"./{CATALOGUE}"], ["number", "dead-link"]),
        (["locales/fr/LC_MESSAGES/ferry.po"], []),
    ],
)
def test_files_are_checked_alone(
    wrong: Project, publisher: Publisher, names: list[str], found: list[str]
) -> None:
    wrong.write("seeds/ferry.md", "# The ferry\n\nIt was [sold](#nowhere).\n")
    publisher("update", "-s", "ferry")
    checks = [row["check"] for row in json.loads(publisher("check", *names, "--json").out)]
    assert checks == found


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("seeds/brigde.txt", "error: seeds/brigde.txt: there is no such file"),
        ("pyproject.toml", "error: pyproject.toml: is neither an article nor a catalogue"),
        ("locales/bridge.pot", "error: locales/bridge.pot: is neither an article"),
    ],
)
@pytest.mark.usefixtures("wrong")
def test_other_files_are_refused(publisher: Publisher, name: str, complaint: str) -> None:
    status, out, error = publisher("check", name)
    assert (status, out) == (2, "")
    assert error.startswith(complaint)
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("-s", "ferry"), "error: choose articles by files or by --slug"),
        (("-s", "bridge"), "error: choose articles by files or by --slug"),
        (("-l", "en"), "error: --language leaves out the catalogues in fr that you name"),
    ],
)
def test_options_that_contradict_the_files_are_refused(
    wrong: Project, publisher: Publisher, options: tuple[str, ...], complaint: str
) -> None:
    wrong.write("seeds/ferry.md", "# The ferry\n\nIt was sold.\n")
    status, out, error = publisher("check", CATALOGUE, *options)
    assert (status, out) == (2, "")
    assert error.startswith(complaint)
    assert publisher("check", CATALOGUE, "-l", "fr").status == 1


def in_repository(project: Project) -> Project:
    """Put the project into a subfolder of a repository."""
    assert run_git("init", "-q", str(project.root.parent)).returncode == 0
    return project


def test_paths_for_services_begin_at_the_top_of_the_repository(
    wrong: Project, publisher: Publisher
) -> None:
    name = f"{in_repository(wrong).root.name}/{CATALOGUE}"
    (line,) = publisher("check", "--format", "github").out.splitlines()
    assert line.startswith(f"::error file={name},line=")
    (row,) = json.loads(publisher("check", "--format", "gitlab").out)
    assert row["location"]["path"] == name
    (row,) = json.loads(publisher("check", "--json").out)
    assert row["file"] == CATALOGUE


def test_errors_are_commands_for_github_and_come_first(
    wrong: Project, publisher: Publisher
) -> None:
    wrong.write("seeds/a.md", "# A ferry\n\nIt was [sold](#nowhere).\n")
    wrong.write("seeds/bad.txt", "Title\n\n\x1b[31mred\n")
    name = in_repository(wrong).root.name
    status, out, error = publisher("check", "--format", "github")
    first, *others = out.splitlines()
    assert status == 2
    assert first.startswith(f"::error file={name}/seeds/bad.txt,line=3,title=publisher::control")
    assert [line.split()[0] for line in others] == ["::error", "::warning"]
    assert error.startswith("error: seeds/bad.txt:3: control")


def test_errors_precede_warnings_of_earlier_files() -> None:
    first, second = Path("a.po").resolve(), Path("b.po").resolve()
    report = Report(
        [
            Finding(first, 1, "warning", "length", "long"),
            Finding(second, None, "error", "number", "50%,\nnot 5"),
        ]
    )
    assert list(github_lines(report)) == [
        "::error file=b.po,line=1,title=number::50%25,%0Anot 5",
        "::warning file=a.po,line=1,title=length::long",
    ]


def finding(number: int, severity: Severity, check: str) -> Finding:
    return Finding(Path("a.po").resolve(), number, severity, check, "wrong")


def test_the_first_findings_of_each_check_are_shown() -> None:
    few = [finding(number, "warning", "length") for number in range(1, 31)]
    assert len(list(first_finding_lines(few, "read"))) == 30
    many = [*few, *(finding(number, "error", "number") for number in range(1, 13))]
    lines = list(first_finding_lines(Report(many).by_severity, "read"))
    assert lines[0] == "a.po:1: error [number] wrong"
    assert lines[5] == "… and 7 more errors [number]; read"
    assert lines[6] == "a.po:1: warning [length] wrong"
    assert lines[11:] == ["… and 25 more warnings [length]; read"]


def test_a_log_of_github_has_not_all_of_many_findings() -> None:
    many = [finding(number, "warning", "length") for number in range(1, 1001)]
    *commands, last = github_lines(Report([*many, finding(1, "error", "number")]))
    assert len(commands) == 500
    assert commands[0].startswith("::error ")
    assert last == "::notice title=publisher::… and 501 more findings; run: publisher check"


def test_an_error_of_the_configuration_is_a_command_for_github(
    wrong: Project, publisher: Publisher
) -> None:
    wrong.write("pyproject.toml", '[tool.publisher]\nlanguages = ["xx"]\n')
    status, out, error = publisher("check", "--format", "github")
    assert status == 2
    assert out.startswith("::error file=pyproject.toml,line=2,title=publisher::languages: ")
    assert out.count("\n") == error.count("\n") == 1


def test_github_gets_a_summary(
    wrong: Project, publisher: Publisher, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    wrong.write("seeds/bad.txt", "")
    publisher("check", "--format", "github")
    text = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert text.startswith("### Checks\n\n2 editions checked, 1 error in 1 file")
    first, second = text.splitlines()[-3:-1]
    assert first.startswith("| error |  | seeds/bad.txt | ")
    assert second.startswith("| error | number | locales/fr/LC\\_MESSAGES/bridge.po\\:")
    publisher("pdf", "-l", "en")
    added = (tmp_path / "summary.md").read_text(encoding="utf-8").removeprefix(text)
    assert added.startswith("### Editions\n\n2 articles\\: 1 finished edition and 1 failed (")
    assert "| bridge | en | 100% | complete |  | build/pdf/bridge.en.pdf |" in added


def test_a_summary_that_cannot_be_written_is_a_warning(
    wrong: Project, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(wrong.root))
    status, out, error = publisher("check")
    assert status == 1
    assert "1 error in 1 file" in out
    assert error == (
        "warning: cannot write the summary that GITHUB_STEP_SUMMARY names: is a directory\n"
    )
