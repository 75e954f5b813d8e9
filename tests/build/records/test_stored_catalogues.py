"""Stored catalogues: each is parsed once, and known as it was before the run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, NoReturn

import pytest

from publisher.base.errors import PublisherError
from publisher.build.incremental.fingerprints import file_digest
from publisher.build.records.stored_catalogues import StoredCatalogues
from publisher.catalogues import pofile
from publisher.catalogues.catalogue_file import read_catalogue
from publisher.catalogues.word_index import hash_of_word
from publisher.language.locale import Language
from publisher.project.config import load_config
from publisher.project.known_catalogues import KnownCatalogues, hash_of
from publisher.project.locales import Locales

if TYPE_CHECKING:
    from pathlib import Path

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
FRENCH = Language("fr")
WORDS = set(map(hash_of_word, ("one", "two")))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "publisher.toml").write_text('languages = ["fr"]\n')
    write(tmp_path, "a", "One", "Un")
    write(tmp_path, "b", "Two", "Deux")
    return tmp_path


def write(root: Path, slug: str, source: str, translation: str) -> Path:
    file = root / "locales" / "fr" / "LC_MESSAGES" / f"{slug}.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'{HEADER}\nmsgid "{source}"\nmsgstr "{translation}"\n')
    return file


def opened(root: Path) -> tuple[Locales, StoredCatalogues]:
    config = load_config(root)
    locales = Locales(config)
    stored = StoredCatalogues(config, locales)
    locales.use(stored)
    return locales, stored


def known(locales: Locales) -> dict[str, str]:
    others = locales.known_elsewhere("new", Language("en"), FRENCH)
    return {item.entry.msgid: item.entry.msgstr for item in others}


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the catalogues that gettext parses from now on."""
    names: list[str] = []
    parse = pofile.parse

    def note(raw: bytes, path: Path) -> object:
        names.append(path.name)
        return parse(raw, path)

    monkeypatch.setattr(pofile, "parse", note)
    return names


def test_a_catalogue_is_parsed_once_for_each_content(root: Path, parsed: list[str]) -> None:
    for _ in range(2):
        locales, stored = opened(root)
        with closing(stored):
            assert known(locales) == {"One": "Un", "Two": "Deux"}
            assert locales.catalogue("a", FRENCH).translation("One") == "Un"
    assert sorted(parsed) == ["a.po", "b.po"]
    write(root, "b", "Two", "Zwei")
    locales, stored = opened(root)
    with closing(stored):
        assert known(locales) == {"One": "Un", "Two": "Zwei"}
    assert parsed[2:] == ["b.po"]


@pytest.mark.parametrize("is_usable", [True, False])
def test_a_catalogue_that_is_written_is_known_as_before(root: Path, *, is_usable: bool) -> None:
    if not is_usable:
        (root / "build").write_text("a file")
    locales, stored = opened(root)
    with closing(stored):
        others = locales.known_elsewhere("new", Language("en"), FRENCH)
        locales.keep_known("a", FRENCH)
        file = write(root, "a", "One", "Une")
        locales.replace(read_catalogue(file))
        assert [item.entry.msgstr for item in others.find((None, "One"))] == ["Un"]
        assert locales.catalogue("a", FRENCH).translation("One") == "Une"
    locales, stored = opened(root)
    with closing(stored):
        assert known(locales) == {"One": "Une", "Two": "Deux"}


def test_an_unreadable_catalogue_has_no_entries(root: Path, parsed: list[str]) -> None:
    write(root, "a", 'One"', "Un")
    locales, stored = opened(root)
    with closing(stored):
        assert known(locales) == known(locales) == {"Two": "Deux"}
    assert parsed.count("a.po") == 1
    write(root, "a", "One", "Un")
    locales, stored = opened(root)
    with closing(stored):
        assert known(locales) == {"One": "Un", "Two": "Deux"}


