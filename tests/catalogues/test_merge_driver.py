"""The merge driver: files, and merges by git."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from helpers import ROOT

from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.catalogues.catalogue import Message
from publisher.catalogues.catalogue_file import read_catalogue
from publisher.catalogues.language_pair import LanguagePair
from publisher.catalogues.merge_driver import install_merge_driver, merge_files
from publisher.catalogues.update import CatalogueUpdate
from publisher.language.locale import Language

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
# Every character that a shell, git or its configuration could take for its own.
HOSTILE = 'it\'s $HOME "%A" `x`;#\\\nline'
TASKS = "from publisher.cli.namespace import ns\n"
NAME = "locales/hy/LC_MESSAGES/l'article $1.po"

if TYPE_CHECKING:
    from collections.abc import Callable

    import polib

ATTRIBUTES = ROOT / ".gitattributes"
LANGUAGES = LanguagePair(Language("en"), Language("hy"))


@pytest.fixture
def sides(tmp_path: Path) -> tuple[Path, Path, Path]:
    base, ours, theirs = (tmp_path / f"{name}.po" for name in ("base", "ours", "theirs"))
    CatalogueUpdate(
        read_catalogue(base), "a", LANGUAGES, [Message("One."), Message("Two."), Message("Three.")]
    ).apply()
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
    CatalogueUpdate(
        read_catalogue(theirs), "a", LANGUAGES, [Message(source) for source in sources]
    ).apply()
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


@pytest.mark.parametrize("swapped", [False, True])
def test_comments_and_plurals_of_one_side_are_kept(tmp_path: Path, swapped: bool) -> None:
    base, ours, theirs = (tmp_path / f"{name}.po" for name in ("base", "ours", "theirs"))
    CatalogueUpdate(read_catalogue(base), "a", LANGUAGES, [Message("One.")]).apply()
    plural = '\nmsgid "S"\nmsgid_plural "Ss"\nmsgstr[0] "X"\nmsgstr[1] "Y"\n'
    noted = base.read_text(encoding="utf-8").replace("#. \nmsgid", "# note\nmsgid")
    noted = noted.replace('msgid "One."', '# note\nmsgid "One."') + plural
    ours.write_bytes(base.read_bytes())
    theirs.write_text(noted, encoding="utf-8")
    left, right = (theirs, ours) if swapped else (ours, theirs)
    merge_files(base, left, right)
    content = left.read_text(encoding="utf-8")
    assert "# note" in content
    assert 'msgstr[0] "X"\nmsgstr[1] "Y"' in content


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
    CatalogueUpdate(
        read_catalogue(theirs), "a", LANGUAGES, [Message("One."), Message("Three.")]
    ).apply()
    left, right = (theirs, ours) if swapped else (ours, theirs)
    merge_files(base, left, right)
    assert "on “Two.”: ask the mayor" in left.read_text(encoding="utf-8")


def test_empty_base_is_an_empty_catalogue(sides: tuple[Path, Path, Path]) -> None:
    base, ours, theirs = sides
    base.write_bytes(b"")
    translate(ours, One="Մեկ։", Two="Երկու։")
    translate(theirs, Two="Երկրորդ։", Three="Երեք։")
    assert merge_files(base, ours, theirs) == 1
    assert [(entry.msgstr, entry.fuzzy) for entry in pofile.load(ours)] == [
        ("Մեկ։", False),
        ("Երկու։", True),
        ("Երեք։", False),
    ]


@pytest.mark.parametrize("damage", [b'msgid "', b"\xff", b"\0", b'msgid "One."\nmsgstr ""\n'])
@pytest.mark.parametrize("swapped", [False, True])
def test_broken_side_is_a_conflict_with_marks(
    sides: tuple[Path, Path, Path], damage: bytes, *, swapped: bool
) -> None:
    base, ours, theirs = sides
    translate(ours, One="Մեկ։")
    theirs.write_bytes(theirs.read_bytes() + damage)
    left, right = (theirs, ours) if swapped else (ours, theirs)
    with pytest.raises(PublisherError, match=r"a\.po"):
        merge_files(base, left, right, name=Path("a.po"))
    content = left.read_bytes()
    assert "Մեկ։".encode() in content
    assert damage in content
    for mark in (b"<<<<<<< ours\n", b"=======\n", b">>>>>>> theirs\n"):
        assert mark in content


def test_only_what_both_sides_changed_is_between_the_marks(
    sides: tuple[Path, Path, Path],
) -> None:
    base, ours, theirs = sides
    translate(ours, One="Մեկ։")
    translate(theirs, One="Ա։", Three="Երեք։")
    theirs.write_bytes(theirs.read_bytes() + b'msgid "')
    with pytest.raises(PublisherError):
        merge_files(base, ours, theirs)
    content = ours.read_text(encoding="utf-8")
    before, _, after = content.partition("<<<<<<< ours\n")
    conflict, _, after = after.partition(">>>>>>> theirs\n")
    assert all(text in conflict for text in ("Մեկ։", "Ա։"))
    assert "Երեք։" in after
    assert "Three" not in conflict + before


class Repository:
    """A project with the merge driver in a path that needs quotes everywhere."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()
        self.git("init", "-q", "-b", "main")
        self.commit({"tasks.py": TASKS, ".gitattributes": ATTRIBUTES.read_text()})
        command = (sys.executable, "-m", "invoke", "merge-driver")
        subprocess.run(command, cwd=root, check=True, capture_output=True)

    def git(self, *arguments: str, status: int = 0) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        command = ("git", *who, *arguments)
        result = subprocess.run(
            command, cwd=self.root, check=False, capture_output=True, text=True
        )
        assert result.returncode == status, result.stdout + result.stderr
        return result.stdout + result.stderr

    def commit(self, files: dict[str, str | None], branch: str = "main") -> None:
        """Commit files to a branch, which is made at main if it is new; None deletes one."""
        if branch != "main":
            self.git("checkout", "-q", "-B", branch, "main")
        for name, content in files.items():
            file = self.root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                file.unlink()
            else:
                file.write_text(content, encoding="utf-8")
        self.git("add", "-A")
        self.git("commit", "-qm", branch)

    def words(self, name: str = NAME) -> dict[str, str]:
        entries = pofile.load(self.root / name)
        return {f"{e.msgid}{' (fuzzy)' * e.fuzzy}": e.msgstr for e in entries}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / HOSTILE)


