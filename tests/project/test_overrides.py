"""Layouts and page words of a project, in place of the package's."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from helpers import TEMPLATES, findings_of, update_catalogues

from publisher.base.errors import PublisherError
from publisher.build.assemble import assemble_page
from publisher.catalogues import pofile
from publisher.language.locale import Language
from publisher.outputs import OUTPUTS
from publisher.pages.templates import Templates
from publisher.project.config import load_config
from publisher.project.default_page_words import default_page_words
from publisher.project.overrides import eject, overridden_files, overridden_words
from publisher.project.project import open_project

if TYPE_CHECKING:
    from pathlib import Path

    from helpers import Project

FOOT = "Page %(page)s of %(pages)s"


def messages_in(file: Path) -> set[str]:
    """Return the messages of a catalogue that are not obsolete."""
    return {entry.msgid for entry in pofile.load(file) if not entry.obsolete}


def templates_of(project: Project) -> Templates:
    return load_config(project.root).templates


def html(project: Project, language: str = "en") -> str:
    opened = open_project(load_config(project.root))
    review = opened.review("bridge", Language(language))
    return assemble_page(opened, review, OUTPUTS["html"]).html


def test_a_project_without_layouts_has_those_of_the_package(small: Project) -> None:
    assert "Source language: English" in html(small)
    small.write("templates/README.md", "nothing")
    assert "Source language: English" in html(small)


def test_one_block_is_replaced_and_the_rest_kept(small: Project) -> None:
    before = html(small)
    small.write(
        "templates/article.html",
        '{% extends "publisher/article.html" %}\n'
        "{% block foot %}<p>Reprint us.</p>{{ super() }}{% endblock %}",
    )
    after = html(small)
    assert "<p>Reprint us.</p>" in after
    assert after.replace("<p>Reprint us.</p>", "") == before


def test_a_block_of_a_part_is_replaced_in_every_layout(small: Project) -> None:
    small.write(
        "templates/_foot.html",
        '{% extends "publisher/_foot.html" %}{% block colophon %}<p>Printed in Gyumri</p>'
        "{% endblock %}",
    )
    for layout in ("article", "report"):
        small.configure(["fr"], layout=layout)
        page = html(small)
        assert "Printed in Gyumri" in page
        assert "Source language" not in page


def test_a_file_replaces_the_package_s_of_its_name(small: Project) -> None:
    small.write("templates/css/article.css", "h1 { color: #123456 }")
    small.write("templates/_headline.html", "<h1>{{ title }}!</h1>")
    page = html(small)
    assert "h1 { color: #123456 }" in page
    assert "<h1>A small victory!</h1>" in page
    assert (TEMPLATES / "css" / "common.css").read_text(encoding="utf-8") in page


def test_a_layout_that_extends_a_missing_one_is_an_error_at_its_line(small: Project) -> None:
    small.write("templates/article.html", '\n{% extends "publisher/artcle.html" %}')
    with pytest.raises(PublisherError, match=r"there is no 'publisher/artcle\.html'") as error:
        html(small)
    assert error.value.file == small.root / "templates" / "article.html"
    assert error.value.line == 2


def test_no_name_leads_out_of_the_folders(small: Project) -> None:
    small.write("templates/article.html", '{% extends "publisher/../pyproject.toml" %}')
    with pytest.raises(PublisherError, match="there is no"):
        html(small)


def test_a_layout_that_extends_itself_is_told_how_to_extend_the_package_s(small: Project) -> None:
    small.write("templates/article.html", '{% extends "article.html" %}')
    with pytest.raises(PublisherError, match="a name like 'publisher/article") as error:
        html(small)
    assert error.value.file == small.root / "templates" / "article.html"


@pytest.mark.parametrize("name", ["css", "_foot.html"])
def test_no_link_leads_out_of_the_folder(small: Project, tmp_path: Path, name: str) -> None:
    outside = shutil.copytree(TEMPLATES, tmp_path / "outside")
    (outside / "css" / "own.css").write_text("p { color: #123456 }", encoding="utf-8")
    small.write("templates/README.md", "")
    link = small.root / "templates" / name
    link.symlink_to(outside / name)
    with pytest.raises(PublisherError, match=r"leads out of templates/; copy what it links to"):
        html(small)
    link.unlink()
    shutil.rmtree(link.parent)
    link.parent.symlink_to(outside)  # the whole folder can be elsewhere
    assert "#123456" in html(small)


def test_the_house_style_of_a_clone_is_not_that_of_other_projects(
    small: Project, tmp_path: Path
) -> None:
    clone = shutil.copytree(TEMPLATES, tmp_path / "clone")
    (clone / "css" / "own.css").write_text("p { color: #123456 }", encoding="utf-8")
    assert Templates(clone, clone).find("css/own.css")
    assert Templates(small.root / "templates", clone).find("css/own.css") is None


def test_layouts_of_a_nested_project_are_its_own(small: Project) -> None:
    small.write("templates/css/publisher.toml", "")
    small.write("templates/css/own.css", "p { color: #123456 }")
    assert "#123456" not in html(small)


def test_a_link_to_the_package_s_layouts_makes_no_catalogues(small: Project) -> None:
    (small.root / "templates").symlink_to(TEMPLATES)
    update_catalogues(small)
    assert not list(small.root.rglob("publisher.po*"))
    details = {
        override.detail.partition(";")[0] for override in overridden_files(templates_of(small))
    }
    assert details == {"the same as publisher's"}


def test_words_are_replaced_message_by_message(small: Project) -> None:
    small.reword("fr", {FOOT: "p. %(page)s/%(pages)s", "By %(names)s": ""})
    page = html(small, "fr")
    assert '--page-number: "p. " counter(page' in page
    assert "Langue originale" in page


def test_fuzzy_words_of_a_project_hide_none_of_the_package(small: Project) -> None:
    file = small.reword("fr", {FOOT: "p. %(page)s/%(pages)s"})
    po = pofile.load(file)
    po[0].flags.append("fuzzy")
    pofile.save(po, file)
    assert '" sur "' in html(small, "fr")
    update_catalogues(small)
    assert messages_in(file) == {FOOT}


def test_words_that_an_unreadable_layout_can_have_are_no_warning(small: Project) -> None:
    small.reword("fr", {"Reprint us.": "Réimprimez-nous."})

    def warnings() -> list[str]:
        review = open_project(load_config(small.root)).review("bridge", Language("fr"))
        return [warning.message for warning in review.warnings]

    assert [text for text in warnings() if "no layout has" in text]
    small.write("templates/reprint.html", "{% if %}")
    assert not [text for text in warnings() if "no layout has" in text]


def test_words_of_english_are_replaced_too(small: Project) -> None:
    file = small.reword("en", {FOOT: "%(page)s / %(pages)s"})
    assert "--page-number: counter(page, decimal)" in html(small)
    update_catalogues(small)
    assert messages_in(file) == {FOOT}


def test_no_catalogue_of_words_is_created_where_nothing_is_replaced(small: Project) -> None:
    update_catalogues(small)
    assert not list(small.root.rglob("publisher.po*"))


def test_a_catalogue_of_words_holds_what_the_project_adds_or_words_otherwise(
    small: Project,
) -> None:
    small.write(
        "templates/reprint.html",
        '{% extends "article.html" %}{% block foot %}{{ _("Reprint us.") }}{% endblock %}',
    )
    file = small.reword("fr", {FOOT: "p. %(page)s/%(pages)s"})
    update_catalogues(small)
    assert messages_in(file) == {FOOT, "Reprint us."}
    assert [entry.msgid for entry in pofile.load(small.root / "locales/publisher.pot")] == [
        "Reprint us."
    ]


def test_a_language_without_words_of_the_package_gets_all_messages(small: Project) -> None:
    small.configure(["ro"])
    update_catalogues(small)
    assert FOOT in {entry.msgid for entry in pofile.load(small.po("publisher", "ro"))}
    assert not (small.root / "locales" / "publisher.pot").exists()


@pytest.mark.parametrize(
    ("code", "served_by"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("pt-PT", "pt"),
        ("zh", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("az-Cyrl", None),
        ("ro", None),
    ],
)
def test_words_serve_other_regions_but_no_other_script(code: str, served_by: str | None) -> None:
    file = default_page_words(Language(code))
    assert (file and file.parents[1].name) == served_by


def test_words_of_a_project_are_checked(small: Project) -> None:
    file = small.reword("fr", {"Error": "\u0415rreur"})
    found = {finding.check for finding in findings_of(small) if finding.file == file}
    assert found == {"look-alike"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("article", "article.html"),
        ("_foot.html", "_foot.html"),
        ("css/article.css", "css/article.css"),
        ("article.css", "css/article.css"),
        ("Armn", "css/Armn.css"),
    ],
)
def test_a_copy_of_a_layout_or_style_sheet_changes_no_page(
    small: Project, name: str, expected: str
) -> None:
    def shown() -> str:
        return re.sub(r"/\* Copy of .*? \*/\n", "", html(small, "hy"))

    small.configure(["hy"])
    before = shown()
    file = eject(templates_of(small), name)
    assert file == small.root / "templates" / expected
    assert shown() == before
    with pytest.raises(PublisherError, match="is there already"):
        eject(templates_of(small), name)


@pytest.mark.parametrize("name", ["css/artcle", "css/artcle.css", "artcle.css"])
def test_the_name_in_a_hint_is_one_that_can_be_copied(small: Project, name: str) -> None:
    with pytest.raises(PublisherError, match="did you mean") as error:
        eject(templates_of(small), name)
    hinted = re.findall("'([^']*)'", error.value.message)[-1]
    assert eject(templates_of(small), hinted) == small.root / "templates" / "css" / "article.css"


@pytest.mark.parametrize("name", ["artcle", "artcle.css", "../pyproject.toml", "README.md", ""])
def test_an_unknown_layout_is_not_copied(small: Project, name: str) -> None:
    with pytest.raises(PublisherError, match="publisher has no layout"):
        eject(templates_of(small), name)
    assert not (small.root / "templates").exists()


def test_layouts_are_not_copied_over_themselves() -> None:
    with pytest.raises(PublisherError, match="the package's own"):
        eject(Templates(TEMPLATES), "article")


def test_overrides_are_listed_with_those_whose_original_has_changed(
    small: Project, tmp_path: Path
) -> None:
    package = shutil.copytree(TEMPLATES, tmp_path / "package")
    templates = Templates(small.root / "templates", package)
    eject(templates, "article")
    eject(templates, "css/report.css")
    small.write("templates/leaflet.html", '{% extends "publisher/leaflet.html" %}')
    small.write("templates/_foot.html", "<footer></footer>")
    small.write("templates/own.html", "not the package's")
    shutil.copy(TEMPLATES / "_text.html", small.root / "templates")
    small.write("templates/css/own.css", "p { color: black }")

    def listed() -> dict[str, tuple[str, bool]]:
        return {
            override.file.name: (override.detail.partition(" ")[0], override.is_outdated)
            for override in overridden_files(templates)
        }

    assert listed() == {
        "_foot.html": ("replaces", False),
        "_text.html": ("the", False),
        "article.html": ("copy", False),
        "leaflet.html": ("extends", False),
        "report.css": ("copy", False),
    }
    with (package / "article.html").open("a", encoding="utf-8") as file:
        file.write("<!-- new -->")
    small.write("templates/css/report.css", listed_text(small, "css/report.css") + "p {}")
    assert listed()["article.html"] == ("copy", True)
    assert listed()["report.css"] == ("copy", False)


def listed_text(project: Project, name: str) -> str:
    return (project.root / "templates" / name).read_text(encoding="utf-8")


def test_replaced_words_are_counted(small: Project) -> None:
    small.configure(["fr", "ro"])
    file = small.reword(
        "fr", {FOOT: "p. %(page)s/%(pages)s", "Contents": "Sommaire", "Mine": "À moi"}
    )
    small.reword("ro", {"Contents": "Cuprins"})  # not the package's
    project = open_project(load_config(small.root))
    assert list(overridden_words(project.locales, project.layouts)) == [(file, 1, 1)]


def test_a_misspelt_block_of_a_part_is_an_error(small: Project) -> None:
    file = small.write(
        "templates/_foot.html",
        '{% extends "publisher/_foot.html" %}\n{% block colofon %}x{% endblock %}',
    )
    with pytest.raises(PublisherError, match="did you mean 'colophon'") as error:
        html(small)
    assert (error.value.file, error.value.line) == (file, 2)


def test_a_word_that_no_layout_has_is_a_warning(small: Project) -> None:
    file = small.reword("fr", {"Page %(page)s from %(pages)s": "p. %(page)s", "Contents": "Table"})
    warnings = open_project(load_config(small.root)).review("bridge", Language("fr")).warnings
    assert [(warning.file, warning.line) for warning in warnings] == [(file, 13)]
    assert f"did you mean '{FOOT}'" in str(warnings[0])


def test_words_of_layouts_that_an_article_does_not_use_are_not_missed(small: Project) -> None:
    small.write("templates/reprint.html", '{% extends "article.html" %}{{ _("Reprint us.") }}')

    def missing() -> int:
        project = open_project(load_config(small.root))
        return project.review("bridge", Language("fr")).missing_layout_messages

    assert missing() == 0
    small.configure(["fr"], layout="reprint")
    assert missing() == 1


def test_a_word_that_no_layout_has_becomes_obsolete(small: Project) -> None:
    file = small.reword("fr", {"Page %(page)s from %(pages)s": "p. %(page)s"})
    update_catalogues(small)
    assert messages_in(file) == set()
    assert "#~ msgstr" in file.read_text(encoding="utf-8")
