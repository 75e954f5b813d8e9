"""The project's configuration: `[tool.publisher]` in pyproject.toml, read once, frozen."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from publisher.errors import ConfigError, PublisherError
from publisher.files import read_text
from publisher.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SegmentBy = Literal["sentence", "block"]

_KEYS = ("source-language", "languages", "segment")
_SEGMENT_BY = ("sentence", "block")
_LIMIT = 2**20


@dataclass(frozen=True)
class Config:
    """What `[tool.publisher]` says, and the folders that follow from it.

    `languages` are those that seeds are translated into, without the source language.
    `segment` is how much text one message holds.
    """

    root: Path
    source_language: Language
    languages: tuple[Language, ...]
    segment: SegmentBy

    @property
    def seeds(self) -> Path:
        """The folder of the articles."""
        return self.root / "seeds"

    @property
    def templates(self) -> Path:
        """The folder of the layouts."""
        return self.root / "templates"

    @property
    def build(self) -> Path:
        """The folder of all that is made; safe to delete."""
        return self.root / "build"

    def pot(self, domain: str) -> Path:
        """Return the gettext template of a domain: a slug, or `publisher` for the layouts."""
        return self.root / "locales" / f"{domain}.pot"

    def catalogue(self, domain: str, language: Language) -> Path:
        """Return the catalogue of a domain in a language."""
        return self.root / "locales" / language.code / "LC_MESSAGES" / f"{domain}.po"


def load_config(root: Path) -> Config:
    """Read `[tool.publisher]` of the project at `root`; raise ConfigError naming what is wrong."""
    file = root / "pyproject.toml"
    text = read_text(file, limit=_LIMIT)
    try:
        table = tomllib.loads(text).get("tool", {}).get("publisher", {})
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"not valid TOML: {error}", file=file) from error
    try:
        return _config(root, table)
    except PublisherError as error:
        line = _line_of(text, error)
        raise ConfigError(error.message, file=file, line=line) from error


def _config(root: Path, table: object) -> Config:
    if not isinstance(table, dict):
        raise ConfigError("[tool.publisher] must be a table")
    refuse_unknown_keys(table, _KEYS, "[tool.publisher]")
    source = table.get("source-language", "en")
    if not isinstance(source, str):
        raise ConfigError('source-language must be a language code in quotes, like "en"')
    names = table.get("languages", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ConfigError('languages must be a list of language codes, like ["hy", "ru"]')
    segment = table.get("segment", "sentence")
    if segment not in _SEGMENT_BY:
        raise ConfigError(f'segment must be "sentence" or "block", not {segment!r}')
    if repeated := {name for name in names if names.count(name) > 1}:
        raise ConfigError(f"languages: {min(repeated)!r} stands twice; take one out")
    languages = tuple(Language.parse(name) for name in names if name != source)
    return Config(root, Language.parse(source), languages, cast("SegmentBy", segment))


def refuse_unknown_keys(table: dict[str, object], known: Iterable[str], where: str) -> None:
    """Raise ConfigError for the first key of `table` that is not `known`, with the nearest."""
    for key in table:
        if key not in known:
            hint = nearest(key, known) or f"; the keys are {', '.join(known)}"
            raise ConfigError(f"unknown key {key!r} in {where}{hint}")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean '…'?` for the known word nearest to `word`, or nothing."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _line_of(text: str, error: PublisherError) -> int | None:
    """Find the line in [tool.publisher] that holds the first quoted or key word of the error."""
    start = text.find("[tool.publisher]")
    words = re.findall(r"'([^']+)'|^([a-z-]+)", error.message)
    for word in (quoted or key for quoted, key in words):
        found = text.find(word, start)
        if start >= 0 and found >= 0:
            return text.count("\n", 0, found) + 1
    return None
