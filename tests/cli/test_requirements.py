"""Machines that lack something: one line, before any article is read, and nothing is written."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from system_helpers import make_programs

if TYPE_CHECKING:
    from pathlib import Path

    from helpers import Project

# A machine without any font.
WITHOUT_FONTS = """\
import runpy, sys
from publisher.fonts import folders
folders._PACKAGED = folders._OTHERS = folders._SETTINGS = ()
sys.argv[0] = "invoke"
runpy.run_module("invoke", run_name="__main__")
"""
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")


def broken_libraries(folder: Path, *names: str) -> str:
    """Write libraries that cannot be loaded, and hide those of the system."""
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(b"no library")
    return str(folder)


def only_line(result: subprocess.CompletedProcess[str]) -> str:
    """Return the one line of a task that failed and printed nothing else."""
    assert result.returncode == 2, result.stdout + result.stderr
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return line


@pytest.fixture
def broken(project: Project) -> Project:
    """Return a project with an article that cannot be read."""
    project.write("seeds/broken.md", "---\ntitle: [\n---\n")
    return project


@pytest.mark.parametrize("task", ["update", "extract", "check", "status", "html"])
def test_missing_gettext_is_named_first(broken: Project, tmp_path: Path, task: str) -> None:
    programs = str(make_programs(tmp_path / "bin", "apk"))
    line = only_line(broken.invoke(task, PATH=programs))
    assert line == "error: gettext is not installed; run: apk add gettext"
    assert not (broken.root / "locales").exists()
    assert not (broken.root / "build").exists()


@pytest.mark.parametrize("task", ["pdf", "proof"])
def test_missing_libraries_are_named_first(broken: Project, tmp_path: Path, task: str) -> None:
    programs = str(make_programs(tmp_path / "bin", "apk", "msgfmt", "msgcat"))
    libraries = broken_libraries(tmp_path / "lib", *LIBRARIES)
    line = only_line(broken.invoke(task, PATH=programs, LD_LIBRARY_PATH=libraries))
    assert line == (
        "error: missing: Pango and HarfBuzz's subset library;"
        " run: apk add pango so:libharfbuzz-subset.so.0"
    )
    assert not [*broken.root.glob("build/*/*")]


def test_engine_without_its_subset_library_makes_no_pdf(broken: Project, tmp_path: Path) -> None:
    programs = str(make_programs(tmp_path / "bin", "apt-get", "msgfmt", "msgcat"))
    libraries = broken_libraries(tmp_path / "lib", LIBRARIES[-1])
    line = only_line(broken.invoke("pdf", PATH=programs, LD_LIBRARY_PATH=libraries))
    assert line == (
        "error: missing: HarfBuzz's subset library; run: apt-get install libharfbuzz-subset0"
    )


def invoke_without_fonts(
    project: Project, task: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-c", WITHOUT_FONTS, task),
        cwd=project.root,
        env={**os.environ, **environment, "HOME": str(project.root)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_all_that_is_missing_is_in_one_line(broken: Project, tmp_path: Path) -> None:
    broken.configure(["fr", "hy"])
    environment = {"LD_LIBRARY_PATH": broken_libraries(tmp_path / "lib", *LIBRARIES)}
    programs = str(make_programs(tmp_path / "bin", "dnf"))
    line = only_line(invoke_without_fonts(broken, "pdf", PATH=programs, **environment))
    assert line == (
        "error: missing: Pango, HarfBuzz's subset library, gettext and Noto fonts;"
        " run: dnf install pango harfbuzz gettext google-noto-serif-fonts google-noto-sans-fonts"
        " google-noto-sans-mono-fonts 'google-noto-*armenian-fonts'"
    )


def test_command_that_is_too_long_for_a_line_is_left_to_doctor(
    broken: Project, tmp_path: Path
) -> None:
    broken.configure(["hy", "ka", "he", "th", "hi", "ta", "km", "lo", "bn", "am"])
    programs = str(make_programs(tmp_path / "bin", "dnf", "msgfmt", "msgcat"))
    line = only_line(invoke_without_fonts(broken, "pdf", PATH=programs))
    assert line == "error: missing: Noto fonts; the task doctor lists the commands"
    result = invoke_without_fonts(broken, "doctor", PATH=programs)
    assert result.returncode == 2
    for script in ("hebrew", "thai", "khmer", "ethiopic"):
        assert f"run: dnf install 'google-noto-*{script}-fonts'" in " ".join(result.stdout.split())


def test_variable_fonts_are_named_as_the_reason(broken: Project, tmp_path: Path) -> None:
    fonts = broken.root / ".fonts"  # in the home of these runs
    fonts.mkdir()
    (fonts / "NotoSerif[wdth,wght].ttf").touch()
    programs = str(make_programs(tmp_path / "bin", "brew", "msgfmt", "msgcat"))
    settings = broken.write("fonts.conf", "<fontconfig><dir>~/.fonts</dir></fontconfig>")
    environment = {"PATH": programs, "FONTCONFIG_PATH": str(settings.parent)}
    line = only_line(
        invoke_without_fonts(broken, "pdf", **environment, FONTCONFIG_FILE="fonts.conf")
    )
    assert line == (
        "error: missing: Noto fonts; Noto Serif is installed as a variable font, which is not"
        " used; install the static one; put the static Noto Serif, Noto Sans and Noto Sans Mono,"
        " which brew lacks, from notofonts.github.io into a folder of fonts"
    )


def test_unchanged_editions_need_nothing(project: Project, tmp_path: Path) -> None:
    project.succeed("pdf", "-l", "en")
    project.succeed("update")
    project.succeed("pdf")
    programs = str(make_programs(tmp_path / "bin", "apk"))
    assert "unchanged: " in project.succeed("pdf", PATH=programs)