def po(**words: str) -> str:
    lines = (f'\nmsgid "{key}"\nmsgstr "{words[key]}"\n' for key in words)
    return HEADER + "".join(lines)


@pytest.mark.parametrize("command", ["merge", "rebase", "cherry-pick"])
def test_git_merges_messages(repository: Repository, command: str) -> None:
    repository.commit({NAME: po(One="", Two="", Three="")})
    repository.commit({NAME: po(One="a", Two="b", Three="")}, "first")
    repository.commit({NAME: po(One="", Two="c", Three="d")}, "second")
    output = repository.git(command, "first")
    assert f"{NAME}: 1 message changed on both sides" in output
    ours, other = ("b", "c") if command == "rebase" else ("c", "b")
    assert repository.words() == {"One": "a", "Two (fuzzy)": ours, "Three": "d"}
    assert f"# the other branch has: {other}" in (repository.root / NAME).read_text()
    assert repository.git("status", "--porcelain") == ""


def test_git_merges_files_that_both_branches_added(repository: Repository) -> None:
    repository.commit({NAME: po(One="a", Two="b")}, "first")
    repository.commit({NAME: po(One="a", Two="c", Three="d")}, "second")
    repository.git("merge", "first")
    assert repository.words() == {"One": "a", "Two (fuzzy)": "c", "Three": "d"}


def test_git_merges_a_renamed_catalogue_and_templates(repository: Repository) -> None:
    untranslated = {f"Sentence {number}": "" for number in range(20)}
    pot = "locales/a.pot"
    repository.commit({NAME: po(**untranslated), pot: po(One="", Two="")})
    renamed = {NAME: None, "locales/b.po": po(**untranslated | {"Sentence 1": "a"})}
    repository.commit({**renamed, pot: po(One="", New="", Two="")}, "first")
    translated = po(**untranslated | {"Sentence 0": "b"})
    repository.commit({NAME: translated, pot: po(One="", Other="", Two="")}, "second")
    repository.git("merge", "first")
    merged = repository.words("locales/b.po")
    assert (merged["Sentence 0"], merged["Sentence 1"]) == ("b", "a")
    assert list(repository.words(pot)) == ["One", "New", "Other", "Two"]


