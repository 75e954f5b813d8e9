"""Generate projects to measure: articles of made-up words, fully translated."""

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
EDITIONS_PER_ARTICLE = 1 + len(LANGUAGES)
ARTICLE_WORDS = 900  # about a page and a half of a newspaper
_SECTION_WORDS = 300
_PARAGRAPH_SENTENCES = 4
_VOCABULARY = 30_000  # words
_SYLLABLES = re.findall("..", "bacedifoguhajekilomunaperisotuvawexiyozu")
_LETTERS = {
    "hy": "աբցդեֆգհիջկլմնոպքրստուվխյզԱԲՑԴԵՖԳՀԻՋԿԼՄՆՈՊՔՐՍՏՈՒՎԽՅԶ",
    "ru": "абцдефгхийклмнопярстувшыюзАБЦДЕФГХИЙКЛМНОПЯРСТУВШЫЮЗ",
}
_TRANSLITERATIONS = {
    code: str.maketrans(dict(zip(string.ascii_letters, letters, strict=False)))
    for code, letters in _LETTERS.items()
}
# A book exceeds the default limits.
_CONFIGURATION = f"""\
[tool.publisher]
source-language = "{SOURCE}"
languages = {{languages!r}}
[tool.publisher.limits]
seconds = 3600
memory-mib = 8192
"""


@dataclass(frozen=True)
class GeneratedProject:
    """A project in the folder `root`."""

    root: Path

    @classmethod
    def create(
        cls, origin: Path, root: Path, languages: Sequence[str] = LANGUAGES
    ) -> GeneratedProject:
        """Create a project without articles, with the tasks of the project in `origin`."""
        root.mkdir()
        (root / "seeds").mkdir()
        shutil.copy(origin / "tasks.py", root)
        text = _CONFIGURATION.format(languages=list(languages))
        (root / "pyproject.toml").write_text(text, encoding="utf-8")
        return cls(root)

    @property
    def config(self) -> Config:
        """The project's configuration."""
        return load_config(self.root)

    def write_article(self, slug: str, paragraphs: Iterable[str]) -> None:
        """Write a seed."""
        text = "\n\n".join(paragraphs) + "\n"
        (self.root / "seeds" / f"{slug}.txt").write_text(text, encoding="utf-8")

    def catalogue_path(self, slug: str, language: str) -> Path:
        """Return the path of a catalogue."""
        return self.root / "locales" / language / "LC_MESSAGES" / f"{slug}.po"

    def translate_articles(self, slugs: Sequence[str]) -> None:
        """Create the catalogues of articles and translate every message."""
        self.invoke("update", *(argument for slug in slugs for argument in ("-s", slug)))
        for slug in slugs:
            for language in LANGUAGES:
                translate_catalogue(self.catalogue_path(slug, language), language)

    def invoke(self, *arguments: str) -> None:
        """Run a task in a new process. Raises PublisherError if it fails."""
        ours = str(Path(publisher.__file__).parent.parent)
        path = os.pathsep.join(filter(None, [ours, os.environ.get("PYTHONPATH")]))
        run((sys.executable, "-m", "invoke", *arguments), self.root, PYTHONPATH=path)

    def delete_build(self) -> None:
        """Delete all outputs, so that the next build is cold."""
        shutil.rmtree(self.root / "build", ignore_errors=True)


def run(command: Sequence[str | Path], folder: Path, **environment: str) -> None:
    """Run a program. Raises PublisherError with its last line of output if it fails."""
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
        lines = (error.stderr or error.stdout).strip().splitlines()
        name = " ".join(map(str, command[:4]))
        raise PublisherError(f"{name} failed: {lines[-1] if lines else 'no output'}") from error


def translate_catalogue(file: Path, language: str) -> None:
    """Translate every message of a catalogue, by transliteration."""
    po = pofile.load(file)
    for entry in po:
        entry.msgstr = entry.msgid.translate(_TRANSLITERATIONS[language])
    pofile.save(po, file)


def make_word(rng: random.Random) -> str:
    """Return a random word; frequencies follow Zipf's law."""
    rank = int(_VOCABULARY ** rng.random())
    syllables = random.Random(rank)  # noqa: S311 - the same rank gives the same word
    return "".join(syllables.choice(_SYLLABLES) for _ in range(min(4, 1 + rank // 60)))


def make_sentence(rng: random.Random) -> str:
    """Return a random sentence of 7 to 24 words."""
    return " ".join(make_word(rng) for _ in range(rng.randint(7, 24))).capitalize() + "."


def make_article(words: int, number: int) -> list[str]:
    """Return the title and paragraphs of an article of about `words` words.

    The same number gives the same article.
    """
    rng = random.Random(number)  # noqa: S311 - the same texts in every run
    paragraphs = [f"{make_sentence(rng)[:40].strip(' .')} {number}"]
    remaining, section = words, 0
    while remaining > 0:
        if section > _SECTION_WORDS:
            paragraphs.append(" ".join(make_word(rng) for _ in range(4)).capitalize())
            section = 0
        paragraph = " ".join(make_sentence(rng) for _ in range(_PARAGRAPH_SENTENCES))
        paragraphs.append(paragraph)
        count = len(paragraph.split())
        remaining, section = remaining - count, section + count
    return paragraphs
