"""Three-way merge of catalogues."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from publisher.catalogues import pofile
from publisher.catalogues.catalogue import Message
from publisher.catalogues.catalogue_file import read_catalogue
from publisher.catalogues.language_pair import LanguagePair
from publisher.catalogues.merge_driver import merge_files
from publisher.catalogues.update import update_catalogue
from publisher.language.locale import Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import polib
    from helpers import Project

LANGUAGES = LanguagePair(Language("en"), Language("hy"))


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Path, Path, Path]:
    base, ours, theirs = (tmp_path / f"{name}.po" for name in ("base", "ours", "theirs"))
    update_catalogue(
        read_catalogue(base), "a", LANGUAGES, [Message("One."), Message("Two."), Message("Three.")]
    )
    for side in (ours, theirs):
        side.write_bytes(base.read_bytes())
    return base, ours, theirs


def edit(file: Path, change: Callable[[dict[str, polib.POEntry], polib.POFile], None]) -> None:
    po = pofile.load(file)
    change({entry.msgid: entry for entry in po}, po)
    pofile.save(po, file)


def translate(file: Path, **words: str) -> None:
    def change(entries: dict[str, polib.POEntry], _: polib.POFile) -> None:
        for name, translation in words.items():
            entries[f"{name}."].msgstr = translation

    edit(file, change)


def test_changes_of_one_side_are_taken(sides: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = sides
    translate(ours, One="Մեկ։")
    translate(theirs, Two="Երկու։")
    assert merge_files(base, ours, theirs) == 0
    assert [entry.msgstr for entry in pofile.load(ours)] == ["Մեկ։", "Երկու։", ""]


def test_a_conflict_is_fuzzy_and_keeps_both_translations(sides: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = sides
    translate(ours, One="Մեկ։", Two="Նույնը։")
    translate(theirs, One="Առաջին։", Two="Նույնը։")
    assert merge_files(base, ours, theirs) == 1
    one, two, _ = pofile.load(ours)
    assert (one.msgstr, one.fuzzy) == ("Մեկ։", True)
    assert one.tcomment == "the other branch has: Առաջին։"
    assert (two.msgstr, two.fuzzy) == ("Նույնը։", False)


def test_messages_of_one_side_keep_their_place(sides: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = sides
    translate(ours, Three="Երեք։")
    sources = ["One.", "New here.", "Two."]
    update_catalogue(
        read_catalogue(theirs), "a", LANGUAGES, [Message(source) for source in sources]
    )
    assert merge_files(base, ours, theirs) == 0
    po = pofile.load(ours)
    assert [entry.msgid for entry in po if not entry.obsolete] == ["One.", "New here.", "Two."]
    assert [entry.msgstr for entry in po if entry.obsolete] == ["Երեք։"]


def test_the_later_date_and_the_changed_fields_are_taken(sides: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = sides
    for side, date in ((ours, "2023-11-20 10:00+0400"), (theirs, "2023-11-21 09:00+0400")):
        edit(side, lambda _, po, date=date: po.metadata.update({"PO-Revision-Date": date}))  # type: ignore[misc]
    edit(theirs, lambda _, po: po.metadata.update({"Last-Translator": "Anahit"}))
    merge_files(base, ours, theirs)
    metadata = pofile.load(ours).metadata
    assert metadata["PO-Revision-Date"] == "2023-11-21 09:00+0400"
    assert metadata["Last-Translator"] == "Anahit"


def git(project: Project, *arguments: str) -> str:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(
        ("git", *who, *arguments), cwd=project.root, check=True, capture_output=True, text=True
    ).stdout


def test_git_merges_the_branches_of_two_translators(project: Project) -> None:
    project.write(".gitattributes", "*.po merge=gettext\n")
    project.succeed("update")
    git(project, "init", "-q", "-b", "main")
    project.succeed("merge-driver")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "base")
    for branch, words in (("one", "Une petite victoire"), ("two", "Une mince victoire")):
        git(project, "checkout", "-q", "-b", branch, "main")
        project.translate("bridge", "fr", {"A small victory": words, branch: branch}.get)
        git(project, "commit", "-qam", branch)
    git(project, "merge", "-q", "one")
    content = project.po("bridge", "fr").read_text(encoding="utf-8")
    assert "<<<<<<<" not in content
    assert "# the other branch has: Une petite victoire" in content
    assert '#, fuzzy\nmsgid "A small victory"\nmsgstr "Une mince victoire"' in content


@pytest.mark.parametrize("swapped", [False, True])
def test_comments_and_plurals_of_one_side_are_kept(tmp_path: Path, swapped: bool) -> None:
    base, ours, theirs = (tmp_path / f"{name}.po" for name in ("base", "ours", "theirs"))
    update_catalogue(read_catalogue(base), "a", LANGUAGES, [Message("One.")])
    plural = '\nmsgid "S"\nmsgid_plural "Ss"\nmsgstr[0] "X"\n'
    noted = base.read_text(encoding="utf-8").replace("#. \nmsgid", "# note\nmsgid")
    noted = noted.replace('msgid "One."', '# note\nmsgid "One."') + plural
    ours.write_bytes(base.read_bytes())
    theirs.write_text(noted, encoding="utf-8")
    left, right = (theirs, ours) if swapped else (ours, theirs)
    merge_files(base, left, right)
    content = left.read_text(encoding="utf-8")
    assert "# note" in content
    assert 'msgstr[0] "X"' in content


def test_comments_at_the_head_of_both_sides_are_kept(sides: tuple[Path, Path, Path]) -> None:
    def note(file: Path, words: str) -> None:
        edit(file, lambda _, po: setattr(po, "header", f"{po.header}\n{words}"))

    base, ours, theirs = sides
    note(ours, "Done by Ani.")
    note(theirs, "Seen by Aram.")
    merge_files(base, ours, theirs)
    assert pofile.load(ours).header.split("\n")[1:] == ["Done by Ani.", "Seen by Aram."]


@pytest.mark.parametrize("swapped", [False, True])
def test_a_comment_on_a_message_that_the_other_side_removed_is_kept(
    sides: tuple[Path, Path, Path], *, swapped: bool
) -> None:
    base, ours, theirs = sides
    edit(ours, lambda entries, _: setattr(entries["Two."], "tcomment", "ask the mayor"))
    update_catalogue(read_catalogue(theirs), "a", LANGUAGES, [Message("One."), Message("Three.")])
    left, right = (theirs, ours) if swapped else (ours, theirs)
    merge_files(base, left, right)
    assert "on “Two.”: ask the mayor" in left.read_text(encoding="utf-8")