def test_git_reports_a_deleted_and_a_broken_catalogue(repository: Repository) -> None:
    broken = "locales/hy/LC_MESSAGES/broken.po"
    repository.commit({NAME: po(One=""), broken: po(One="")})
    repository.commit({NAME: None, broken: po(One="a") + 'msgid "'}, "first")
    repository.commit({NAME: po(One="b"), broken: po(One="b")}, "second")
    output = repository.git("merge", "first", status=1)
    assert f"error: {broken}:" in output
    assert f"CONFLICT (content): Merge conflict in {broken}" in output
    assert "CONFLICT (modify/delete)" in output
    content = (repository.root / broken).read_text(encoding="utf-8")
    assert all(text in content for text in ("<<<<<<< ours", 'msgstr "a"', 'msgstr "b"'))
    unmerged = repository.git("diff", "--name-only", "--diff-filter=U")
    assert broken in unmerged


def test_drivers_of_earlier_versions_go_on_working(repository: Repository) -> None:
    key = "merge.gettext.driver"
    driver = repository.git("config", key).strip()
    assert " -m publisher --project " in driver
    driver = driver.replace(" -P -m publisher --project ", " -m invoke --search-root ")
    repository.git("config", key, driver)
    repository.commit({NAME: po(One="", Two="")})
    repository.commit({NAME: po(One="a", Two="")}, "first")
    repository.commit({NAME: po(One="", Two="b")}, "second")
    repository.git("merge", "first")
    assert repository.words() == {"One": "a", "Two": "b"}


def test_git_merges_whatever_the_configuration_says(repository: Repository) -> None:
    repository.commit({NAME: po(One="", Two=""), "publisher.toml": "languages = ["})
    repository.commit({NAME: po(One="a", Two=""), "publisher.toml": None}, "first")
    repository.commit({NAME: po(One="", Two="b"), "pyproject.toml": "[tool.publisher]"}, "second")
    repository.git("merge", "first")
    assert repository.words() == {"One": "a", "Two": "b"}


def test_git_merges_lines_if_the_driver_cannot_start(repository: Repository) -> None:
    repository.commit({NAME: po(One="", Two="", Three="", Four="")})
    repository.commit({NAME: po(One="a", Two="", Three="", Four="")}, "first")
    repository.commit({NAME: po(One="b", Two="", Three="", Four="c")}, "second")
    key = "merge.gettext.driver"
    driver = repository.git("config", key).strip()
    repository.git("config", key, driver.replace(sys.executable, "/no/python", 1))
    repository.git("merge", "first", status=1)
    content = (repository.root / NAME).read_text(encoding="utf-8")
    assert all(text in content for text in ("<<<<<<<", 'msgstr "a"', 'msgstr "b"', ">>>>>>>"))


def test_obsolete_entries_with_one_source_are_sorted_by_context(
    sides: tuple[Path, Path, Path],
) -> None:
    base, ours, theirs = sides
    obsolete = '\n#~ msgctxt "{0}"\n#~ msgid "May"\n#~ msgstr "{0}"\n'
    for side, contexts in ((ours, "bd"), (theirs, "ac")):
        with side.open("a") as file:
            file.writelines(map(obsolete.format, contexts))
    merge_files(base, ours, theirs, name=Path("a.po"))
    assert re.findall('#~ msgctxt "(.)"', ours.read_text()) == ["a", "b", "c", "d"]


def test_merge_driver_needs_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublisherError, match="git is not installed"):
        install_merge_driver(tmp_path, ["invoke", "merge-catalogues"])


def test_merge_driver_needs_a_repository(tmp_path: Path) -> None:
    with pytest.raises(PublisherError, match="no git repository; make one first"):
        install_merge_driver(tmp_path, ["invoke", "merge-catalogues"])


def test_merge_driver_repeats_why_git_refuses(repository: Repository) -> None:
    (repository.root / ".git" / "config.lock").touch()
    with pytest.raises(PublisherError, match=r"git: .*could not lock config file"):
        install_merge_driver(repository.root, ["invoke", "merge-catalogues"])


@pytest.mark.parametrize("count", [126, 127, 300])
def test_any_number_of_conflicts_of_a_broken_side_have_marks(
    sides: tuple[Path, Path, Path], count: int
) -> None:
    base, ours, theirs = sides
    for side, text in ((base, "old"), (ours, "ours"), (theirs, "theirs")):
        same = "".join(f"# the same, {{0}}.{line}\n" for line in range(5))
        lines = [f"# {text} {{0}}\n{same}".format(number) for number in range(count)]
        side.write_text("".join(lines) + 'msgid "')
    with pytest.raises(PublisherError, match=r"a\.po"):
        merge_files(base, ours, theirs, name=Path("a.po"))
    assert ours.read_text().count("<<<<<<< ours\n") == count
