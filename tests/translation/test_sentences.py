"""Sentences of many languages, as native speakers divide them.

Each file in `sentences/` is named after its language and holds paragraphs, divided by empty
lines, with one sentence a line. Lines that begin with "# " are comments.
"""

from __future__ import annotations

from copy import copy
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from helpers import document

from publisher.language.locale import Language
from publisher.translation import abbreviations, boundaries, sentences
from publisher.translation.segments import segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

    from publisher.markup.document import Document

GOLDEN = Path(__file__).resolve().parent / "sentences"
LANGUAGES = sorted(file.stem for file in GOLDEN.glob("*.txt"))
# Norwegian without further qualification is Bokmål.
FILES = {"no": "nb"}


def paragraphs(language: str) -> list[list[str]]:
    """Return the paragraphs of a language's file, each a list of sentences."""
    file = GOLDEN / f"{FILES.get(language, language)}.txt"
    text = file.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("# ")]
    return [part.splitlines() for part in "\n".join(lines).strip("\n").split("\n\n")]


def divided(paragraph: list[str], language: str) -> list[str]:
    """Return the sentences that the publisher finds in a paragraph."""
    # A copy, since the segments of a document are cached.
    source = copy(parsed(Language(language).joiner.join(paragraph), language))
    found = segments(source, "sentence")
    return [segment.source for segment in found if segment.kind.startswith("paragraph")]


@cache
def parsed(text: str, language: str) -> Document:
    note = "\n\n[^1]: Note" if "[^1]" in text else ""
    return document(f"# Title\n\n{text}{note}\n", language, "md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_paragraphs_are_divided_as_native_speakers_do(language: str) -> None:
    expected = paragraphs(language)
    assert [divided(paragraph, language) for paragraph in expected] == expected


def entries(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((language, entry) for language, row in table.items() for entry in row.split())


@pytest.mark.parametrize(
    ("name", "modules"),
    [("ABBREVIATIONS", [boundaries]), ("COMMON_WORDS", [boundaries, sentences])],
)
def test_every_entry_of_the_tables_is_needed(
    monkeypatch: pytest.MonkeyPatch, name: str, modules: list[ModuleType]
) -> None:
    """Without an entry, a paragraph of its language is divided otherwise."""
    table = getattr(abbreviations, name)
    unneeded = []
    for language, entry in entries(table):
        rest = " ".join(word for word in table[language].split() if word != entry)
        for module in modules:
            monkeypatch.setattr(module, name, MappingProxyType({**table, language: rest}))
        with_entry = (p for p in paragraphs(language) if entry.lower() in " ".join(p).lower())
        if all(divided(paragraph, language) == paragraph for paragraph in with_entry):
            unneeded.append((language, entry))
    assert unneeded == []


def test_every_abbreviation_before_a_number_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    every = [(language, p) for language in LANGUAGES for p in paragraphs(language)]
    unneeded = []
    for entry in sorted(abbreviations.BEFORE_NUMBER):
        monkeypatch.setattr(boundaries, "BEFORE_NUMBER", abbreviations.BEFORE_NUMBER - {entry})
        with_entry = [pair for pair in every if f"{entry}. " in " ".join(pair[1]).lower()]
        if all(divided(paragraph, language) == paragraph for language, paragraph in with_entry):
            unneeded.append(entry)
    assert unneeded == []
