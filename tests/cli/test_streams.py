"""Tasks finish their work, whatever happens to what they print."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from helpers import FRENCH, translate_article

if TYPE_CHECKING:
    from helpers import Project


def run_unread(project: Project, *arguments: str) -> tuple[int, str]:
    """Run a task whose output nobody reads; return its exit status and standard error."""
    with subprocess.Popen(
        (sys.executable, "-m", "invoke", *arguments),
        cwd=project.root,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},  # else the first write is the last
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, stderr = process.communicate()
    return process.returncode, stderr


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.rglob("*") if file.is_file())


def test_update_and_extract_finish_without_a_reader(project: Project) -> None:
    project.seed("market", "The market\n\nIt is open.\n")
    assert run_unread(project, "extract") == (0, "")
    assert names(project.root / "locales") == ["bridge.pot", "market.pot"]
    assert run_unread(project, "update") == (0, "")
    assert len(names(project.root / "locales")) == 4


def test_other_tasks_finish_without_a_reader(project: Project) -> None:
    translate_article(project)
    approve = ("approve", "--slug=bridge", "--language=fr", "--name=Ann")
    reports = (("status",), ("status", "--list"), ("check",), ("check", "--json"))
    for task in (approve, ("tmx",), ("html",), ("proof",), ("pdf",), *reports):
        assert run_unread(project, *task) == (0, "")
    catalogue = project.po("bridge", "fr")
    assert "X-Approved-By: Ann" in catalogue.read_text(encoding="utf-8")
    for folder, expected in (
        ("tmx", ["fr.tmx"]),
        ("proof", ["bridge.fr.pdf"]),
        ("html", ["bridge.en.html", "bridge.fr.html"]),
        ("pdf", ["bridge.en.pdf", "bridge.fr.pdf"]),
    ):
        assert names(project.root / "build" / folder) == expected
    catalogue.unlink()
    (project.root / "bridge.fr.txt").write_text("\n\n".join(FRENCH.values()), encoding="utf-8")
    align = ("align", "--slug=bridge", "--file=bridge.fr.txt", "--language=fr")
    assert run_unread(project, *align) == (0, "")
    assert "Une petite victoire" in catalogue.read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_output_that_is_lost_is_reported_after_the_work(project: Project) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        result = subprocess.run(
            (sys.executable, "-m", "invoke", "update"),
            cwd=project.root,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert result.returncode == 2
    assert result.stderr == (
        "error: the work is done, but could not be printed: no space left on device\n"
    )
    assert len(names(project.root / "locales")) == 2
