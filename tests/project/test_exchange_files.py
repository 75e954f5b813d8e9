"""Exchange: finished translations to TMX, and empty messages filled from a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from helpers import FRENCH, LAST_SENTENCE, translate_article, update_catalogues

from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.catalogues.catalogue import CREDITS
from publisher.catalogues.tmx import read_tmx
from publisher.language.locale import Language
from publisher.project.config import load_config
from publisher.project.exchange import export_memory, fill_from
from publisher.project.project import open_project

if TYPE_CHECKING:
    from pathlib import Path

    import polib
    from helpers import Project as Folder

    from publisher.project.exchange import Filled
    from publisher.project.sync import Written

TITLE = "A small victory"
QUOTATION = "« Cela nous a pris 12 ans. Nous n’avons jamais renoncé », a dit le maire."
TRANSLATION = f"""\
Une petite victoire

Le pont a été inauguré lundi.
{QUOTATION}

La suite

Le second pont est prévu pour 2027.
"""


def export(folder: Folder, *languages: str) -> list[Written]:
    return list(export_memory(open_project(load_config(folder.root), [], languages)))


def exported(folder: Folder, language: str) -> dict[str, str]:
    file = folder.built("tmx", f"{language}.tmx")
    units = read_tmx(file, Language("en"), Language(language))
    return {unit.source: unit.target for unit in units}


def entries(folder: Folder) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in pofile.load(folder.po("bridge", "fr"))}


def make_fuzzy(folder: Folder, source: str) -> None:
    po = pofile.load(folder.po("bridge", "fr"))
    next(entry for entry in po if entry.msgid == source).flags.append("fuzzy")
    pofile.save(po, folder.po("bridge", "fr"))


def test_a_memory_has_the_finished_translations_alone(small: Folder) -> None:
    small.configure(["fr", "hy"])
    update_catalogues(small)
    joined = {"“It took us 12 years. We never gave up,” the mayor said.": "^"}
    small.translate("bridge", "fr", (FRENCH | joined | {CREDITS: "Ann", LAST_SENTENCE: ""}).get)
    small.reword("fr", {"Contents": "Sommaire"})
    make_fuzzy(small, "What comes next")
    results = export(small)
    assert [(written.file, written.error) for written in results] == [
        (small.built("tmx", "fr.tmx"), None),
        (small.built("tmx", "hy.tmx"), None),
    ]
    kept = (TITLE, "The bridge was opened on Monday.")
    assert exported(small, "fr") == {source: FRENCH[source] for source in kept}
    assert exported(small, "hy") == {}
    assert [written.changed for written in export(small)] == [False, False]


def test_only_chosen_languages_are_exported(small: Folder) -> None:
    small.configure(["fr", "hy"])
    assert [written.file for written in export(small, "hy")] == [small.built("tmx", "hy.tmx")]


def test_unreadable_catalogues_and_articles_leave_the_others(small: Folder) -> None:
    small.configure(["fr", "hy"])
    small.seed("empty", "")
    small.seed("ferry", "The ferry\n\nIt was sold.\n")
    update_catalogues_of(small, "ferry", "bridge")
    small.translate("ferry", "fr", {"The ferry": "Le bac"}.get)
    small.po("bridge", "fr").write_text("damaged", encoding="utf-8")
    results = export(small)
    errors = [str(written.error) for written in results if written.error]
    assert ["bridge.po" in errors[0], "empty.txt" in errors[1], len(errors)] == [True, True, 2]
    assert exported(small, "fr") == {"The ferry": "Le bac"}
    assert small.built("tmx", "hy.tmx").is_file()


def update_catalogues_of(folder: Folder, *slugs: str) -> None:
    from publisher.project.sync import update  # noqa: PLC0415 - used here alone

    for written in update(open_project(load_config(folder.root), slugs)):
        assert written.error is None


def fill(folder: Folder, text: str, name: str = "pont.txt") -> Filled:
    file = folder.write(name, text)
    project = open_project(load_config(folder.root))
    filled = fill_from(project, "bridge", file, Language("fr"))
    # The project knows the file as it was written.
    raw = project.locales.file("bridge", Language("fr")).raw
    assert raw == folder.po("bridge", "fr").read_bytes()
    return filled


def test_a_new_catalogue_is_filled_from_a_translation(small: Folder) -> None:
    filled = fill(small, TRANSLATION)
    assert (filled.file, filled.messages) == (small.po("bridge", "fr"), 5)
    assert (filled.sure, filled.fuzzy) == (5, 0)
    found = entries(small)
    assert {source: found[source].msgstr for source in FRENCH} == FRENCH | {
        "“It took us 12 years. We never gave up,” the mayor said.": QUOTATION
    }
    assert found[CREDITS].msgstr == ""
    assert sum(entry.fuzzy for entry in found.values()) == filled.fuzzy
    for source in FRENCH:
        assert found[source].tcomment.startswith("aligned with pont.txt, ")
        assert found[source].tcomment.endswith("%")


def test_only_empty_messages_are_filled(small: Folder) -> None:
    update_catalogues(small)
    po = pofile.load(small.po("bridge", "fr"))
    for entry in po:
        entry.msgstr = {TITLE: "Le titre"}.get(entry.msgid, "")
        entry.tcomment = {LAST_SENTENCE: "ask the mayor"}.get(entry.msgid, "")
    pofile.save(po, small.po("bridge", "fr"))
    filled = fill(small, TRANSLATION)
    assert filled.sure + filled.fuzzy == 4
    found = entries(small)
    assert (found[TITLE].msgstr, found[TITLE].tcomment) == ("Le titre", "")
    first, second = found[LAST_SENTENCE].tcomment.split("\n")
    assert (first, second[:12]) == ("ask the mayor", "aligned with")
    assert fill(small, TRANSLATION).sure == 0


def test_glossary_terms_stay(small: Folder) -> None:
    small.write("locales/fr/glossary.csv", "source,target\nbridge,pont\n")
    update_catalogues(small)
    before = {source: entry.comment for source, entry in entries(small).items()}
    assert any("term: bridge = pont" in comment for comment in before.values())
    fill(small, TRANSLATION)
    assert {source: entry.comment for source, entry in entries(small).items()} == before


def test_a_translation_without_evidence_is_fuzzy(small: Folder) -> None:
    small.seed("bridge", "The cat\n\nNobody saw the old man again.\n")
    filled = fill(small, "Le chat\n\nPlus personne ne vit le vieil homme.\n")
    assert (filled.sure, filled.fuzzy) == (0, 2)
    assert all(entry.fuzzy for entry in entries(small).values() if entry.msgstr)


def test_a_translation_with_another_number_is_fuzzy(small: Folder) -> None:
    filled = fill(small, TRANSLATION.replace("2027", "2031"))
    assert (filled.sure, filled.fuzzy) == (4, 1)
    assert [entry.msgid for entry in entries(small).values() if entry.fuzzy] == [LAST_SENTENCE]


def test_an_unlikely_translation_is_not_filled_in(small: Folder) -> None:
    small.seed("bridge", "The cat\n\nGone.\n")
    filled = fill(small, f"Le chat\n\nEn 1789, {'une très longue phrase, ' * 30}finit.\n")
    assert (filled.sure, filled.fuzzy) == (0, 1)
    assert entries(small)["Gone."].msgstr == ""


@pytest.mark.parametrize(
    ("name", "problem"),
    [("pont.pdf", "pont.pdf"), ("missing.txt", "missing.txt"), ("empty.txt", "is empty")],
)
def test_an_unreadable_translation_is_refused_and_nothing_written(
    small: Folder, name: str, problem: str
) -> None:
    update_catalogues(small)
    before = small.po("bridge", "fr").read_bytes()
    for present in ("pont.pdf", "empty.txt"):
        small.write(present, "")
    project = open_project(load_config(small.root))
    with pytest.raises(PublisherError, match=problem):
        fill_from(project, "bridge", small.root / name, Language("fr"))
    assert small.po("bridge", "fr").read_bytes() == before


def test_obsolete_messages_are_not_filled(small: Folder) -> None:
    translate_article(small)
    small.seed("bridge", "Another title\n\nThe ferry was sold in 2027.\n")
    update_catalogues(small)
    before = {entry.msgid: entry.msgstr for entry in pofile.load(small.po("bridge", "fr"))}
    fill(small, "Un autre titre\n\nLe bac a été vendu en 2027.\n")
    for entry in pofile.load(small.po("bridge", "fr")):
        if entry.obsolete:
            assert entry.msgstr == before[entry.msgid]
            assert "aligned" not in entry.tcomment


def test_the_translation_of_another_language_is_read_in_its_own(
    small: Folder, tmp_path: Path
) -> None:
    small.configure(["zh"])
    file = tmp_path / "桥.txt"
    file.write_text("一个小小的胜利\n\n桥于周一开通。到2027年还有一座。\n", encoding="utf-8")
    small.seed("bridge", f"{TITLE}\n\nThe bridge was opened on Monday. Another comes in 2027.\n")
    project = open_project(load_config(small.root))
    fill_from(project, "bridge", file, Language("zh"))
    found = {entry.msgid: entry.msgstr for entry in pofile.load(small.po("bridge", "zh"))}
    assert found["The bridge was opened on Monday."] == "桥于周一开通。"
    assert found["Another comes in 2027."] == "到2027年还有一座。"
