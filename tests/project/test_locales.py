"""Files under locales/: what each catalogue may take from the others."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from helpers import update_catalogues

from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.catalogues.language_pair import LanguagePair
from publisher.catalogues.word_index import hash_of_word
from publisher.language.locale import Language
from publisher.project.config import load_config
from publisher.project.known_catalogues import hash_of
from publisher.project.locales import Locales

if TYPE_CHECKING:
    from helpers import Project

ENGLISH, FRENCH = Language("en"), Language("fr")
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def write(project: Project, domain: str, *messages: str) -> None:
    project.write(f"locales/fr/LC_MESSAGES/{domain}.po", HEADER + "\n".join(messages))


def message(source: str, translation: str, *, before: str = "", prefix: str = "") -> str:
    lines = f'msgid "{source}"\nmsgstr "{translation}"\n'.splitlines()
    return before + "".join(f"{prefix}{line}\n" for line in lines)


def locales(project: Project) -> Locales:
    return Locales(load_config(project.root))


def known(project: Project, domain: str) -> list[tuple[str, str]]:
    found = locales(project).known_elsewhere(domain, ENGLISH, FRENCH)
    return [(item.entry.msgid, item.domain) for item in found]


@pytest.fixture
def filled(small: Project) -> Project:
    """Return a project with catalogues of articles that exist, are gone or are in a folder."""
    write(small, "bridge", message("One", "Un"), message("Old", "Vieux", prefix="#~ "))
    write(small, "gone", message("Two", "Deux"))
    write(small, "news/ferry", message("Three", "Trois"))
    write(small, "publisher", message("Page", "Page"))
    return small


def test_a_memory_has_the_other_articles_also_those_that_are_gone(filled: Project) -> None:
    assert known(filled, "gone") == [("One", "bridge"), ("Old", "bridge"), ("Three", "news/ferry")]
    assert known(filled, "bridge") == [("Two", "gone"), ("Three", "news/ferry")]
    assert known(filled, "news/ferry") == [("One", "bridge"), ("Old", "bridge"), ("Two", "gone")]
    assert known(filled, "new") == [
        *(("One", "bridge"), ("Old", "bridge")),
        *(("Two", "gone"), ("Three", "news/ferry")),
    ]


def test_an_unreadable_catalogue_is_left_out_of_the_memory(filled: Project) -> None:
    filled.po("bridge", "fr").write_text("damaged", encoding="utf-8")
    assert known(filled, "gone") == [("Three", "news/ferry")]


def test_a_tmx_file_is_part_of_the_memory(small: Project) -> None:
    unit = "<tu>{}</tu>".format(
        "".join(
            f'<tuv xml:lang="{language}"><seg>{text}</seg></tuv>'
            for language, text in (("en", "One"), ("fr", "Un"))
        )
    )
    small.write("locales/fr/old.tmx", f'<tmx version="1.4"><body>{unit}</body></tmx>')
    assert known(small, "bridge") == [("One", "old.tmx")]
    write(small, "ferry", message("Two", "Deux"))
    found = locales(small).known_elsewhere("bridge", ENGLISH, FRENCH)
    assert [(item.domain, item.is_memory) for item in found] == [
        ("ferry", False),
        ("old.tmx", True),
    ]


def test_files_that_cannot_be_read_are_left_out_and_reported_once(small: Project) -> None:
    unit = '<tuv xml:lang="en"><seg>One</seg></tuv><tuv xml:lang="fr"><seg>Un</seg></tuv>'
    small.write("locales/fr/b.tmx", f'<tmx version="1.4"><body><tu>{unit}</tu></body></tmx>')
    for name in ("a.tmx", "c.tmx"):
        small.write(f"locales/fr/{name}", "<tmx>")
    small.write("locales/fr/glossary.csv", "bridge,pont\n")
    small.write("locales/fr/glossary.po", "damaged")
    files = locales(small)
    loaded = files.glossary(ENGLISH, FRENCH)
    assert [item.domain for item in files.known_elsewhere("x", ENGLISH, FRENCH)] == ["b.tmx"]
    assert loaded.glossary is not None
    pairs = [LanguagePair(source, FRENCH) for source in (ENGLISH, ENGLISH, Language("hy"))]
    names = [error.file.name for error in files.left_out(pairs) if error.file]
    assert names == ["glossary.po", "a.tmx", "c.tmx"]


@pytest.mark.parametrize(("tag", "fuzzy"), [("fr", False), ("fr-FR", False), ("fr-CA", True)])
def test_a_memory_for_another_region_is_fuzzy(small: Project, tag: str, *, fuzzy: bool) -> None:
    unit = f'<tuv xml:lang="en"><seg>One</seg></tuv><tuv xml:lang="{tag}"><seg>Un</seg></tuv>'
    small.write("locales/fr/old.tmx", f'<tmx version="1.4"><body><tu>{unit}</tu></body></tmx>')
    (found,) = locales(small).known_elsewhere("bridge", ENGLISH, FRENCH)
    assert (found.entry.msgstr, found.entry.fuzzy) == ("Un", fuzzy)


def test_translations_of_other_articles_are_finished_and_without_context(small: Project) -> None:
    write(
        small,
        "bridge",
        message("One", "Un"),
        message("Two", "Deux", before="#, fuzzy\n"),
        message("Three", "Trois", before='msgctxt "menu"\n'),
        message("Four", "Quatre", prefix="#~ "),
    )
    write(small, "ferry", message("One", "Un seul"), message("Five", "Cinq"))
    write(small, "publisher", message("Page", "Page"))
    files = locales(small)

    def found(domain: str) -> dict[str, tuple[str, str] | None]:
        others = files.known_elsewhere(domain, ENGLISH, FRENCH)
        sources = ("One", "Two", "Three", "Four", "Five", "Page")
        return {source: others.translation(source) for source in sources}

    none = dict.fromkeys(("Two", "Three", "Four", "Page"))
    assert found("new") == {**none, "One": ("Un", "bridge"), "Five": ("Cinq", "ferry")}
    assert found("bridge") == {**none, "One": ("Un seul", "ferry"), "Five": ("Cinq", "ferry")}
    assert found("ferry") == {**none, "One": ("Un", "bridge"), "Five": None}


def test_a_missing_catalogue_is_empty_and_a_broken_link_to_one_an_error(small: Project) -> None:
    assert locales(small).file("bridge", FRENCH).raw is None
    assert locales(small).catalogue("bridge", FRENCH).translation("One") is None
    link = small.po("bridge", "fr")
    link.parent.mkdir(parents=True)
    link.symlink_to(link.with_name("nowhere.po"))
    with pytest.raises(PublisherError, match=r"(?i)no such file"):
        locales(small).file("bridge", FRENCH)
    assert locales(small).file_for_update("bridge", FRENCH).raw is None


def test_a_catalogue_outside_of_the_project_is_refused(small: Project) -> None:
    outside = small.root.parent / "secret.po"
    outside.write_text(HEADER, encoding="utf-8")
    link = small.po("bridge", "fr")
    link.parent.mkdir(parents=True)
    link.symlink_to(outside)
    with pytest.raises(PublisherError, match="leads out of the project"):
        locales(small).file("bridge", FRENCH)
    assert known(small, "ferry") == []


def test_a_catalogue_that_was_written_takes_the_place_of_the_old_one(small: Project) -> None:
    update_catalogues(small)
    files = locales(small)
    assert files.catalogue("bridge", FRENCH).translation("A small victory") is None
    small.translate("bridge", "fr", {"A small victory": "Une petite victoire"}.get)
    assert files.catalogue("bridge", FRENCH).translation("A small victory") is None
    changed = locales(small).file("bridge", FRENCH)
    files.replace(changed)
    assert files.file("bridge", FRENCH) is changed
    assert (
        files.catalogue("bridge", FRENCH).translation("A small victory") == "Une petite victoire"
    )
    assert pofile.load(changed.path)[0].msgstr == "Une petite victoire"


def test_a_glossary_is_read_for_its_languages(small: Project) -> None:
    assert locales(small).glossary(ENGLISH, FRENCH).glossary is None
    small.write("locales/fr/glossary.csv", "bridge,pont\n")
    files = locales(small)
    loaded = files.glossary(ENGLISH, FRENCH)
    assert loaded.glossary is not None
    assert files.glossary(ENGLISH, FRENCH) is loaded
    assert files.glossary(ENGLISH, Language("hy")).glossary is None


@pytest.mark.parametrize("half", [0, 1, -4])
def test_a_catalogue_that_is_being_saved_is_read_again(filled: Project, half: int) -> None:
    file = filled.po("bridge", "fr")
    whole = file.read_bytes()
    read = locales(filled)
    with file.open("wb", buffering=0) as stream:
        stream.write(whole[:half])

        def finish() -> None:
            stream.write(whole[half:])
            stream.close()

        rest = threading.Timer(0.3, finish)
        rest.start()
        assert read.catalogue("bridge", FRENCH).translation("One") == "Un"
    rest.join()
    assert read.file("bridge", FRENCH).raw == whole


def test_a_broken_catalogue_is_refused(filled: Project) -> None:
    file = filled.po("bridge", "fr")
    file.write_bytes(file.read_bytes()[:-4])
    with pytest.raises(PublisherError, match=r"bridge\.po:"):
        locales(filled).catalogue("bridge", FRENCH)


def test_finished_entries_are_found_by_their_words(filled: Project) -> None:
    write(filled, "draft", message("Four", "Quatre", before="#, fuzzy\n"), message("Five", "Cinq"))
    unit = '<tuv xml:lang="en"><seg>Six</seg></tuv><tuv xml:lang="fr"><seg>Six</seg></tuv>'
    filled.write("locales/fr/old.tmx", f'<tmx version="1.4"><body><tu>{unit}</tu></body></tmx>')
    others = locales(filled).known_elsewhere("gone", ENGLISH, FRENCH)
    texts = ["Four", "One", "Old", "Five", "Three", "Six"]
    found = others.occurrences(set(map(hash_of_word, map(str.lower, texts))))
    places = sorted(start + number for _, start, numbers in found for number in numbers)
    keys, entries = others.keys_at(places), others.finished_at(places)
    assert [keys[place] for place in places] == [(None, text) for text in texts[1:]]
    assert [entries[place].entry.msgid for place in places] == texts[1:]
    assert [entries[place].domain for place in places[3:]] == ["news/ferry", "old.tmx"]


def test_texts_of_one_catalogue_alone_are_not_elsewhere(filled: Project) -> None:
    write(filled, "gone", message("One", "Une"), message("Two", "Deux"))
    config = load_config(filled.root)

    def marks(own: str) -> dict[str, list[bytes]]:
        index, path = locales(filled).index(FRENCH), config.catalogue(own, FRENCH)
        texts = ("One", "Old", "Two", "Three")
        found = {text: list(index.marks([hash_of((None, text))], path)) for text in texts}
        return {text: each for text, each in found.items() if each}

    assert list(marks("bridge")) == ["One", "Two", "Three"]
    assert list(marks("gone")) == ["One", "Old", "Three"]
    before = marks("new")
    assert list(before) == ["One", "Old", "Two", "Three"]
    write(filled, "gone", message("One", "Une"), message("Two", "Zwei"))
    changed = {text for text, each in marks("new").items() if each != before[text]}
    assert changed == {"Two"}
    assert len(before["One"]) == 2
