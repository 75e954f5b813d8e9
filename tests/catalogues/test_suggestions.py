"""Suggestions for a new message, from the messages that it replaces, contains or resembles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib
import pytest

from publisher.catalogues import pofile
from publisher.catalogues.catalogue import Message
from publisher.catalogues.catalogue_file import read_catalogue
from publisher.catalogues.elsewhere import KnownEntries
from publisher.catalogues.known import KnownEntry
from publisher.catalogues.language_pair import LanguagePair
from publisher.catalogues.update import CatalogueUpdate
from publisher.language.locale import Language

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.catalogues.update import UpdateReport

LANGUAGES = LanguagePair(Language("en"), Language("hy"))
ONE, TWO = "The bridge was opened on Monday.", "The mayor cut the ribbon himself."
IN_ARMENIAN = {ONE: "Մեկ։", TWO: "Երկու։"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.po"


def update(file: Path, *sources: str, others: tuple[KnownEntry, ...] = ()) -> UpdateReport:
    messages = [Message(source, ("paragraph",)) for source in sources]
    known = KnownEntries(others)
    return CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, messages, known).apply().report


def translate(file: Path, translations: dict[str, str]) -> None:
    update(file, *translations)
    po = pofile.load(file)
    for entry in po:
        entry.msgstr = translations[entry.msgid]
    pofile.save(po, file)


def suggestion(file: Path, source: str) -> str:
    """Update the article to one message; return its translation, which must be fuzzy."""
    update(file, source)
    (entry,) = (entry for entry in pofile.load(file) if entry.msgid == source)
    assert entry.fuzzy
    return str(entry.msgstr)


def test_joined_sentences_get_all_their_translations(file: Path) -> None:
    translate(file, IN_ARMENIAN)
    assert suggestion(file, f"{ONE} {TWO}") == "Մեկ։ Երկու։"


def test_a_part_within_a_longer_part_does_not_count(file: Path) -> None:
    translate(file, {**IN_ARMENIAN, "opened on Monday.": "բացվեց", "The bridge was": "կամուրջ"})
    assert suggestion(file, f"{ONE} {TWO}") == "Մեկ։ Երկու։"


def test_parts_that_leave_much_of_a_sentence_out_are_not_joined(file: Path) -> None:
    long, short = "The mayor of the city has opened the bridge over the river.", "Nobody came."
    translate(file, {long: "Երկար։", short: "Կարճ։"})
    assert suggestion(file, f"{long} It rained on the old city. {short}") == "Երկար։"


def test_a_sentence_that_is_more_similar_than_its_parts_is_suggested(file: Path) -> None:
    translate(file, {**IN_ARMENIAN, f"{ONE} {TWO} Fine.": "Երեքը միասին։"})
    assert suggestion(file, f"{ONE} {TWO}") == "Երեքը միասին։"


def test_an_unreviewed_suggestion_keeps_the_source_that_it_translates(file: Path) -> None:
    translate(file, {ONE: "Մեկ։"})
    for day in ("Tuesday", "Friday"):
        assert suggestion(file, ONE.replace("Monday", day)) == "Մեկ։"
        assert f'#| msgid "{ONE}"' in file.read_text("utf-8")


def test_a_remark_on_a_suggestion_goes_when_it_is_reviewed(file: Path) -> None:
    known = KnownEntry(polib.POEntry(msgid="The bridge was opened on Friday.", msgstr="Ա։"), "b")
    update(file, ONE, others=(known,))
    assert "#. from b, 9" in file.read_text("utf-8")
    po = pofile.load(file)
    po[0].flags.remove("fuzzy")
    pofile.save(po, file)
    update(file, ONE)
    assert "#. from b" not in file.read_text("utf-8")


def test_an_untranslated_message_is_no_twin(file: Path) -> None:
    update(file, "It’s the mayor’s bridge.")
    report = update(file, "It's the mayor's bridge.")
    assert (report.carried, report.new) == (0, 1)


def test_an_offer_gives_way_to_the_same_text_elsewhere(file: Path) -> None:
    typed = "It's the mayor's bridge."
    others = (KnownEntry(polib.POEntry(msgid=typed, msgstr="Ա։"), "b"),)
    assert update(file, typed.replace("'", "’"), others=others).offered == 1
    report = update(file, typed, others=others)
    assert (report.carried, report.moved) == (0, 1)