def test_the_index_follows_the_catalogues(root: Path) -> None:
    def check() -> None:
        paths = sorted((root / "locales/fr/LC_MESSAGES").glob("*.po"))
        locales, stored = opened(root)
        with closing(stored):
            expected = KnownCatalogues(locales.read_once).places(paths)
            assert list(stored.places(paths)) == expected
            expected_marks = [KnownCatalogues(locales.read_once).marks(path) for path in paths]
            assert [list(stored.marks(path)) for path in paths] == expected_marks

    check()
    check()
    write(root, "b", "Three", "Trois")
    check()
    write(root, "a", 'Broken"', "")
    check()
    write(root, "a", "Two", "Deux")
    check()
    write(root, "aa", "Two", "Deux")
    check()
    (root / "locales/fr/LC_MESSAGES/a.po").unlink()
    check()


def test_suggestions_are_no_finished_entries(root: Path) -> None:
    file = write(root, "a", "One", "Un")
    draft = '#, fuzzy\nmsgid "Two"\nmsgstr "Deux"\n\n'
    file.write_text(file.read_text().replace('msgid "One"', f'{draft}msgid "One"'))
    locales, stored = opened(root)
    with closing(stored):
        others = locales.known_elsewhere("b", Language("en"), FRENCH)
        places = {start + n for _, start, numbers in others.occurrences(WORDS) for n in numbers}
        assert list(others.keys_at(places).values()) == [(None, "One")]
        assert [item.entry.msgid for item in others.finished_at(places).values()] == ["One"]


def test_a_catalogue_that_could_not_be_read_once_is_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> list[str]:
        locales, stored = opened(root)
        with closing(stored):
            others = locales.known_elsewhere("b", Language("en"), FRENCH)
            return [item.entry.msgstr for item in others.find((None, "One"))]

    with monkeypatch.context() as patch:
        patch.setattr(pofile, "parse", refuse)
        assert found() == []
    assert found() == ["Un"]


def refuse(_raw: bytes, path: Path) -> NoReturn:
    raise PublisherError("took too long", file=path)


@pytest.mark.parametrize("is_changed", [False, True])
def test_a_catalogue_that_changed_after_its_digest_was_taken_is_noticed(
    root: Path, *, is_changed: bool
) -> None:
    path, config = root / "locales/fr/LC_MESSAGES/a.po", load_config(root)
    before = "another" if is_changed else file_digest(path)
    with closing(StoredCatalogues(config, Locales(config), lambda _: before)) as stored:
        assert stored.places([path])
        assert stored.is_mixed is is_changed


@pytest.mark.parametrize("part", ["hashes", "words", "keys", "parsed", "places"])
def test_rows_with_another_content_are_made_again(root: Path, part: str) -> None:
    def found() -> tuple[object, ...]:
        locales, stored = opened(root)
        with closing(stored):
            others = locales.known_elsewhere("new", Language("en"), FRENCH)
            places = {
                start + n for _, start, numbers in others.occurrences(WORDS) for n in numbers
            }
            exact = [item.entry.msgstr for item in others.find((None, "Two"))]
            index = locales.index(FRENCH)
            marks = list(index.marks([hash_of((None, "Two"))], index.paths[0]))
            return exact, marks, others.keys_at(places), known(locales)

    before = found()
    with closing(sqlite3.connect(root / "build" / "catalogues.sqlite")) as database, database:
        statement = "SELECT rowid, content FROM catalogue3 WHERE part = ? ORDER BY rowid"
        rows = database.execute(statement, (part.encode(),)).fetchall()
        contents = [content for _, content in reversed(rows)]
        if part == "places":
            contents = [content[:-8] + bytes(8) for content in contents]
        for (number, _), content in zip(rows, contents, strict=True):
            database.execute(
                "UPDATE catalogue3 SET content = ? WHERE rowid = ?", (content, number)
            )
    assert found() == before


def test_rows_of_former_contents_are_deleted(root: Path) -> None:
    for number in range(9):
        write(root, "a", "One", str(number))
        locales, stored = opened(root)
        with closing(stored):
            assert known(locales)["One"] == str(number)
    size = (root / "build" / "catalogues.sqlite").stat().st_size
    assert size < 100_000
