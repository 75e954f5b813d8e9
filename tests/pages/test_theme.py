"""Theme: colours, logo, fonts and page, and values that are refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdf
import pytest
from helpers import PROFILES, Project, document, failures

from publisher.base.errors import PublisherError
from publisher.catalogues.catalogue import Catalogue
from publisher.editions.edition import source_edition
from publisher.fonts.installed import characters
from publisher.pages.layout import lay_out
from publisher.pages.templates import Templates
from publisher.pages.theme import Design, Theme, contrast_on_white, load_theme

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.pages.page import Page

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30" viewBox="0 0 90 30">'
    '<rect width="90" height="30" fill="#123"/></svg>'
)


def theme(folder: Path, text: str) -> Theme:
    (folder / "theme.toml").write_text(text, encoding="utf-8")
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    return load_theme(folder)


def page(tree: Project, text: str, language: str = "en", body: str = "Text.") -> Page:
    templates = tree.root / "templates"
    edition = source_edition(document(f"Title\n\n{body}", language), Catalogue(), "block")
    return lay_out(edition, [], Templates(templates), design=Design(theme(templates, text)))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            'acent = "#000000"',
            r"theme.toml:1: unknown key 'acent' in the theme; did you mean 'accent'",
        ),
        (
            'page = "A4"\naccent = "red; } body { display: none"',
            r"theme.toml:2: accent: must be a colour",
        ),
        ('accent = "#12345"', r"must be a colour like"),
        ('ink = "#000\\n"', r"must be a colour like"),
        ("accent = 5", r"must be a colour like"),
        ('page = "A6"', r'page: must be "A4", "A5" or "Letter", not .A6.'),
        ("columns = 3", r"columns: must be a whole number from 1 to 2, not 3"),
        ('bleed = "3"', r"bleed: must be a length from 1 to 20 mm, like .* not '3'"),
        ('bleed = "3mm; } *"', r"bleed: must be a length"),
        ('bleed = "٣mm"', r"bleed: must be a length"),  # CSS has no such digits
        ("image-ppi = 30", r"image-ppi: must be a whole number from 72 to 2400, or 0 to keep all"),
        ("image-ppi = false", r"image-ppi: must be a whole number"),
        ('image-ppi = "none"', r"image-ppi: must be a whole number"),
        ('bleed = "1in"', r"bleed: must be a length .* not '1in'"),
        ("bleed = 3", r"bleed: must be a length .* not 3"),
        ("drop-cap = 3", r"drop-cap: must be true or false, not 3"),
        ("facing-pages = 1", r"facing-pages: must be true or false, not 1"),
        ("columns = true", r"columns: must be a whole number from 1 to 2, not True"),
        ('serif = "x\\"; } </style>"', r"serif: must be the name of a font family"),
        ('serif = "No Such Font"', r"serif: no font family 'No Such Font' is installed"),
        ('logo = "logo.svg"', r"a logo needs the newsroom's name"),
        ('name = "X"\nlogo = "../secret.svg"', r"theme.toml:2: logo: there is no image"),
        ('name = "X"\nlogo = "theme.toml"', r"theme.toml:2: logo: the image 'theme.toml' is"),
        ('name = ""', r"name: must be words"),
        ("name = ", r"theme.toml:1: not valid TOML"),
    ],
)
def test_bad_theme_value_is_reported(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path.parent / "secret.svg").write_text(LOGO, encoding="utf-8")
    with pytest.raises(PublisherError, match=complaint):
        theme(tmp_path, text)


def test_missing_theme_is_the_default(tmp_path: Path) -> None:
    assert load_theme(tmp_path) == Theme()


@pytest.mark.parametrize(
    ("colour", "contrast"), [("#000", 21), ("#ffffff", 1), ("#777777", 4.48), ("#767676", 4.54)]
)
def test_contrast_ratio_follows_wcag(colour: str, contrast: float) -> None:
    assert round(contrast_on_white(colour), 2) == contrast


def test_faint_colour_is_a_warning(tmp_path: Path) -> None:
    (warning,) = theme(tmp_path, 'ink = "#111"\naccent = "#f0a000"').warnings
    assert "theme.toml:2: accent: #f0a000 on white has a contrast of 2.15:1" in str(warning)
    assert not theme(tmp_path, 'accent = "#8a1c1c"').warnings


def test_theme_overrides_layouts_and_own_css_overrides_the_theme(tree: Project) -> None:
    tree.write("templates/css/own.css", "h1 { color: #123456 }")
    html = page(tree, 'accent = "#004488"\npage = "Letter"\ncolumns = 1', "hy").html
    (last,) = re.findall(r":root {[^}]*--accent: #004488[^}]*}", html)
    assert "--sheet: 8.5in 11in" in last
    assert "--columns: auto" in last
    assert html.index("h1 { color: #123456 }") > html.index(last) > html.index("--accent: #8a1c1c")
    assert html.index("h1 { color: #123456 }") > html.rindex("--leading: ")


def test_theme_font_comes_first_if_it_has_every_letter(tree: Project) -> None:
    font = 'serif = "DejaVu Serif"'
    assert ord("я") in characters("DejaVu Serif")
    first = {code: page(tree, font, code, text).families[0] for code, text in TEXTS.items()}
    assert first == {
        "en": "DejaVu Serif",
        "ru": "DejaVu Serif",
        "hi": "Noto Serif Devanagari",
        "zh-Hans": "Noto Serif CJK SC",
    }
    assert "DejaVu Serif" in page(tree, font, "hi", TEXTS["hi"]).families  # for foreign words
    assert page(tree, font, "en", "Ɐ \ua7b0 x").families[0] == "Noto Serif"


TEXTS = {"en": "Bridge", "ru": "Мост", "hi": "पुल", "zh-Hans": "桥"}


def test_themed_pdf_has_page_size_fonts_and_logo(project: Project) -> None:
    project.write("templates/logo.svg", LOGO)
    settings = 'name = "The <Newsroom>"\nlogo = "logo.svg"\npage = "A5"\nserif = "DejaVu Serif"\n'
    project.write("templates/theme.toml", settings + 'accent = "#ff8800"')
    out = project.succeed("pdf", "-l", "en")
    assert "warning: templates/theme.toml:5: accent: #ff8800 on white" in out
    reader = pypdf.PdfReader(project.built("pdf", "bridge.en.pdf"))
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (420, 595)
    fonts: dict[str, object] = reader.pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    names = [str(font.get_object()["/BaseFont"]) for font in fonts.values()]  # type: ignore[attr-defined]
    assert any("DejaVu-Serif" in name for name in names)
    alternatives = {
        str(entry["/Alt"])
        for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1)
        if isinstance(entry := reader.get_object(number), pypdf.generic.DictionaryObject)
        and entry.get("/S") == "/Figure"
    }
    assert alternatives == {"The <Newsroom>"}


def test_pages_for_printers_have_bleed_and_proofs_have_none(project: Project) -> None:
    project.write("templates/theme.toml", 'bleed = "3mm"\nfacing-pages = true')
    project.succeed("pdf", "-l", "en")
    file = project.built("pdf", "bridge.en.pdf")
    page = pypdf.PdfReader(file).pages[0]
    assert [round(box.left / 72 * 25.4) for box in (page.trimbox, page.bleedbox)] == [0, -3]
    assert not [failure for profile in PROFILES for failure in failures(file, profile)]
    project.succeed("proof", "-l", "fr")
    (proof,) = (project.root / "build" / "proof").rglob("*.pdf")
    assert pypdf.PdfReader(proof).pages[0].mediabox.left == 0


def test_themed_page_has_its_logo(project: Project) -> None:
    project.write("templates/logo.svg", LOGO)
    project.write("templates/theme.toml", 'name = "The Newsroom"\nlogo = "logo.svg"')
    project.succeed("html", "-l", "en")
    html = project.built("html", "bridge.en.html").read_text(encoding="utf-8")
    assert 'src="data:image/svg+xml;base64,' in html
    assert 'alt="The Newsroom"' in html


def test_broken_theme_is_one_line(project: Project) -> None:
    project.write("templates/theme.toml", "\nstyle = 3")
    assert "templates/theme.toml:2: unknown key 'style'" in project.fail("pdf")


def test_default_layout_is_configurable(project: Project) -> None:
    project.configure([], layout="leaflet")
    project.succeed("html")
    html = project.built("html", "bridge.en.html").read_text(encoding="utf-8")
    assert 'data-pages="1"' in html
    project.configure([], layout="poster")
    complaint = project.fail("html")
    assert 'layout: must be "article", "leaflet" or "report"' in complaint
