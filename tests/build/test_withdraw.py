"""Withdrawal of stale files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from helpers import ARTICLE, FRENCH

from publisher.build.withdraw import EditionPaths, edition_paths, withdraw_stale
from publisher.outputs import OUTPUTS
from publisher.project.config import load_config
from publisher.project.orphans import find_orphans
from publisher.project.project import open_project

if TYPE_CHECKING:
    from helpers import Project


def test_stale_file_that_cannot_be_deleted_is_reported_and_the_others_are_withdrawn(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [project.write(f"build/pdf/{name}.en.pdf", "") for name in "abc"]
    unlink = Path.unlink

    def refuse(file: Path, **options: bool) -> None:
        if file.name.startswith("b"):
            raise PermissionError(13, "Permission denied", str(file))
        unlink(file, **options)

    monkeypatch.setattr(Path, "unlink", refuse)
    config = load_config(project.root)
    stale, failures = withdraw_stale(config, OUTPUTS["pdf"], EditionPaths())
    assert [file.exists() for file in files] == [False, True, False]
    assert [withdrawn.file for withdrawn in stale] == [files[0], files[2]]
    (failure,) = failures
    assert failure.error is not None
    assert failure.error.file == files[1]
    assert failure.error.message == ("is stale: permission denied; allow access and run again")


def test_files_without_the_name_of_an_edition_stay(project: Project) -> None:
    own = ("pdf/thesis.pdf", "pdf/2026/thesis.final.pdf", "draft/.en.pdf", "draft/x.EN.pdf")
    for name in (*own, "pdf/gone.zh-Hans.pdf", "draft/2026/gone.hy.pdf"):
        project.write(f"build/{name}", "")
    stale, _ = withdraw_stale(load_config(project.root), OUTPUTS["pdf"], EditionPaths())
    assert sorted(file.file.name for file in stale) == ["gone.hy.pdf", "gone.zh-Hans.pdf"]
    assert all((project.root / "build" / name).exists() for name in own)


def test_editions_of_an_unreadable_article_stay(project: Project) -> None:
    project.write("seeds/bridge.txt", "")
    build = project.root / "build"
    for name in ("pdf/bridge.en.pdf", "draft/bridge.fr.pdf", "pdf/bridge-two.en.pdf"):
        project.write(f"build/{name}", "")
    opened, output = open_project(load_config(project.root)), OUTPUTS["pdf"]
    paths = edition_paths(opened, output, ["bridge"])
    assert paths.stale == set()
    assert paths.fresh == {build / "pdf/bridge.en.pdf", build / "pdf/bridge.fr.pdf"}
    withdraw_stale(load_config(project.root), output, paths)
    assert sorted(file.name for file in build.rglob("*.pdf")) == ["bridge.en.pdf", "bridge.fr.pdf"]


@pytest.mark.parametrize(("policy", "kept"), [("withdraw", False), ("keep", True)])
def test_a_stale_edition_is_withdrawn_or_kept(
    project: Project, policy: str, *, kept: bool
) -> None:
    text = f'[tool.publisher]\nlanguages = ["fr"]\n\n[tool.publisher.gate]\nstale = "{policy}"\n'
    project.write("pyproject.toml", text)
    project.succeed("update")
    finished, draft = (project.built(name, "bridge.fr.pdf") for name in ("pdf", "draft"))
    project.succeed("pdf")
    assert (finished.exists(), draft.exists()) == (False, True)
    project.translate("bridge", "fr", FRENCH.get)
    project.succeed("pdf")
    assert (finished.exists(), draft.exists()) == (True, False)
    project.seed("bridge", ARTICLE.replace("2027", "2028"))
    project.succeed("update")
    project.succeed("pdf")
    assert (finished.exists(), draft.exists()) == (kept, True)


def test_a_mistake_in_a_pattern_withdraws_nothing(project: Project) -> None:
    project.write("docs/ferry.md", "# The ferry\n\nIt was sold.\n")
    table = "[tool.publisher]\nlanguages = []\nseeds = ['seeds/*.txt', 'docs/*.md']\n"
    project.write("pyproject.toml", table)
    project.succeed("update")
    project.succeed("pdf")
    project.write("pyproject.toml", table.replace("docs/*", "dcos/*"))
    assert "did you mean 'docs'?" in project.fail("pdf")
    assert project.built("pdf", "ferry.en.pdf").exists()
    opened = open_project(load_config(project.root))
    assert find_orphans(opened.config, opened.seeds) == []
    project.write("seeds/bridge.txt", "A small victory\n\nThe bridge is closed.\n")
    project.write("pyproject.toml", table.replace(", 'docs/*.md'", ""))
    project.succeed("pdf")
    assert not project.built("pdf", "ferry.en.pdf").exists()
    assert find_orphans(opened.config, load_config(project.root).find_seeds())
