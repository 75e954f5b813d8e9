"""Discovery: which files in seeds/ are articles."""

from __future__ import annotations

import os
import subprocess
import sys
from errno import EACCES
from pathlib import Path

import pytest

from publisher.base.errors import PublisherError
from publisher.readers.discovery import find_seeds


def write(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("# T\n\nText.\n", encoding="utf-8")


def test_readme_of_the_seeds_folder_is_not_an_article(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "bridge.md")
    seeds = find_seeds(tmp_path)
    assert list(seeds.files) == ["bridge"]
    assert seeds.errors == []


def test_deeper_readme_is_an_article(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "handbook/README.md")
    assert find_seeds(tmp_path).files == {"handbook/README": tmp_path / "handbook/README.md"}


def test_only_the_exact_name_is_documentation(tmp_path: Path) -> None:
    write(tmp_path, "README.txt", "readme.md")
    assert list(find_seeds(tmp_path).files) == ["README", "readme"]


def test_sidecar_of_the_readme_has_no_article(tmp_path: Path) -> None:
    write(tmp_path, "README.md")
    (tmp_path / "README.toml").write_text('title = "T"')
    assert [error.message for error in find_seeds(tmp_path).errors] == [
        "describes no article: there is no seed 'README'; rename it or add the article"
    ]


def test_errors_are_those_of_the_chosen_articles(tmp_path: Path) -> None:
    write(tmp_path, "a/bridge.md", "a/bridge.txt", "ferry.md", "ferry.docx")
    seeds = find_seeds(tmp_path)
    assert len(seeds.errors_of(())) == 2
    (error,) = seeds.errors_of({"a/bridge"})
    assert (error.file, error.message) == (
        tmp_path / "a" / "bridge.txt",
        "has the same slug as bridge.md; rename one",
    )
    assert seeds.errors_of({"bridge"}) == []


def test_discovery_loads_no_parser() -> None:
    """An unchanged project is checked without the libraries that read articles."""
    code = "import sys, publisher.readers.discovery; print('markdown_it' in sys.modules)"
    result = subprocess.run(
        (sys.executable, "-c", code), capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "False"


def test_articles_of_a_nested_project_are_its_own(tmp_path: Path) -> None:
    write(tmp_path, "bridge.md", "handbook/seeds/ferry.md", "news/a.md")
    (tmp_path / "handbook" / "publisher.toml").write_text("")
    (tmp_path / "news" / "pyproject.toml").write_text("[tool.ruff]")
    seeds = find_seeds(tmp_path)
    assert list(seeds.files) == ["bridge", "news/a"]
    assert "pyproject" in seeds.errors[0].message  # describes no article
    (tmp_path / "news" / "pyproject.toml").write_text("[tool.publisher]")
    assert list(find_seeds(tmp_path).files) == ["bridge"]


def test_no_article_has_the_project_file_as_its_sidecar(tmp_path: Path) -> None:
    write(tmp_path, "publisher.md", "news/publisher.txt")
    messages = [error.message for error in find_seeds(tmp_path).errors]
    assert all("cannot name an article" in message for message in messages)
    assert len(messages) == 2


def test_a_folder_that_cannot_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news").mkdir()
    listed = os.scandir

    def refuse(folder: str) -> object:
        if Path(folder).name == "news":
            raise PermissionError(EACCES, "Permission denied", folder)
        return listed(folder)

    monkeypatch.setattr("os.scandir", refuse)  # for root, every folder is readable
    with pytest.raises(PublisherError, match="news: cannot read: permission denied"):
        find_seeds(tmp_path)
