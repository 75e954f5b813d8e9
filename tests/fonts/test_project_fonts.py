"""Fonts of the project or of other folders: they reach every page and count as its input."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from helpers import TEMPLATES, Project, document, write_config
from pdf_helpers import fonts_of
from system_helpers import renamed_font

from publisher.catalogues.catalogue import Catalogue
from publisher.editions.edition import source_edition
from publisher.outputs import OUTPUTS
from publisher.pages.layout import lay_out
from publisher.pages.templates import Templates
from publisher.pages.theme import Design, Theme

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def house(project: Project) -> Project:
    """Return a project with a house font in it, which its theme names."""
    write_config(project, 'fonts = ["fonts/"]')
    project.write("templates/theme.toml", 'serif = "Our House"\n')
    (project.root / "fonts").mkdir()
    (project.root / "fonts" / "house.ttf").write_bytes(renamed_font("Our House"))
    return project


def test_house_font_in_the_project_is_used_and_counts_as_an_input(house: Project) -> None:
    house.succeed("pdf", "-l", "en")
    file = house.built("pdf", "bridge.en.pdf")
    before = file.read_bytes()
    assert "Our House" in fonts_of(before)
    assert "unchanged: 1 edition" in house.succeed("pdf", "-l", "en")
    font = house.root / "fonts" / "house.ttf"
    font.rename(font.with_name("renamed.ttf"))
    assert "fonts changed" not in house.succeed("pdf", "-l", "en", "--why")  # the same content
    assert file.read_bytes() == before
    font.with_name("renamed.ttf").write_bytes(renamed_font("Our House", copyright_notice="new"))
    assert "rebuilt: build/pdf/bridge.en.pdf: fonts changed" in house.succeed(
        "pdf", "-l", "en", "--why"
    )


def test_missing_folder_of_fonts_has_its_line(house: Project) -> None:
    write_config(house, 'fonts = ["fonts/", "more"]')
    assert house.fail("pdf") == (
        "error: pyproject.toml:3: fonts: there is no folder 'more' in the project; make it"
    )


def test_page_brings_the_fonts_of_its_project(tmp_path: Path) -> None:
    font = tmp_path / "house.ttf"
    font.write_bytes(renamed_font("Our House"))
    design = Design(Theme(fonts={"serif": "Our House"}), font_folders=(tmp_path,))
    edition = source_edition(document("# Bridge\n\nText.", "en", "md"), Catalogue(), "block")
    page = lay_out(edition, [], Templates(TEMPLATES), design=design)
    here = OUTPUTS["pdf"].render(page).content
    assert "Our House" in fonts_of(here)
    sent = replace(page, fonts=tuple(face.embedded() for face in page.fonts))
    font.unlink()
    assert OUTPUTS["pdf"].render(sent).content == here


def test_font_in_a_folder_of_the_settings_reaches_the_workers(house: Project) -> None:
    write_config(house, "")
    (house.root / "fonts").rename(house.root / "elsewhere")
    folder = house.root / "elsewhere"
    settings = house.write("fonts.conf", f"<fontconfig><dir>{folder}</dir></fontconfig>")
    house.succeed("pdf", "-l", "en", FONTCONFIG_FILE=str(settings))
    assert "Our House" in fonts_of(house.built("pdf", "bridge.en.pdf").read_bytes())
    assert "no font family 'Our House'" in house.fail("pdf", "-l", "en")
