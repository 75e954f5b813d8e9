"""Helpers: a project of its own for every test, and readings of what it made."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import page

from publisher.catalogues import pofile
from publisher.language.locale import Language
from publisher.readers import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from publisher.markup.document import Document

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"
# Of the independent validator: PDF/UA-1 and PDF/A-3a.
PROFILES = ("ua1", "3a")

PARTS = ("publisher", "templates", "locales", "seeds", "tasks.py", "pyproject.toml")

ARTICLE = """\
A small victory

The bridge was opened on Monday. “It took us 12 years. We never gave up,” the mayor said.

What comes next

The second bridge is planned for 2027.
"""


@dataclass(frozen=True)
class Project:
    """A copy of the tree, and its tasks run as a user runs them."""

    root: Path

    def invoke(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
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
        """Run a task that must fail with `status`, and return its one line of complaint."""
        result = self.invoke(*arguments)
        assert result.returncode == status, result.stdout + result.stderr
        lines = result.stderr.strip().splitlines()
        assert len(lines) == 1, result.stderr
        return lines[0]

    def interrupt(self, *arguments: str) -> str:
        """Run a task that publishes, stop it with Ctrl-C after its first file; return stderr."""
        command = (sys.executable, "-m", "invoke", *arguments)
        with subprocess.Popen(
            command, cwd=self.root, stderr=subprocess.PIPE, text=True, start_new_session=True
        ) as process:
            while process.poll() is None and not [*(self.root / "build").rglob("*.pdf")]:
                time.sleep(0.01)
            os.killpg(process.pid, signal.SIGINT)
            _, stderr = process.communicate(timeout=30)
        assert process.returncode
        return stderr

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
        """Give every message of a catalogue the translation that `change` returns."""
        file = self.po(slug, language)
        po = pofile.load(file)
        for entry in po:
            entry.msgstr = change(entry.msgid) or ""
        pofile.save(po, file)

    def built(self, folder: str, name: str) -> Path:
        return self.root / "build" / folder / name


def copy_tree(root: Path) -> Project:
    """Copy what a project is made of to `root`."""
    root.mkdir()
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            # Compiled, where it is; what is just being compiled has a passing name.
            shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("*.pyc.*"))
        else:
            shutil.copy(source, root / name)
    return Project(root)


def failures(file: Path, profile: str) -> list[str]:
    """Return what the independent validator finds wrong with a PDF."""
    # It takes the line end before `endstream` away from compressed data that ends in CR.
    known = "STREAM-LENGTH-001"
    found = page.validate_pdf(str(file), profile=profile).failures
    return [str(failure) for failure in found if not failure.rule_id.endswith(known)]


def document(
    content: str, language: str = "en", ending: str = "txt", beside: Path | None = None
) -> Document:
    """Read an article that lies nowhere any more, with a copy of the file `beside` it."""
    with tempfile.TemporaryDirectory() as folder:
        if beside is not None:
            shutil.copy(beside, folder)
        file = Path(folder) / f"a.{ending}"
        file.write_text(content, encoding="utf-8")
        return read(file, "a", Language(language))
