"""Fitting: a leaflet's type is reduced to the promised page, within limits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdf

if TYPE_CHECKING:
    from helpers import Project


def leaflet(project: Project, paragraphs: int) -> None:
    text = "\n\n".join(
        "The bridge was opened on Monday, and closed again. " * 5 for _ in range(paragraphs)
    )
    project.seed("bridge", f"Title\n\n{text}\n", 'layout = "leaflet"')


def test_a_leaflet_is_set_smaller_to_fit(project: Project) -> None:
    leaflet(project, 7)
    out = project.succeed("pdf", "-l", "en")
    assert re.search(
        r"warning: seeds/bridge.txt: leaflet: the type is set at (96|92|88|85)% of its size"
        " to fit 1 page",
        out,
    )
    assert len(pypdf.PdfReader(project.built("pdf", "bridge.en.pdf")).pages) == 1


def test_a_leaflet_that_takes_two_pages_is_not_published(project: Project) -> None:
    leaflet(project, 2)
    assert "type is set" not in project.succeed("pdf", "-l", "en")
    assert project.built("pdf", "bridge.en.pdf").exists()
    leaflet(project, 14)
    assert project.fail("pdf", "-l", "en") == (
        "error: seeds/bridge.txt: leaflet: the text takes 2 pages, even at 85% of the type's size,"
        ' and the layout promises 1 page; shorten it or choose layout = "article"'
    )
    assert not project.built("pdf", "bridge.en.pdf").exists()
    assert project.built("draft", "bridge.en.pdf").exists()


def test_a_draft_of_a_leaflet_that_takes_two_pages_is_a_warning(project: Project) -> None:
    leaflet(project, 14)
    warning = "warning: seeds/bridge.txt: leaflet: the text takes 2 pages, even at 85% of the"
    assert warning in project.succeed("pdf", "-l", "fr")
    assert project.built("draft", "bridge.fr.pdf").exists()
    assert warning in project.succeed("pdf", "-l", "fr")  # unchanged
    project.write("templates/css/own.css", "/* new */")
    assert warning in project.succeed("pdf", "-l", "fr")
