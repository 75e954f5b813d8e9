"""Checks of a whole project: every edition by itself, and in comparison with the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import findings_of, translate_article, update_catalogues, write_config

from publisher.base.errors import PublisherError
from publisher.project.check_editions import check_editions
from publisher.project.config import load_config
from publisher.project.project import open_project

if TYPE_CHECKING:
    from helpers import Project

TWICE = "The ferry was sold to a museum in the north."


def test_findings_name_the_catalogue_and_the_line(small: Project) -> None:
    translate_article(small, last="Le second pont est prévu pour 2072.")
    (finding,) = findings_of(small)
    assert (finding.check, finding.severity) == ("number", "error")
    assert finding.file == small.po("bridge", "fr")
    lines = finding.file.read_text(encoding="utf-8").splitlines()
    assert finding.line is not None
    assert "2072" in lines[finding.line - 1]


def test_an_edition_without_catalogue_has_no_findings(small: Project) -> None:
    assert findings_of(small) == []


def test_an_unknown_check_in_the_configuration_is_refused_at_once(small: Project) -> None:
    write_config(small, "[tool.publisher.checks]\nnumbr = false")
    with pytest.raises(PublisherError, match="'numbr'"):
        next(check_editions(open_project(load_config(small.root))))


def test_errors_stand_beside_the_findings_of_the_others(small: Project) -> None:
    translate_article(small, last="Le second pont est prévu pour 2072.")
    small.seed("empty", "")
    small.seed("ferry", f"The ferry\n\n{TWICE}\n")
    small.write("locales/fr/LC_MESSAGES/ferry.po", "damaged")
    results = list(check_editions(open_project(load_config(small.root))))
    errors = [str(result.error) for result in results if result.error]
    assert len(errors) == 2
    assert "empty.txt" in errors[0]
    assert "ferry.po" in errors[1]
    assert [[f.check for f in result.findings] for result in results if result.findings] == [
        ["number"]
    ]


def test_a_text_with_another_translation_in_another_article_is_found(small: Project) -> None:
    small.seed("bridge", f"A small victory\n\n{TWICE}\n")
    small.seed("ferry", f"The ferry\n\n{TWICE}\n")
    update_catalogues(small)
    for slug, place in (("bridge", "nord"), ("ferry", "sud")):
        small.translate(slug, "fr", {TWICE: f"Le bac a été vendu à un musée du {place}."}.get)
    found = [finding for finding in findings_of(small) if finding.check == "translated-otherwise"]
    assert [finding.file.name for finding in found] == ["bridge.po", "ferry.po"]
    assert "ferry" in found[0].message
    assert "bridge" in found[1].message
    small.translate("ferry", "fr", {TWICE: "Le bac a été vendu à un musée du nord."}.get)
    assert "translated-otherwise" not in {finding.check for finding in findings_of(small)}


def test_terms_of_a_glossary_are_checked(small: Project) -> None:
    small.write("locales/fr/glossary.csv", "bridge,passerelle\n")
    translate_article(small)
    assert {finding.check for finding in findings_of(small)} == {"term"}
