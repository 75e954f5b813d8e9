"""Status: one row for each edition in the project's order, errors in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers import FRENCH, LAST_SENTENCE, translate_article, update_catalogues

from publisher.cli.formatting import status_rows
from publisher.project.config import load_config
from publisher.project.project import open_project
from publisher.project.status import status

if TYPE_CHECKING:
    from helpers import Project

    from publisher.project.results import Result


def results(project: Project) -> list[Result]:
    return status(open_project(load_config(project.root)))


def test_each_edition_has_its_freshness(small: Project) -> None:
    translate_article(small, last="")
    english, french = results(small)
    assert (english.slug, str(english.language)) == ("bridge", "en")
    assert (french.slug, str(french.language)) == ("bridge", "fr")
    assert english.freshness is not None
    assert french.freshness is not None
    assert english.freshness.fresh
    assert (english.freshness.messages, english.missing_layout_messages) == (5, 0)
    counts = (french.freshness.translated, french.freshness.fuzzy, french.freshness.untranslated)
    assert counts == (4, 0, 1)
    assert french.freshness.words_left == 7
    assert (french.file, french.error, french.held) == (None, None, None)


def test_errors_stand_in_their_place(small: Project) -> None:
    small.configure(["fr", "hy"])
    small.seed("aaa", "")
    small.seed("zzz", "Last\n\nThe end.\n")
    small.write("seeds/bridge.md", "# The same slug")
    small.write("locales/fr/LC_MESSAGES/bridge.po", "damaged")
    found = results(small)
    assert [(r.slug, str(r.language or ""), r.error is not None) for r in found] == [
        ("", "", True),
        ("aaa", "", True),
        ("bridge", "en", False),
        ("bridge", "fr", True),
        ("bridge", "hy", False),
        ("zzz", "en", False),
        ("zzz", "fr", False),
        ("zzz", "hy", False),
    ]
    assert "bridge.po" in str(found[3].error)


def test_error_of_a_glossary_stands_beside_the_counts(small: Project) -> None:
    translate_article(small)
    good = status_rows(results(small))
    small.write("locales/fr/glossary.csv", 'bridge,"pont\n')
    found = results(small)
    assert [r.error and r.error.file for r in found] == [
        None,
        small.root / "locales/fr/glossary.csv",
    ]
    english, french = good
    assert french["fresh"] is True
    assert status_rows(found) == [english, french | {"fresh": False}]


def test_warnings_and_drafts_are_reported(small: Project) -> None:
    update_catalogues(small)
    fuzzy = small.po("bridge", "fr")
    small.translate("bridge", "fr", FRENCH.get)
    text = fuzzy.read_text(encoding="utf-8").replace(
        f'msgid "{LAST_SENTENCE}"', f'#, fuzzy\nmsgid "{LAST_SENTENCE}"'
    )
    fuzzy.write_text(text, encoding="utf-8")
    small.translate("bridge", "fr", (FRENCH | {"What comes next": "^"}).get)
    _, french = results(small)
    assert french.freshness is not None
    assert (french.freshness.fuzzy, french.freshness.untranslated) == (1, 1)
    assert ["“What comes next” is translated as ^" in str(w) for w in french.warnings] == [True]
    assert french.stale_since is None
