"""Updates of several catalogues in one run: each is read once, and finds moved texts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from helpers import ROOT, update_catalogues

from publisher.catalogues import pofile
from publisher.catalogues.catalogue import CREDITS
from publisher.language.locale import Language
from publisher.project.config import load_config
from publisher.project.project import open_project
from publisher.project.sync import update

if TYPE_CHECKING:
    from pathlib import Path

    import polib
    from helpers import Project

    from publisher.catalogues.catalogue_file import CatalogueFile

FRENCH = Language("fr")
FIRST = "The ferry was sold to a museum in the north."
SECOND = "Nobody was hurt when the old bridge fell."
THIRD = "The mayor opened the harbour on Monday."


def write_articles(project: Project, **texts: str) -> None:
    for slug, text in texts.items():
        project.write(f"seeds/{slug}.md", f"# Article {slug}\n\n{text}\n")


def remark_on(project: Project, slug: str, source: str) -> str:
    """Return the remark on the origin of a translation."""
    entries = [entry for entry in pofile.load(project.po(slug, "fr")) if not entry.obsolete]
    (comment,) = [entry.comment for entry in entries if entry.msgid == source]
    return str(comment).removeprefix("paragraph\n")


@pytest.fixture
def articles(project: Project) -> Project:
    """Return a project whose texts moved between its three articles after translation."""
    (project.root / "seeds" / "bridge.txt").unlink()
    write_articles(project, a=FIRST, b=SECOND, c=THIRD)
    update_catalogues(project)
    for slug in "abc":
        project.translate(slug, "fr", lambda text: "" if text == CREDITS else f"« {text} »")
    write_articles(
        project, a=SECOND, b=f"{FIRST}\n\n{THIRD}", c=f"{FIRST}\n\n{SECOND}", d=f"{THIRD}"
    )
    return project


def french_files(project: Project) -> dict[Path, bytes]:
    """Return the project's catalogues and the package's, by path."""
    words = ROOT / "locales" / "fr" / "LC_MESSAGES" / "publisher.po"
    files = (*project.root.rglob("locales/fr/**/*.po"), words)
    return {path: path.read_bytes() for path in files}


class Counts:
    """Reads and parses of catalogues, by path and content."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reads: Counter[Path] = Counter()
        self.parses: Counter[tuple[Path, bytes]] = Counter()
        read, parse = pofile.read, pofile.parse

        def count_read(path: Path) -> bytes:
            self.reads[path] += 1
            return read(path)

        def count_parse(raw: bytes, path: Path) -> polib.POFile:
            self.parses[path, raw] += 1
            return parse(raw, path)

        monkeypatch.setattr(pofile, "read", count_read)
        monkeypatch.setattr(pofile, "parse", count_parse)


# The memory has each catalogue as it was before the run, whichever is updated first.
def test_a_moved_text_is_found_in_its_old_place(articles: Project) -> None:
    update_catalogues(articles)
    assert remark_on(articles, "a", SECOND) == "from b, 100%"
    assert remark_on(articles, "b", FIRST) == "from a, 100%"
    assert remark_on(articles, "b", THIRD) == "from c, 100%"
    assert remark_on(articles, "c", FIRST) == "from a, 100%"
    assert remark_on(articles, "c", SECOND) == "from b, 100%"
    assert remark_on(articles, "d", THIRD) == "from c, 100%"


def test_each_catalogue_is_read_and_parsed_once(
    articles: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = french_files(articles)
    counts = Counts(monkeypatch)
    update_catalogues(articles)
    assert counts.reads == Counter(old.keys())
    assert counts.parses == Counter(old.items())


def test_a_preview_reads_and_parses_each_catalogue_once(
    articles: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = french_files(articles)
    counts = Counts(monkeypatch)
    reports = list(update(open_project(load_config(articles.root)), write=False))
    assert [written.error for written in reports if written.error] == []
    assert counts.reads == Counter(old.keys())
    assert counts.parses == Counter(old.items())
    assert french_files(articles) == old


def test_a_project_has_its_catalogues_as_updated(articles: Project) -> None:
    project = open_project(load_config(articles.root))
    assert project.locales.catalogue("b", FRENCH).translation(FIRST) is None
    for written in update(project):
        assert written.error is None
    for slug in "abcd":
        path = articles.po(slug, "fr")
        assert project.locales.file(slug, FRENCH).raw == path.read_bytes()
    assert project.locales.catalogue("b", FRENCH).translation(FIRST) == f"« {FIRST} »"


def test_a_link_to_a_missing_catalogue_is_followed(articles: Project) -> None:
    link, real = articles.po("b", "fr"), articles.root / "locales" / "b.po"
    link.rename(real)
    link.symlink_to(real)
    before = real.read_bytes()
    real.unlink()
    update_catalogues(articles)
    assert link.is_symlink()
    assert real.read_bytes() != before


@pytest.mark.parametrize("half", [b'msgid "', b""])
def test_a_save_is_read_again_beside_a_bad_glossary(
    project: Project, half: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("locales/fr/glossary.csv", "victory,victoire\n")
    update_catalogues(project)
    file = project.po("bridge", "fr")
    whole = file.read_bytes()
    assert b"term: victory = victoire" in whole
    project.write("locales/fr/glossary.csv", '"victory,victoire\n')
    file.write_bytes(half)
    opened = open_project(load_config(project.root))
    read = opened.locales.file_for_update

    def read_half(domain: str, language: Language) -> CatalogueFile:
        found = read(domain, language)
        if found.path == file:
            file.write_bytes(whole)
        return found

    monkeypatch.setattr(opened.locales, "file_for_update", read_half)
    errors = [str(written.error) for written in update(opened) if written.error]
    assert ["glossary.csv" in error for error in errors] == [True]
    assert file.read_bytes() == whole
