"""Incremental tasks: after any edits, their results are those of a run without records."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from helpers import Project
from hypothesis import given, settings
from hypothesis import strategies as st
from polib import POEntry

from publisher.build.check import check
from publisher.build.chosen import Chosen
from publisher.build.status import status
from publisher.build.update import update
from publisher.catalogues import pofile
from publisher.project import sync
from publisher.project.check_editions import check_editions
from publisher.project.config import load_config
from publisher.project.ignored_keys import ignored_keys
from publisher.project.language_index import LanguageIndex
from publisher.project.project import open_project
from publisher.project.status import status as full_status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from publisher.project.check_editions import Checked
    from publisher.project.ignored_keys import IgnoredKey
    from publisher.project.results import Result
    from publisher.project.sync import Written

EVERYTHING = Chosen()
TEXTS = (
    "The ferry was sold to a museum in the north.",
    "The ferry was sold to a school in the south.",
    "Nobody was hurt when the old bridge fell in 1905.",
    "Nobody was hurt when the new bridge fell in 1906.",
    "The mayor opened the harbour on Monday.",
)
LANGUAGES = ("fr", "de")
SLUGS = ("bridge", "ferry", "news/harbour")
TMX = """<tmx version="1.4"><header srclang="en"/><body><tu>\
<tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="fr"><seg>{}</seg></tuv></tu></body></tmx>"""
STORES = ("catalogues", "check", "status", "update")


class Edits:
    """Edits of a project by chance."""

    def __init__(self, project: Project, seed: int) -> None:
        self.project, self.chance = project, random.Random(seed)  # noqa: S311 - no secret

    def _any(self, pattern: str) -> Path | None:
        files = sorted(self.project.root.glob(pattern))
        return self.chance.choice(files) if files else None

    def seed(self) -> None:
        """Write an article anew, with texts that others may have too."""
        texts = self.chance.sample(TEXTS, self.chance.randint(1, 3))
        front = self.chance.choice(["", "---\nunknown: 1\n---\n", "---\nlang: fr\n---\n"])
        image = self.chance.choice(["", "", "\n\n![A ferry](ferry.svg)"])
        link = self.chance.choice(["", "\n\nSee [it](/ferry/).", "\n\nSee [it](ferry.md#part)."])
        part = self.chance.choice(["", "\n\n## Part\n\nHere."])
        text = f"# Article {self.chance.randint(1, 2)}\n\n{' '.join(texts)}{image}{link}{part}\n"
        text = f"{front}{text}"
        self.project.write(f"seeds/{self.chance.choice(SLUGS)}.md", text)

    def damage_seed(self) -> None:
        self.project.write(f"seeds/{self.chance.choice(SLUGS)}.md", "")

    def sidecar(self) -> None:
        text = self.chance.choice(['kicker = "News"\n', "kicker = 3\n", 'source = "x"\n'])
        self.project.write(f"seeds/{self.chance.choice(SLUGS)}.toml", text)

    def image(self) -> None:
        file = self.project.root / "seeds" / "ferry.svg"
        if file.exists():
            file.unlink()
        else:
            self.project.write("seeds/ferry.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')

    def translate(self) -> None:
        """Translate a catalogue otherwise than others, or not wholly."""
        if file := self._any("locales/*/LC_MESSAGES/**/*.po"):
            with suppress(Exception):
                po = pofile.load(file)
                for entry in po:
                    word = self.chance.choice(["Un", "Une", "Deux"])
                    entry.msgstr = self.chance.choice(["", f"{word} {entry.msgid}"])
                    entry.flags = self.chance.choice([[], [], ["fuzzy"]])
                    entry.tcomment = self.chance.choice(["", "", "see the map"])
                pofile.save(po, file)

    def message(self) -> None:
        """Add a message of another catalogue to one, or remove one."""
        if file := self._any("locales/*/LC_MESSAGES/**/*.po"):
            with suppress(Exception):
                po = pofile.load(file)
                text = self.chance.choice(TEXTS)
                if found := po.find(text, include_obsolete_entries=True):
                    po.remove(found)
                else:
                    po.append(POEntry(msgid=text, msgstr="Autre", obsolete=False))
                pofile.save(po, file)

    def swap(self) -> None:
        """Swap two articles, or two catalogues."""
        pattern = self.chance.choice(["seeds/**/*.md", "locales/*/LC_MESSAGES/**/*.po"])
        if (one := self._any(pattern)) and (other := self._any(pattern)):
            content = one.read_bytes()
            one.write_bytes(other.read_bytes())
            other.write_bytes(content)

    def damage_catalogue(self) -> None:
        if file := self._any("locales/**/*.po*"):
            file.write_bytes(file.read_bytes()[:-4])

    def delete(self) -> None:
        if file := self._any("*/**/*.*"):
            file.unlink()

    def rename(self) -> None:
        if file := self._any("seeds/**/*.md"):
            file.rename(file.with_name(f"{self.chance.choice('xyz')}.md"))

    def retire(self) -> None:
        if file := self._any("locales/*/LC_MESSAGES/*.po"):
            target = file.parents[1] / "retired" / file.name
            target.parent.mkdir(exist_ok=True)
            file.rename(target)

    def glossary(self) -> None:
        text = self.chance.choice(["ferry,bac\n", "bridge,pont\nferry,navire\n", '"ferry,bac\n'])
        self.project.write(f"locales/{self.chance.choice(LANGUAGES)}/glossary.csv", text)

    def memory(self) -> None:
        text = self.chance.choice([TMX.format(self.chance.choice(TEXTS), "Le bac."), "<tmx>"])
        self.project.write("locales/fr/old.tmx", text)

    def page_words(self) -> None:
        self.project.reword("fr", {"Source": self.chance.choice(["Source", "Origine"])})

    def layout(self) -> None:
        word = self.chance.choice(["One", "Two"])
        text = '{% extends "article.html" %}{% block head %}{{ _("' + word + '") }}{% endblock %}'
        self.project.write("templates/special.html", text)

    def configure(self) -> None:
        languages = self.chance.choice([["fr"], ["fr", "de"], ["de", "fr"]])
        settings = self.chance.choice([{}, {"segment": "block"}, {"source_language": "de"}])
        self.project.configure(languages, **settings)

    def commit(self) -> None:
        command = "git add -A && git -c user.name=A -c user.email=a@b.org commit -q -m x"
        environment = {"GIT_COMMITTER_DATE": f"{self.chance.randint(1, 9) * 10**8} +0000"}
        git(self.project.root, command, **environment)

    def damage_store(self) -> None:
        file = self.project.root / "build" / f"{self.chance.choice(STORES)}.sqlite"
        if file.exists():
            content = bytearray(file.read_bytes())
            for _ in range(self.chance.choice([1, 40])):
                content[self.chance.randrange(len(content))] = self.chance.randrange(256)
            file.write_bytes(content)

    def lose_rows(self) -> None:
        """Lose rows of a database, and keep the others."""
        file = self.project.root / "build" / f"{self.chance.choice(STORES)}.sqlite"
        with suppress(sqlite3.Error), closing(sqlite3.connect(file)) as database, database:
            names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            for (table,) in names.fetchall():
                share = self.chance.choice([0, 1, 2])
                database.execute(f"DELETE FROM {table} WHERE rowid % 3 < ?", (share,))  # noqa: S608

    def interrupt(self) -> None:
        """End an update after some of its catalogues."""
        left = self.chance.randint(0, 4)
        original = sync.update_catalogue

        def update_some(*arguments: object, **options: object) -> sync.Updated:
            nonlocal left
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
            return original(*arguments, **options)  # type: ignore[arg-type]

        with pytest.MonkeyPatch.context() as patch, suppress(KeyboardInterrupt, Exception):
            patch.setattr(sync, "update_catalogue", update_some)
            update(load_config(self.project.root), EVERYTHING)

    def part(self) -> None:
        """Run the tasks for a part of the project."""
        chosen = Chosen([], [self.chance.choice(LANGUAGES)])
        with suppress(Exception):
            config = load_config(self.project.root)
            status(config, chosen)
            check(config, chosen)
            update(config, chosen)


# The searches of `HYPOTHESIS_PROFILE=search` are larger: one example takes ten seconds.
FEW = max(1, settings().max_examples // 50)
IGNORED = shutil.ignore_patterns("build")
EDITS = sorted(name for name in vars(Edits) if not name.startswith("_"))


def git(root: Path, command: str, **environment: str) -> None:
    subprocess.run(command, shell=True, cwd=root, env=environment | PATH, check=False)  # noqa: S602


PATH = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent"}


def results(found: Iterable[Result]) -> list[tuple[object, ...]]:
    return [
        (
            *(item.slug, str(item.language), item.freshness, item.missing_layout_messages),
            *(list(map(str, item.warnings)), item.stale_since, item.held, item.findings),
            str(item.error),
        )
        for item in found
    ]


def checks(found: Iterable[Checked]) -> list[tuple[object, ...]]:
    return [(item.key, item.findings, str(item.error)) for item in found]


class Outcome(NamedTuple):
    """Outcome of an update, without the project's folder."""

    written: Sequence[tuple[object, ...]]
    ignored: list[IgnoredKey]
    files: dict[str, bytes]


