"""New projects, and layouts that are copied into a project."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from helpers import Project, findings_of, update_catalogues

import publisher
from publisher.base.errors import PublisherError
from publisher.language.locale import Language
from publisher.project.config import load_config
from publisher.project.new_project import Created, create_project
from publisher.project.project import open_project

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    *("publisher.toml", ".gitignore", ".gitattributes", "README.md"),
    *("seeds/README.md", "seeds/welcome.md", "locales/README.md", "templates/README.md"),
}


def files_in(folder: Path) -> set[str]:
    return {f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()}


def create(folder: Path, *codes: str, parts: tuple[str, ...] = ()) -> list[Created]:
    return list(create_project(folder, [Language(code) for code in codes], parts))


def test_an_empty_folder_becomes_a_project(tmp_path: Path) -> None:
    created = create(tmp_path / "new" / "demo", "hy", "zh-Hans")
    assert files_in(tmp_path / "new" / "demo") == FILES
    assert all(item.is_new for item in created)
    config = load_config(tmp_path / "new" / "demo")
    assert [language.code for language in config.languages] == ["hy", "zh-Hans"]
    assert f'requires = "publisher>={publisher.__version__}"' in config.file.read_text()


def test_every_setting_in_its_comments_is_valid(tmp_path: Path) -> None:
    create(tmp_path)
    file = tmp_path / "publisher.toml"
    text = file.read_text(encoding="utf-8")
    settings = re.sub(r"^# (?=\[|[a-z-]+ = )", "", text, flags=re.MULTILINE)
    assert settings.count("\n[") == 3
    assert settings != text
    file.write_text(settings, encoding="utf-8")
    assert load_config(tmp_path).attach


def test_its_article_has_no_warnings_and_no_findings(tmp_path: Path) -> None:
    create(tmp_path, "fr")
    project = Project(tmp_path)
    update_catalogues(project)
    opened = open_project(load_config(tmp_path))
    assert opened.document("welcome").faults == ()
    assert opened.review("welcome", Language("en")).publishable
    assert findings_of(project) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    for name in ("README.md", "seeds/bridge.txt", ".gitignore"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    created = create(tmp_path)
    kept = [item.file.relative_to(tmp_path).as_posix() for item in created if not item.is_new]
    assert kept == [".gitignore", "README.md"]
    # A project with articles needs no example.
    assert files_in(tmp_path) == FILES - {"seeds/welcome.md"} | {"seeds/bridge.txt"}
    for name in ("README.md", "seeds/bridge.txt", ".gitignore"):
        assert (tmp_path / name).read_text(encoding="utf-8") == "mine"
    assert not any(item.is_new for item in create(tmp_path))


def test_a_project_keeps_its_configuration(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.publisher]\nlanguages = ["ka"]\n')
    create(tmp_path)
    assert not (tmp_path / "publisher.toml").exists()
    with pytest.raises(PublisherError, match=r"pyproject\.toml: configures this project already"):
        create(tmp_path, "hy")


def test_a_file_is_no_place_for_a_project(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("", encoding="utf-8")
    with pytest.raises(PublisherError, match="is not a folder; choose another name"):
        create(tmp_path / "demo")


def test_a_file_in_place_of_a_folder_is_found_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "seeds").write_text("", encoding="utf-8")
    with pytest.raises(PublisherError, match="seeds: cannot read: not a directory; move it away"):
        create(tmp_path)
    assert files_in(tmp_path) == {"seeds"}


def test_the_data_of_articles_in_its_guide_is_valid(tmp_path: Path) -> None:
    create(tmp_path)
    guide = (tmp_path / "seeds" / "README.md").read_text(encoding="utf-8")
    sidecar, front_matter = (
        re.search(rf"^```{kind}\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
        for kind in ("toml", "md")
    )
    assert sidecar
    assert front_matter
    (tmp_path / "seeds" / "a.txt").write_text("The bridge\n\nIt is open.\n", encoding="utf-8")
    (tmp_path / "seeds" / "a.toml").write_text(sidecar[1], encoding="utf-8")
    text = f"{front_matter[1]}# The bridge\n\nIt is open.\n"
    (tmp_path / "seeds" / "b.md").write_text(text, encoding="utf-8")
    project = open_project(load_config(tmp_path))
    for slug in ("a", "b"):
        metadata = project.document(slug).metadata
        assert (metadata.kicker, metadata.author) == ("Yerevan", ("Anna Example",))


def test_a_language_that_is_named_twice_counts_once(tmp_path: Path) -> None:
    create(tmp_path, "hy", "ru", "hy")
    languages = load_config(tmp_path).languages
    assert [language.code for language in languages] == ["hy", "ru"]


def test_no_link_leads_files_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "locales").symlink_to(tmp_path / "outside")
    with pytest.raises(PublisherError, match=r"locales/README\.md: leads out of the project"):
        create(tmp_path / "demo")
    assert files_in(tmp_path) == set()


def test_a_configuration_for_weblate_names_the_repository_and_an_article(tmp_path: Path) -> None:
    subprocess.run(("git", "init", "-q", tmp_path), check=True)
    address = "https://example.org/news.git"
    with_password = address.replace("//", "//ann:secret@")
    command = ("git", "-C", tmp_path, "remote", "add", "origin", with_password)
    subprocess.run(command, check=True)
    create(tmp_path, "hy", parts=("weblate",))
    text = (tmp_path / "locales" / "weblate.json").read_text(encoding="utf-8")
    (component,) = json.loads(text)
    assert (component["repo"], component["slug"]) == (address, "welcome")
    assert component["new_base"] == "locales/welcome.pot"
    assert "@" not in text


def test_a_configuration_for_weblate_names_an_article_that_it_accepts(tmp_path: Path) -> None:
    (tmp_path / "seeds" / "2026").mkdir(parents=True)
    for name in ("2026/bridge.md", 'a "quotation".md', "second-bridge.md"):
        (tmp_path / "seeds" / name).write_text("# The bridge\n", encoding="utf-8")
    create(tmp_path, parts=("weblate",))
    (component,) = json.loads((tmp_path / "locales" / "weblate.json").read_text(encoding="utf-8"))
    assert component["slug"] == "second-bridge"


def test_parts_alone_are_added_to_a_project(tmp_path: Path) -> None:
    (tmp_path / "publisher.toml").write_text("", encoding="utf-8")
    create(tmp_path, parts=("weblate",))
    assert files_in(tmp_path) == {
        *("publisher.toml", "locales/weblate.json", "locales/WEBLATE.md")
    }
