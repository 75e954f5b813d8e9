"""A project to measure: articles of made-up words, in full translation, in a temporary folder."""

from __future__ import annotations

import os
import random
import re
import shutil
import string
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import publisher
from publisher.base.errors import PublisherError
from publisher.catalogues import pofile
from publisher.project.config import Config, load_config

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SOURCE, LANGUAGES = "en", ("hy", "ru")
EDITIONS = 1 + len(LANGUAGES)  # of each article
ARTICLE = 900  # words: about a page and a half of a newspaper
_SECTION = 300  # words under a heading
_PARAGRAPH = 4  # sentences
_VOCABULARY = 30_000
_SYLLABLES = re.findall("..", "bacedifoguhajekilomunaperisotuvawexiyozu")
_LETTERS = {
    "hy": "աբցդեֆգհիջկլմնոպքրստուվխյզԱԲՑԴԵՖԳՀԻՋԿԼՄՆՈՊՔՐՍՏՈՒՎԽՅԶ",
    "ru": "абцдефгхийклмнопярстувшыюзАБЦДЕФГХИЙКЛМНОПЯРСТУВШЫЮЗ",
}
_TABLES = {
    code: str.maketrans(dict(zip(string.ascii_letters, letters, strict=False)))
    for code, letters in _LETTERS.items()
}
# A book takes longer than an article may.
_CONFIGURATION = f"""\
[tool.publisher]
source-language = "{SOURCE}"
languages = {{languages!r}}
[tool.publisher.limits]
seconds = 3600
memory-mib = 8192
"""


@dataclass(frozen=True)
class Generated:
    """A project in `root` that has the layouts and words of the one in `home`."""

    home: Path
    root: Path

    @classmethod
    def at(cls, home: Path, root: Path, languages: Sequence[str] = LANGUAGES) -> Generated:
        """Make a project without articles."""
        root.mkdir()
        (root / "seeds").mkdir()
        shutil.copytree(home / "templates", root / "templates")
        shutil.copy(home / "tasks.py", root)
        for file in home.glob("locales/*/LC_MESSAGES/publisher.po"):
            target = root / file.relative_to(home)
            target.parent.mkdir(parents=True)
            shutil.copy(file, target)
        text = _CONFIGURATION.format(languages=list(languages))
        (root / "pyproject.toml").write_text(text, encoding="utf-8")
        return cls(home, root)

    @property
    def config(self) -> Config:
        """The project's configuration."""
        return load_config(self.root)

    def seed(self, slug: str, paragraphs: Iterable[str]) -> None:
        """Write an article."""
        text = "\n\n".join(paragraphs) + "\n"
        (self.root / "seeds" / f"{slug}.txt").write_text(text, encoding="utf-8")

    def po(self, slug: str, language: str) -> Path:
        """Return the place of a catalogue."""
        return self.root / "locales" / language / "LC_MESSAGES" / f"{slug}.po"

    def fill(self, slugs: Iterable[str]) -> None:
        """Extract the messages of articles, and translate each."""
        names = list(slugs)
        self.invoke("update", *(word for slug in names for word in ("-s", slug)))
        for slug in names:
            for language in LANGUAGES:
                translate(self.po(slug, language), language)

    def invoke(self, *arguments: str) -> None:
        """Run a task in a process of its own. Raises PublisherError where it fails."""
        path = os.pathsep.join(
            filter(
                None, [str(Path(publisher.__file__).parent.parent), os.environ.get("PYTHONPATH")]
            )
        )
        run((sys.executable, "-m", "invoke", *arguments), self.root, PYTHONPATH=path)

    def forget(self) -> None:
        """Delete all that was made."""
        shutil.rmtree(self.root / "build", ignore_errors=True)


def run(command: Sequence[str | Path], folder: Path, **environment: str) -> None:
    """Run a program; raise PublisherError with its last words where it fails."""
    try:
        subprocess.run(
            command,
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, **environment},
        )
    except subprocess.CalledProcessError as error:
        words = (error.stderr or error.stdout).strip().splitlines()
        name = " ".join(map(str, command[:4]))
        raise PublisherError(f"{name} failed: {words[-1] if words else 'no word why'}") from error


def translate(file: Path, language: str) -> None:
    """Translate each message of a catalogue into other letters."""
    po = pofile.load(file)
    for entry in po:
        entry.msgstr = entry.msgid.translate(_TABLES[language])
    pofile.save(po, file)


def word(chance: random.Random) -> str:
    """Make a word, each as often as words of its rank are (Zipf's law)."""
    rank = int(_VOCABULARY ** chance.random())
    own = random.Random(rank)  # noqa: S311 - a rank has one word
    return "".join(own.choice(_SYLLABLES) for _ in range(min(4, 1 + rank // 60)))


def sentence(chance: random.Random) -> str:
    """Make a sentence of up to 24 words."""
    return " ".join(word(chance) for _ in range(chance.randint(7, 24))).capitalize() + "."


def article(words: int, number: int) -> list[str]:
    """Make the paragraphs of an article of about so many words: the same for each number."""
    chance = random.Random(number)  # noqa: S311 - the same texts in every run
    found = [f"{sentence(chance)[:40].strip(' .')} {number}"]
    left, section = words, 0
    while left > 0:
        if section > _SECTION:
            found.append(" ".join(word(chance) for _ in range(4)).capitalize())
            section = 0
        paragraph = " ".join(sentence(chance) for _ in range(_PARAGRAPH))
        found.append(paragraph)
        count = len(paragraph.split())
        left, section = left - count, section + count
    return found