def outcome(root: Path, written: Iterable[Written], ignored: list[IgnoredKey]) -> Outcome:
    def name(file: Path | None) -> str:
        return "" if file is None else file.relative_to(root).as_posix()

    items = [
        (name(item.file), item.changed, item.report, name(item.moved_from), words(root, item))
        for item in written
    ]
    files = {name(file): file.read_bytes() for file in (root / "locales").rglob("*.*")}
    return Outcome(items, ignored, files)


def words(root: Path, item: Written) -> str:
    if item.error is None:
        return ""
    return f"{item.error.file and item.error.file.relative_to(root)}: {item.error.message}"


def compare_reports(project: Project) -> None:
    """Compare the tasks that write nothing with the same ones without records."""
    config = load_config(project.root)
    project_today = open_project(config)
    expected = results(full_status(project_today))
    assert results(status(config, EVERYTHING)) == expected
    assert results(status(config, EVERYTHING)) == expected
    checked = checks(check_editions(project_today))
    assert checks(check(config, EVERYTHING)) == checked
    assert checks(check(config, EVERYTHING)) == checked


def compare(project: Project, scratch: Path) -> None:
    """Compare each task with the same one without records, an update in a copy of the project."""
    compare_reports(project)
    config = load_config(project.root)
    for write in (False, True):
        copy = scratch / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(project.root, copy, symlinks=True, ignore=IGNORED)
        full = open_project(load_config(copy))
        found = list(sync.update(full, write=write))
        whole = outcome(copy, found, ignored_keys(full))
        updated = update(config, EVERYTHING, write=write)
        assert outcome(project.root, updated.written, updated.ignored_keys) == whole


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a project with three articles, catalogues and records, in git."""
    project = Project(tmp_path_factory.mktemp("start") / "project")
    project.configure(list(LANGUAGES))
    for number, slug in enumerate(SLUGS):
        project.write(f"seeds/{slug}.md", f"# A {slug}\n\n{TEXTS[number]} {TEXTS[2]}\n")
    git(project.root, "git init -q && printf 'build/\\n' > .gitignore")
    update(load_config(project.root), EVERYTHING)
    edits = Edits(project, 1)
    edits.translate()
    edits.commit()
    compare(project, tmp_path_factory.mktemp("scratch"))
    return project


def copy_of(start: Project, folder: Path) -> Project:
    return Project(Path(shutil.copytree(start.root, folder / "project", symlinks=True)))


def run_edits(start: Project, names: Iterable[str], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        project = copy_of(start, scratch)
        edits = Edits(project, seed)
        for name in names:
            getattr(edits, name)()
            if [*project.root.glob("seeds/**/*.md")]:
                compare(project, scratch)


@pytest.mark.parametrize("name", EDITS)
def test_results_after_an_edit_are_those_without_records(start: Project, name: str) -> None:
    run_edits(start, [name, name], len(name))


@given(names=st.lists(st.sampled_from(EDITS), min_size=4, max_size=8), seed=st.integers(0, 10**6))
@settings(max_examples=FEW)
def test_results_after_any_edits_are_those_without_records(
    start: Project, names: list[str], seed: int
) -> None:
    run_edits(start, names, seed)


SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
WITH_IMAGE = f"# A bridge\n\n{TEXTS[0]}\n\n![A ferry](ferry.svg)\n"
EMPTY_PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
# The steps of the tasks that make a result.
STEPS = {
    status: "publisher.project.status.status_of",
    check: "publisher.build.check.check_edition",
    update: "publisher.project.sync.update_catalogue",
}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("seeds/bridge.md", "# Another bridge\n\nIt fell.\n"),
        ("seeds/bridge.toml", "kicker = 3\n"),
        ("seeds/ferry.svg", SVG),
        ("locales/de/glossary.csv", '"ferry,bac\n'),
        ("locales/fr/old.tmx", "<tmx>"),
        ("locales/fr/LC_MESSAGES/bridge.po", "msgid"),
        ("locales/fr/LC_MESSAGES/bridge.po", EMPTY_PO),
    ],
)
def test_a_file_that_is_saved_while_a_task_works_is_read_next_time(
    start: Project, tmp_path: Path, name: str, text: str
) -> None:
    project = copy_of(start, tmp_path)
    shutil.rmtree(project.root / "build")
    project.write("seeds/bridge.md", WITH_IMAGE)
    project.translate("bridge", "fr", lambda text: f"Un {text}")
    file = project.root / name
    before = file.read_bytes() if file.exists() else None
    for task, step in STEPS.items():
        with pytest.MonkeyPatch.context() as patch:
            save_after(patch, step, lambda: project.write(name, text))
            task(load_config(project.root), EVERYTHING)
        if task is not update:
            file.unlink() if before is None else file.write_bytes(before)
            compare_reports(project)
            shutil.rmtree(project.root / "build")
    project.write(name, text)
    compare(project, tmp_path)


def save_after(patch: pytest.MonkeyPatch, step: str, save: Callable[[], object]) -> None:
    module, _, name = step.rpartition(".")
    original = getattr(sys.modules[module], name)

    def work_and_save(*arguments: object, **options: object) -> object:
        try:
            return original(*arguments, **options)
        finally:
            save()

    patch.setattr(step, work_and_save)


def test_an_image_beside_a_linked_folder_is_an_input(start: Project, tmp_path: Path) -> None:
    project = copy_of(start, tmp_path)
    project.write("seeds/deep/er/x.md", "# X\n\n![A ferry](../ferry.svg)\n")
    (project.root / "seeds/news/link").symlink_to("../deep/er")
    compare(project, tmp_path)
    project.write("seeds/deep/ferry.svg", SVG)
    compare(project, tmp_path)


def test_concurrent_runs_leave_right_records(start: Project, tmp_path: Path) -> None:
    project = copy_of(start, tmp_path)
    shutil.rmtree(project.root / "build")
    for number, slug in enumerate(SLUGS):
        project.write(f"seeds/{slug}.md", f"# A {slug}\n\n{TEXTS[2]} {TEXTS[-number]}\n")
    runs = [
        subprocess.Popen(
            (sys.executable, "-m", "publisher", task),
            cwd=project.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for task in ("update", "status", "check", "update", "status", "check")
    ]
    errors = [run.communicate()[1] for run in runs]
    assert not [text for text in errors if "Traceback" in text or "cannot" in text]
    assert [run.returncode for run in runs if run.returncode > 1] == []
    compare(project, tmp_path)


def test_what_links_lead_to_is_an_input(start: Project, tmp_path: Path) -> None:
    project = copy_of(start, tmp_path)
    project.write("seeds/bridge.md", "# A bridge\n\nSee [it](ferry.md#part).\n")
    compare(project, tmp_path)
    for text in ("# A ferry\n\n## Part\n\nHere.\n", "# A ferry\n\n## Other part\n\nHere.\n"):
        project.write("seeds/ferry.md", text)
        compare(project, tmp_path)
    (project.root / "seeds/ferry.md").unlink()
    compare(project, tmp_path)


def test_dates_of_changes_are_inputs(start: Project, tmp_path: Path) -> None:
    project = copy_of(start, tmp_path)
    project.write("seeds/bridge.md", f"# A bridge\n\n{TEXTS[4]}\n")
    compare(project, tmp_path)
    compare_reports(project)  # the update has changed the catalogues
    command = "git add seeds && git -c user.name=A -c user.email=a@b.org commit -q -m x"
    git(project.root, command, GIT_COMMITTER_DATE="1900000000 +0000")
    compare(project, tmp_path)
    dates = [item.stale_since for item in status(load_config(project.root), EVERYTHING)]
    assert any(dates)


def test_other_catalogues_are_inputs(start: Project, tmp_path: Path) -> None:
    project = copy_of(start, tmp_path)
    for slug in ("bridge", "ferry"):
        project.translate(slug, "fr", lambda text: f"Un {text}")
    compare(project, tmp_path)
    project.translate("ferry", "fr", lambda text: f"Deux {text}")
    compare(project, tmp_path)


def test_answers_of_other_catalogues_are_compared_once(
    start: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_of(start, tmp_path)
    asked: list[int] = []
    marks = LanguageIndex.marks

    def note(index: LanguageIndex, hashes: tuple[int, ...], without: Path) -> Iterator[bytes]:
        asked.append(len(hashes))
        return marks(index, hashes, without)

    project.translate("ferry", "fr", lambda text: f"Deux {text}")
    monkeypatch.setattr(LanguageIndex, "marks", note)
    config = load_config(project.root)
    check(config, EVERYTHING)
    assert asked
    asked.clear()
    check(config, EVERYTHING)
    assert not asked
    compare(project, tmp_path)


@pytest.mark.parametrize("languages", [["fr", "de"], ["de"]])
def test_records_of_what_is_gone_are_removed(
    start: Project, tmp_path: Path, languages: list[str]
) -> None:
    project = copy_of(start, tmp_path)
    project.write("locales/fr/old.tmx", TMX.format(TEXTS[0], "Le bac."))
    compare(project, tmp_path)
    assert {"bridge", "ferry"} < {slug for slug, _ in recorded(project)}
    assert {"", "en", *LANGUAGES} == {code for _, code in recorded(project)}
    (project.root / "seeds/ferry.md").unlink()
    project.configure(languages)
    compare(project, tmp_path)
    assert {"/en", "bridge", "news/harbour"} == {slug for slug, _ in recorded(project)}
    assert {"", "en", *languages} == {code for _, code in recorded(project)}


def recorded(project: Project) -> set[tuple[str, str]]:
    """Return the names of all records, and of their states."""
    found: set[tuple[str, str]] = set()
    for task in ("check", "status", "update"):
        file = project.root / "build" / f"{task}.sqlite"
        with closing(sqlite3.connect(file)) as database:
            for table in ("record2", "state1"):
                rows = database.execute(f"SELECT slug, language FROM {table}")  # noqa: S608
                found |= {(slug.decode(), language.decode()) for slug, language in rows}
    return found
