"""Editions: what counts as translated, and what readers see of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib
import pytest
from helpers import document

from publisher.catalogues.catalogue import Catalogue
from publisher.editions.edition import translated_edition
from publisher.language.locale import Language
from publisher.markup.renderer import render

if TYPE_CHECKING:
    from helpers import Project

    from publisher.editions.edition import Edition

ARTICLE = "# T\n\nOne. Two.\n\nFour."
COMPLETE = {"T": "Titre", "One.": "Un.", "Two.": "Deux.", "Four.": "Quatre."}


def edition(translations: dict[str, str], *fuzzy: str) -> Edition:
    entries = [
        polib.POEntry(msgid=source, msgstr=target, flags=["fuzzy"] * (source in fuzzy))
        for source, target in translations.items()
    ]
    article = document(ARTICLE, ending="md")
    catalogue = Catalogue(entries)
    return translated_edition(article, Language("fr"), catalogue, Catalogue(), "sentence")


def sources_shown(found: Edition) -> set[str]:
    """Return the sentences that readers see in the source language."""
    html = render(found.target.body)
    return {source for source in COMPLETE if f">{source}</span>" in html}


def test_an_edition_is_fresh_once_every_message_is_translated() -> None:
    assert edition(COMPLETE).freshness.fresh
    assert sources_shown(edition(COMPLETE)) == set()
    for missing in COMPLETE:
        incomplete = edition(COMPLETE | {missing: ""})
        assert not incomplete.freshness.fresh
        assert incomplete.freshness.untranslated == 1
        assert {source for _, source in incomplete.untranslated} == {missing}


@pytest.mark.parametrize(
    ("translations", "fuzzy", "shown", "misplaced"),
    [
        # The mark follows no sentence of its paragraph.
        ({"One.": "^"}, (), {"One."}, ["One."]),
        ({"Four.": "^"}, (), {"Four."}, ["Four."]),
        ({"One.": "^", "Four.": "^"}, (), {"One.", "Four."}, ["One.", "Four."]),
        # It follows a sentence that has no translation which readers may see.
        ({"One.": "", "Two.": "^"}, (), {"One. Two."}, []),
        ({"One.": "Un et deux.", "Two.": "^"}, ("One.",), {"One. Two."}, []),
        ({"One.": "^", "Two.": "^"}, (), {"One. Two."}, ["One."]),
    ],
)
def test_a_join_mark_without_a_translation_before_it_translates_nothing(
    translations: dict[str, str], fuzzy: tuple[str, ...], shown: set[str], misplaced: list[str]
) -> None:
    found = edition(COMPLETE | translations, *fuzzy)
    assert not found.freshness.fresh
    html = render(found.target.body)
    assert all(f">{source}</span>" in html for source in shown)
    assert "^" not in html
    assert [segment.source for segment in found.misplaced] == misplaced


def test_one_sentence_may_translate_two() -> None:
    found = edition(COMPLETE | {"One.": "Un et deux.", "Two.": "^"})
    assert render(found.target.body) == "<p>Un et deux.</p>\n<p>Quatre.</p>\n"
    assert found.freshness.fresh
    assert found.untranslated == frozenset()


def test_an_edition_with_a_misplaced_join_mark_is_not_released(project: Project) -> None:
    project.write("seeds/m.md", ARTICLE)
    project.succeed("update", "-s", "m")
    project.translate("m", "fr", (COMPLETE | {"Four.": "^"}).get)
    assert "“Four.” is translated as ^" in project.succeed("status", "-s", "m", "-l", "fr")
    assert "not released" in project.fail("pdf", "--release", "-s", "m", "-l", "fr", status=1)
    assert not project.built("pdf", "m.fr.pdf").exists()
    project.translate("m", "fr", COMPLETE.get)
    project.succeed("html", "-s", "m", "-l", "fr")
    assert project.built("html", "m.fr.html").is_file()
