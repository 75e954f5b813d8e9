"""An article whose Russian catalogue has everything that a translator's tool could drop."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from helpers import ROOT, Project, update_catalogues

from publisher.catalogues import pofile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SAMPLES = ROOT / "tests" / "platforms" / "samples"


class Edit(NamedTuple):
    """What a translator enters for a message."""

    source: str
    target: str
    fuzzy: bool = False


# A message without a translation, a fuzzy one, and one that becomes fuzzy.
NEW = Edit(
    "It has [a long page](https://example.org/a) of notes and **bold words**.",
    "Там есть [длинная страница](https://example.org/a) заметок и **жирные слова**.",
)
CORRECTED = Edit("The second bridge is planned for 2028.", "Второй мост запланирован на 2028 год.")
UNSURE = Edit("It also has `code` in it.", "Ещё там есть `код`.", fuzzy=True)
EDITS = (NEW, CORRECTED, UNSURE)


@dataclass(frozen=True)
class Article:
    """The article of `samples/`, in a copy of the project."""

    project: Project

    @property
    def po(self) -> Path:
        return self.project.po("bridge", "ru")

    def update(self) -> None:
        update_catalogues(self.project)

    def updated(self) -> list[str]:
        """Return the messages after an update."""
        self.update()
        return messages(self.po)

    def edited_by_hand(self, *edits: Edit) -> list[str]:
        """Return the messages as if they were edited in a text editor; the file is not changed."""
        original = self.po.read_bytes()
        po = pofile.load(self.po)
        for edit in edits:
            entry = next(entry for entry in po if entry.msgid == edit.source)
            entry.msgstr, entry.previous_msgid = edit.target, None
            entry.flags = ["fuzzy"] if edit.fuzzy else []
        pofile.save(po, self.po)
        result = self.updated()
        self.po.write_bytes(original)
        return result


def copy_article(project: Project) -> Article:
    """Put the article of `samples/` in the place of the project's article."""
    shutil.rmtree(project.root / "seeds")
    project.configure(["ru"])
    article = Article(project)
    for file in (project.root / "seeds" / "bridge.md", article.po):
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SAMPLES / file.name, file)
    return article


def messages(po: Path) -> list[str]:
    """Return the messages of a catalogue as they are written, without the header."""
    return po.read_text(encoding="utf-8").rstrip("\n").split("\n\n")[1:]


def header(po: Path) -> str:
    """Return the header of a catalogue as it is written."""
    return po.read_text(encoding="utf-8").split("\n\n")[0]


@dataclass(frozen=True)
class ToolBranch:
    """Branch with the files of a tool that rewrites catalogues, as in `locales/README.md`.

    `write` writes a file as the tool does, from the catalogue as it is on the main branch.
    """

    article: Article
    write: Callable[[bytes, Path], None]

    def begin(self) -> None:
        """Record what the tool writes before anybody translates with it."""
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "user.name", "Anna")
        self.git("config", "user.email", "anna@example.org")
        self.article.project.write(".gitattributes", "*.po merge=gettext\n")
        self.article.project.succeed("merge-driver")
        self.commit()
        self.git("branch", "tool")
        self._write_and_commit()
        self.git("merge", "--quiet", "--strategy=ours", "--no-edit", "tool")

    def merge(self) -> None:
        """Merge what the tool writes now."""
        self.commit()
        self._write_and_commit()
        self.git("merge", "--quiet", "--no-edit", "tool")

    def _write_and_commit(self) -> None:
        files = {file: file.read_bytes() for file in self._catalogues()}
        self.git("switch", "--quiet", "tool")
        for file, content in files.items():
            self.write(content, file)
        self.commit()
        self.git("switch", "--quiet", "main")

    def _catalogues(self) -> list[Path]:
        """Return the catalogues of articles: the tool has no words of layouts."""
        folder = self.article.po.parent
        return [file for file in folder.glob("*.po") if file.name != "publisher.po"]

    def commit(self) -> None:
        """Commit everything but the copied package."""
        self.git("add", "seeds", "locales", ".gitattributes")
        self.git("commit", "--quiet", "--allow-empty", "--message=A commit")

    def git(self, *arguments: str) -> None:
        subprocess.run(("git", *arguments), cwd=self.article.project.root, check=True)
