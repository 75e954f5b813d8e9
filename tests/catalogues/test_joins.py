"""Joined sentences: `^` holds as long as the sentence before it is the one it was joined to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from publisher.catalogues import pofile
from publisher.catalogues.catalogue import Message
from publisher.catalogues.catalogue_file import read_catalogue
from publisher.catalogues.language_pair import LanguagePair
from publisher.catalogues.update import CatalogueUpdate
from publisher.language.locale import Language

if TYPE_CHECKING:
    from pathlib import Path

    import polib

LANGUAGES = LanguagePair(Language("en"), Language("hy"))
FIRST, SECOND = 'They built a bridge - it was "a big one".', "It took twelve years."


def update(file: Path, *sources: str) -> dict[str, polib.POEntry]:
    """Update a catalogue, and return its active entries by source."""
    messages = [Message(source) for source in sources]
    CatalogueUpdate(read_catalogue(file), "a", LANGUAGES, messages).apply()
    return {entry.msgid: entry for entry in pofile.load(file) if not entry.obsolete}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a catalogue whose second sentence is joined to the first."""
    file = tmp_path / "a.po"
    update(file, FIRST, SECOND)
    po = pofile.load(file)
    for entry, translation in zip(po, ("Մեկ և երկու։", "^"), strict=True):
        entry.msgstr = translation
    pofile.save(po, file)
    return file


@pytest.mark.parametrize(
    ("old", "new"),
    [(" - ", " — "), ('"a big one"', "“a big one”"), (" a bridge", "\u00a0a bridge")],
)
def test_a_typographic_edit_of_the_sentence_before_keeps_the_join(
    file: Path, old: str, new: str
) -> None:
    edited = FIRST.replace(old, new)
    entries = update(file, edited, SECOND)
    assert (entries[edited].msgstr, entries[edited].fuzzy) == ("Մեկ և երկու։", False)
    assert (entries[SECOND].msgstr, entries[SECOND].fuzzy) == ("^", False)
    assert "joined with" not in entries[SECOND].comment


def test_another_wording_of_the_sentence_before_makes_the_join_fuzzy(file: Path) -> None:
    edited = FIRST.replace("bridge", "tunnel")
    entries = update(file, edited, SECOND)
    assert entries[SECOND].fuzzy
    assert f"joined with “{FIRST}”" in entries[SECOND].comment
    assert not update(file, FIRST, SECOND)[SECOND].fuzzy
