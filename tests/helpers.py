"""Helpers: temporary copies of the project, and inspection of their outputs."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import page
import polib
import pytest
import warm_program
from PIL import Image

from publisher.catalogues import pofile
from publisher.catalogues.catalogue import new_file
from publisher.fonts.emoji import EMOJI
from publisher.fonts.families import fonts_problem, lacks_fonts
from publisher.fonts.installed import is_installed
from publisher.language.locale import Language
from publisher.project.check_editions import check_editions
from publisher.project.config import load_config
from publisher.project.project import open_project
from publisher.project.sync import update
from publisher.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from publisher.checks.finding import Finding
    from publisher.markup.document import Document

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
# Profiles of the independent validator: PDF/UA-1 and PDF/A-3a.
PROFILES = ("ua1", "3a")

PARTS = ("templates", "locales", "seeds", "tasks.py", "pyproject.toml")

ARTICLE = """\
A small victory

The bridge was opened on Monday. “It took us 12 years. We never gave up,” the mayor said.

What comes next

The second bridge is planned for 2027.
"""
LAST_SENTENCE = "The second bridge is planned for 2027."
# A translation of the article without findings.
FRENCH = {
    "A small victory": "Une petite victoire",
    "The bridge was opened on Monday.": "Le pont a été inauguré lundi.",
    "“It took us 12 years. We never gave up,” the mayor said.": (
        "«\u00a0Cela nous a pris 12 ans. Nous n’avons jamais renoncé\u00a0», a dit le maire."
    ),
    "What comes next": "La suite",
    LAST_SENTENCE: "Le second pont est prévu pour 2027.",
}


@contextmanager
def heeding(number: signal.Signals) -> Iterator[None]:
    """Start processes that a signal ends.

    A shell ignores SIGINT for its background jobs, nohup SIGHUP, and children inherit that.
    """
    previous = signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(number, previous)


class Done(NamedTuple):
    """The exit status of a run, and what it printed."""

    status: int
    out: str
    error: str


@dataclass(frozen=True)
class Project:
    """A copy of the project, whose tasks run as a user runs them."""

    root: Path

    def invoke(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run tasks: in a warm process, or in a new one if its environment is another."""
        # Coverage, for `mutants.py`, measures new processes.
        if not environment and "COVERAGE_PROCESS_START" not in os.environ:
            return warm_program.run(arguments, self.root, os.environ)
        return subprocess.run(
            (sys.executable, "-m", "invoke", *arguments),
            cwd=self.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def succeed(self, *arguments: str, **environment: str) -> str:
        result = self.invoke(*arguments, **environment)
        assert result.returncode == 0, result.stderr
        return result.stdout

    def fail(self, *arguments: str, status: int = 2) -> str:
        """Run a task that must fail with `status`; return its one line on standard error."""
        result = self.invoke(*arguments)
        assert result.returncode == status, result.stdout + result.stderr
        lines = result.stderr.strip().splitlines()
        assert len(lines) == 1, result.stderr
        return lines[0]

    def interrupt(
        self, *arguments: str, by: signal.Signals = signal.SIGINT, **environment: str
    ) -> tuple[int, str]:
        """Run a task, end it after its first PDF by a signal, by default as Ctrl-C does.

        Return its exit status and standard error.
        """
        command = (sys.executable, "-m", "invoke", *arguments)
        with heeding(by):
            process = subprocess.Popen(
                command,
                cwd=self.root,
                env={**os.environ, **environment},
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
        with process:
            while process.poll() is None and not [*(self.root / "build").rglob("*.pdf")]:
                time.sleep(0.01)
            os.killpg(process.pid, by)
            _, stderr = process.communicate(timeout=30)
        return process.returncode, stderr

    def configure(self, languages: list[str], **settings: str) -> None:
        lines = ["[tool.publisher]", f"languages = {languages!r}"]
        lines += [f'{key.replace("_", "-")} = "{value}"' for key, value in settings.items()]
        self.write("pyproject.toml", "\n".join(lines))

    def seed(self, slug: str, text: str, sidecar: str | None = None) -> None:
        self.write(f"seeds/{slug}.txt", text)
        if sidecar is not None:
            self.write(f"seeds/{slug}.toml", sidecar)

    def write(self, name: str, text: str) -> Path:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def po(self, slug: str, language: str) -> Path:
        return self.root / "locales" / language / "LC_MESSAGES" / f"{slug}.po"

    def translate(self, slug: str, language: str, change: Callable[[str], str | None]) -> None:
        """Set the translation of every message of a catalogue to `change(msgid)`."""
        file = self.po(slug, language)
        po = pofile.load(file)
        for entry in po:
            entry.msgstr = change(entry.msgid) or ""
        pofile.save(po, file)

    def reword(self, language: str, words: dict[str, str]) -> Path:
        """Write a catalogue of layout messages that precedes the package's."""
        po = new_file("publisher", Language(language))
        po.extend(polib.POEntry(msgid=source, msgstr=words[source]) for source in words)
        file = self.po("publisher", language)
        file.parent.mkdir(parents=True, exist_ok=True)
        pofile.save(po, file)
        return file

    def built(self, folder: str, name: str) -> Path:
        return self.root / "build" / folder / name


def copy_tree(root: Path) -> Project:
    """Copy the project to `root`; its package is a link, since few tests change it."""
    root.mkdir()
    for name in PARTS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    # The template of the package's own words; the layouts of a copy add no messages to it.
    (root / "locales" / "publisher.pot").unlink()
    (root / "publisher").symlink_to(ROOT / "publisher")
    return Project(root)


def new_project(root: Path) -> Project:
    """Make a project with one small article, French, and no translations.

    It has the package's layouts, as most projects do: they are compiled once a process.
    """
    project = Project(root)
    project.configure(["fr"])
    project.seed("bridge", ARTICLE)
    shutil.copy(ROOT / "tasks.py", root)
    (root / "publisher").symlink_to(ROOT / "publisher")
    return project


def copy_project(project: Project, root: Path) -> Project:
    """Copy a project that other tests read too."""
    return Project(Path(shutil.copytree(project.root, root, symlinks=True)))


def copy_package(project: Project) -> None:
    """Replace the link to the package by a copy."""
    (project.root / "publisher").unlink()
    # Copy bytecode too, but not the temporary files of a compilation in progress.
    ignored = shutil.ignore_patterns("*.pyc.*")
    shutil.copytree(ROOT / "publisher", project.root / "publisher", ignore=ignored)


def write_config(project: Project, tables: str) -> None:
    """Write a configuration with one language, French, and more tables from line 3 on."""
    project.write("pyproject.toml", f'[tool.publisher]\nlanguages = ["fr"]\n{tables}')


def update_catalogues(project: Project) -> None:
    """Update all catalogues, as `invoke update` does, but in this process."""
    for written in update(open_project(load_config(project.root), [], [])):
        assert written.error is None, written.error


def translate_article(project: Project, *, last: str = FRENCH[LAST_SENTENCE]) -> None:
    """Translate the article into French; `last` is the translation of its last sentence."""
    update_catalogues(project)
    project.translate("bridge", "fr", (FRENCH | {LAST_SENTENCE: last}).get)


def findings_of(project: Project) -> list[Finding]:
    """Return the findings of all editions, as `invoke check` does, but in this process."""
    results = list(check_editions(open_project(load_config(project.root), [], [])))
    assert [result.error for result in results if result.error] == []
    return [finding for result in results for finding in result.findings]


def failures(file: Path, profile: str) -> list[str]:
    """Return the failures that the independent validator finds in a PDF."""
    found = page.validate_pdf(str(file), profile=profile).failures
    return [str(failure) for failure in found if not is_false_positive(failure)]


def is_false_positive(failure: page.ValidationFailure) -> bool:
    """Return whether the validator is wrong.

    It strips the line end before `endstream` from data that ends in CR, and searches for the Font
    DICT of a CFF glyph by its CID, not by its number.
    """
    is_width_of_cff = "GLYPH-WIDTH-001" in failure.rule_id and "CIDFontType0C" in failure.message
    return is_width_of_cff or failure.rule_id.endswith("STREAM-LENGTH-001")


def need_poppler(program: str) -> None:
    """Skip the rest of the test if a program of poppler-utils is not installed."""
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed (Debian: poppler-utils)")


def need_fonts(code: str) -> None:
    """Skip the rest of the test if no font made for a language is installed."""
    language = Language(code)
    if lacks_fonts(language):
        pytest.skip(fonts_problem(language))


def need_emoji() -> None:
    """Skip the rest of the test if the font of emoji is not installed."""
    if not is_installed(EMOJI):
        pytest.skip(f"{EMOJI} is not installed (Debian: fonts-noto-color-emoji)")


def document(
    content: str, language: str = "en", ending: str = "txt", beside: Path | None = None
) -> Document:
    """Read an article from a temporary folder that also has a copy of the file `beside`."""
    with tempfile.TemporaryDirectory() as folder:
        if beside is not None:
            shutil.copy(beside, folder)
        file = Path(folder) / f"a.{ending}"
        file.write_text(content, encoding="utf-8")
        return read(file, "a", Language(language))


def picture(form: str = "PNG") -> bytes:
    """Return a bitmap of 4 × 3 pixels."""
    content = io.BytesIO()
    Image.new("RGB", (4, 3), (90, 120, 160)).save(content, form)
    return content.getvalue()
