"""Images that cannot be shown: a frame with their description, in every output and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import PROFILES, copy_tree, failures

if TYPE_CHECKING:
    from helpers import Project

PAGE = """\
# T

![The mayor at *dawn*](none.png "On Monday")

A lamp ![of iron](lamp.png) and [![a badge](https://example.org/badge.svg)](https://example.org).

| a |
|---|
| ![x](x.png) |
"""


@pytest.fixture(scope="module")
def framed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = copy_tree(tmp_path_factory.mktemp("framed") / "project")
    project.configure(["he", "fr"])
    project.write("seeds/framed.md", PAGE)
    project.succeed("update", "-s", "framed")
    project.translate("framed", "fr", lambda source: f"FR {source}")
    project.invoke("pdf", "-s", "framed")
    project.invoke("html", "-s", "framed")
    return project


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("language", ["en", "he", "fr"])
def test_a_page_with_frames_conforms(framed: Project, language: str, profile: str) -> None:
    assert not failures(framed.root / f"build/draft/framed.{language}.pdf", profile)


def test_frames_hold_the_translated_description(framed: Project) -> None:
    html = {
        code: (framed.root / f"build/draft/framed.{code}.html").read_text(encoding="utf-8")
        for code in ("en", "fr")
    }
    opening = '<span class="missing-image">'
    assert f"<figure>{opening}The mayor at dawn</span><figcaption>" in "".join(
        html["en"].split("\n")
    )
    assert html["en"].count(opening) == 4
    assert f"{opening}FR The mayor at dawn</span>" in html["fr"]
    assert "<img" not in html["en"] + html["fr"]
    assert "badge.svg" not in html["en"]


def test_an_untranslated_description_has_its_language_and_direction(framed: Project) -> None:
    html = (framed.root / "build/draft/framed.he.html").read_text(encoding="utf-8")
    assert '<span class="missing-image" lang="en" dir="ltr">The mayor at dawn</span>' in html


def test_an_editor_can_publish_a_page_with_frames(project: Project) -> None:
    project.write("seeds/framed.md", PAGE)
    table = "[tool.publisher]\nlanguages = []\n[tool.publisher.checks]\n"
    project.write(
        "pyproject.toml", f"{table}warning = ['missing-image']\nignore = ['remote-image']"
    )
    shown = project.succeed("pdf", "--release", "-s", "framed")
    assert "seeds/framed.md:3: there is no image 'none.png'" in shown
    assert (project.root / "build/pdf/framed.en.pdf").exists()
