"""Page words: the package's translations of layout messages are complete and without findings."""

from __future__ import annotations

import pytest
from helpers import ROOT

from publisher.catalogues import pofile
from publisher.catalogues.key import key_of
from publisher.language.locale import Language
from publisher.project.config import load_config
from publisher.project.default_page_words import default_page_words, languages_with_page_words
from publisher.project.project import open_project
from publisher.project.sync import update

WORLD = "hy ru ka az ar fa he zh-Hans zh-Hant ja ko hi th uk tr fr es pt pl cs hu vi id"
WORLD += " bn ta bg lt km ne sw am de it nl el"
PROJECT = open_project(load_config(ROOT))


def test_the_package_has_words_in_35_languages_beside_english() -> None:
    assert {language.code for language in languages_with_page_words()} == {*WORLD.split()}


def test_the_guide_names_the_languages() -> None:
    guide = (ROOT / "locales" / "README.md").read_text(encoding="utf-8")
    assert f"languages are `{' '.join(sorted([*WORLD.split(), 'en']))}`" in guide


@pytest.mark.parametrize("code", WORLD.split())
def test_no_message_is_missing_or_has_findings(code: str) -> None:
    language = Language(code)
    file = default_page_words(language)
    assert file is not None
    po = pofile.load(file)
    assert [key_of(entry) for entry in po] == [x.key for x in PROJECT.layouts.messages]
    assert [entry.msgid for entry in po if entry.fuzzy or not entry.msgstr.strip()] == []
    assert PROJECT.checker.layout_findings(language) == []
    assert "No native speaker has read it yet." in po.header


def test_update_keeps_the_words_of_every_language_in_the_package_s_repository() -> None:
    results = [*update(PROJECT, write=False)]
    assert [result.error for result in results if result.error] == []
    words = [x for x in results if x.file and x.file.name == "publisher.po"]
    assert {x.file.parents[1].name for x in words if x.file} == {*WORLD.split()}
    assert [x.file for x in words if x.changed] == []
