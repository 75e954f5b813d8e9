"""The package: its wheel and source archive work elsewhere, without this tree."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from helpers import ROOT

import publisher

pytest.importorskip("hatchling", reason="the build back end is not installed")


def build(tree: Path, target: str, folder: Path) -> Path:
    """Build a wheel or an sdist of a tree, without a network, and return it."""
    command = (sys.executable, "-m", "hatchling", "build", "--target", target, "--directory")
    subprocess.run((*command, str(folder)), cwd=tree, check=True, capture_output=True)
    (archive,) = folder.iterdir()
    return archive


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


def install(wheel: Path, folder: Path) -> dict[str, str]:
    """Unpack a wheel beside the installed dependencies; return the environment to use it in."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)  # noqa: S202 - our own
    return {**os.environ, "PYTHONPATH": str(folder)}


def run(folder: Path, environment: dict[str, str], *arguments: str) -> str:
    command = (sys.executable, "-m", "publisher", *arguments)
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_a_wheel_has_layouts_page_words_patterns_and_new_projects(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder, pattern in (("templates", "**/*.html"), ("templates", "**/*.css")):
        files = {f.relative_to(ROOT).as_posix() for f in (ROOT / folder).glob(pattern)}
        assert files
        assert {f"publisher/{name}" for name in files} <= names
    patterns = ROOT / "publisher" / "language" / "hyphenation" / "tex"
    assert {file.relative_to(ROOT).as_posix() for file in patterns.iterdir()} <= names
    assert "publisher/locales/hy/LC_MESSAGES/publisher.po" in names
    assert "publisher/project/new_project/files/base/seeds/welcome.md" in names
    assert "publisher/outputs/pdf/no-fonts.conf" in names
    assert not [name for name in names if name.startswith(("seeds", "tests", "build", ".github"))]
    assert "publisher/locales/hy/LC_MESSAGES/armenia-rejects-csto-assistance.po" not in names


def test_two_builds_give_the_same_wheel_as_does_the_source_archive(
    wheel: Path, tmp_path: Path
) -> None:
    again = build(ROOT, "wheel", tmp_path / "again")
    assert again.read_bytes() == wheel.read_bytes()
    source = build(ROOT, "sdist", tmp_path / "source")
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path / "tree", filter="data")
    (tree,) = (tmp_path / "tree").iterdir()
    assert build(tree, "wheel", tmp_path / "from source").read_bytes() == wheel.read_bytes()


@pytest.mark.corpus
def test_an_installed_wheel_publishes_in_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "site"
    environment = install(wheel, installed)
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    where = "import publisher; print(publisher.__file__)"
    found = subprocess.run(
        (sys.executable, "-c", where), env=environment, cwd=folder, capture_output=True, check=True
    )
    assert Path(found.stdout.decode().strip()).is_relative_to(installed)
    assert run(folder, environment, "--version") == f"publisher {publisher.__version__}\n"
    run(folder, environment, "init", "demo", "--language", "hy,fr")
    demo = folder / "demo"
    assert "build/pdf/welcome.en.pdf" in run(demo, environment, "pdf")
    assert (demo / "build" / "pdf" / "welcome.en.pdf").is_file()
    run(demo, environment, "update")
    run(demo, environment, "html")
    page = (demo / "build" / "draft" / "welcome.fr.html").read_text(encoding="utf-8")
    assert "Langue originale" in page  # page words of the wheel
    assert not (demo / "locales" / "publisher.pot").exists()
    assert "unchanged: 3 editions" in run(demo, environment, "pdf")


@pytest.mark.corpus
def test_a_later_wheel_publishes_again(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "site"
    environment = install(wheel, installed)
    demo = tmp_path / "demo"
    run(tmp_path, environment, "init", "demo")
    run(demo, environment, "pdf")
    foot = installed / "publisher" / "templates" / "_foot.html"
    foot.write_text(foot.read_text(encoding="utf-8").replace("<footer>", "<footer><p>New.</p>"))
    out = run(demo, environment, "pdf", "--why")
    assert "rebuilt: build/pdf/welcome.en.pdf: default layouts changed" in out
