"""Checks of articles: faults that readers find are findings on the seed's lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from helpers import Project

_FRAME = "# Bridge\n\nText.\n\n<iframe src='https://example.org/map'></iframe>\n"


@pytest.fixture
def framed(project: Project) -> Project:
    """Project with an article that shows a map in a frame."""
    project.write("seeds/framed.md", _FRAME)
    return project


def test_what_a_page_cannot_show_holds_every_edition(framed: Project) -> None:
    done = framed.invoke("pdf", "-s", "framed", "-l", "en")
    assert done.returncode == 1
    assert "seeds/framed.md:5: error [raw-html]" in done.stdout
    assert (framed.root / "build/draft/framed.en.pdf").exists()
    assert not (framed.root / "build/pdf/framed.en.pdf").exists()


def test_a_complete_edition_that_is_held_is_stamped_without_its_share(framed: Project) -> None:
    framed.invoke("html", "-s", "framed", "-l", "en")
    page = framed.built("draft", "framed.en.html").read_text("utf-8")
    assert '<p class="draft">Draft</p>' in page


def test_a_fault_is_reported_once_for_all_languages(framed: Project) -> None:
    framed.succeed("update")
    done = framed.invoke("check", "-s", "framed")
    assert done.returncode == 1
    lines = [line for line in done.stdout.splitlines() if "seeds/framed.md:5: error" in line]
    assert len(lines) == len(set(lines)) > 0


def test_severity_of_a_fault_is_the_projects(framed: Project) -> None:
    table = "[tool.publisher]\nlanguages = ['fr']\n[tool.publisher.checks]\n"
    framed.write("pyproject.toml", f"{table}warning = ['raw-html']")
    output = framed.succeed("pdf", "-s", "framed", "-l", "en")
    assert "warning: seeds/framed.md:5: <iframe> is left out of the page" in output
    framed.write("pyproject.toml", f"{table}ignore = ['raw-html']")
    assert "framed.md" not in framed.succeed("pdf", "-s", "framed", "-l", "en")
    assert (framed.root / "build/pdf/framed.en.pdf").exists()
