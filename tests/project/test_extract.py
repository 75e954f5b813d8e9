"""Extraction and updates of a whole project: which files are written, with which messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers import update_catalogues

from publisher.catalogues import pofile
from publisher.catalogues.catalogue import CREDITS
from publisher.project.config import load_config
from publisher.project.project import open_project
from publisher.project.sync import extract, update

if TYPE_CHECKING:
    from helpers import Project

    from publisher.project.sync import Written


# A layout with a message of its own.
REPRINT = """
{% extends "article.html" %}
{% block foot %}{{ _("You may reprint this page.") }}{% endblock %}
"""


def files_of(project: Project) -> set[str]:
    folder = project.root / "locales"
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*.po*")}


def written(project: Project, *languages: str, write: bool = True) -> list[Written]:
    return list(update(open_project(load_config(project.root), [], languages), write=write))


def names(results: list[Written]) -> list[str]:
    return [result.file.name for result in results if result.file]


def test_extract_writes_templates_alone(small: Project) -> None:
    small.write("templates/reprint.html", REPRINT)
    results = list(extract(open_project(load_config(small.root))))
    assert names(results) == ["bridge.pot", "publisher.pot"]
    assert [result.changed for result in results] == [True, True]
    assert files_of(small) == {"bridge.pot", "publisher.pot"}
    again = list(extract(open_project(load_config(small.root))))
    assert [result.changed for result in again] == [False, False]
    assert pofile.load(small.root / "locales" / "bridge.pot")[-1].msgid == CREDITS


def test_update_writes_templates_and_the_catalogues_of_all_languages(small: Project) -> None:
    small.configure(["fr", "hy"])
    small.write("templates/reprint.html", REPRINT)
    small.seed("a-russian", "Мост\n\nМост открыт.\n", 'language = "ru"')
    assert names(written(small)) == [
        *("a-russian.pot", "a-russian.po", "a-russian.po", "a-russian.po"),
        *("bridge.pot", "bridge.po", "bridge.po"),
        *("publisher.pot", "publisher.po", "publisher.po", "publisher.po"),
    ]
    # English needs no layout messages, and each article none in its own language.
    assert files_of(small) == {
        *("a-russian.pot", "bridge.pot", "publisher.pot"),
        *(f"{code}/LC_MESSAGES/a-russian.po" for code in ("en", "fr", "hy")),
        *(f"{code}/LC_MESSAGES/bridge.po" for code in ("fr", "hy")),
        *(f"{code}/LC_MESSAGES/publisher.po" for code in ("fr", "hy", "ru")),
    }
    assert not any(result.changed for result in written(small))


def test_chosen_languages_alone_are_updated(small: Project) -> None:
    small.configure(["fr", "hy"])
    assert names(written(small, "hy")) == ["bridge.pot", "bridge.po"]
    assert not (small.root / "locales" / "fr").exists()


def test_a_preview_counts_and_writes_nothing(small: Project) -> None:
    results = written(small, write=False)
    assert names(results) == ["bridge.pot", "bridge.po"]
    assert files_of(small) == set()
    assert [result.changed for result in results] == [True, True]
    assert results[1].report is not None
    assert results[1].report.new == 6
    written(small)
    assert [r.changed for r in written(small, write=False)] == [False, False]


def test_errors_of_an_article_leave_the_others(small: Project) -> None:
    small.write("templates/reprint.html", REPRINT)
    small.seed("empty", "")
    small.write("seeds/bridge.md", "# The same slug")
    small.write("locales/fr/LC_MESSAGES/bridge.po", "damaged")
    results = written(small)
    problems = [str(result.error) for result in results if result.error]
    assert ["same slug" in problems[0], "bridge.po" in problems[1]] == [True, True]
    assert ["empty.txt" in problems[2], len(problems)] == [True, 3]
    assert not any(result.changed for result in results if result.error)
    assert names(results) == ["bridge.pot", "publisher.pot", "publisher.po"]
    assert small.po("bridge", "fr").read_text(encoding="utf-8") == "damaged"


def test_messages_of_layouts_wait_until_all_layouts_can_be_read(small: Project) -> None:
    small.write("templates/reprint.html", REPRINT)
    update_catalogues(small)
    before = small.po("publisher", "fr").read_bytes()
    small.write("templates/broken.html", "{% if %}")
    results = written(small)
    assert ["broken.html" in str(r.error) for r in results if r.error] == [True]
    assert names(results) == ["bridge.pot", "bridge.po"]
    assert small.po("publisher", "fr").read_bytes() == before


def test_translators_see_the_terms_of_a_message(small: Project) -> None:
    small.write("locales/fr/glossary.csv", "victory,victoire\nbridge,pont\nbridge,passerelle\n")
    small.seed("bridge", "A small victory\n\nThe translator credits the bridge.\n")
    update_catalogues(small)
    comments = {entry.msgid: entry.comment for entry in pofile.load(small.po("bridge", "fr"))}
    assert comments["A small victory"].split("\n")[1:] == ["term: victory = victoire"]
    assert comments["The translator credits the bridge."].split("\n")[1:] == [
        "term: bridge = pont, passerelle"
    ]
    # The .pot file has the messages of all languages, without terms.
    pot = (small.root / "locales" / "bridge.pot").read_text(encoding="utf-8")
    assert "term:" not in pot


def test_layout_messages_and_credits_have_no_terms(small: Project) -> None:
    small.write("templates/reprint.html", REPRINT)
    small.write("locales/fr/glossary.csv", "page,page\ntranslator-credits,crédits\n")
    update_catalogues(small)
    for domain in ("bridge", "publisher"):
        text = small.po(domain, "fr").read_text(encoding="utf-8")
        assert "term: " not in text, domain


def test_texts_are_taken_from_other_articles_but_not_for_layouts(small: Project) -> None:
    small.write("templates/reprint.html", REPRINT)
    small.seed("aaa", "A page\n\nThe bridge was opened on Monday.\n")
    update_catalogues(small)
    small.translate("aaa", "fr", lambda source: "" if source == CREDITS else f"« {source} »")
    (small.root / "locales" / "fr" / "LC_MESSAGES" / "bridge.po").unlink()
    results = written(small)
    reports = {r.file.name: r.report for r in results if r.file and r.report}
    assert reports["bridge.po"].moved == 1
    assert reports["publisher.po"].moved == 0
