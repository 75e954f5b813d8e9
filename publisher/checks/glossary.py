"""A glossary: the translation that a term shall have, from the files that translators have.

`locales/<language>/glossary.po`, `.csv` (term, translation; a first line of headings is
none) or `.tbx` (ISO 30042).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from publisher.base.errors import PublisherError
from publisher.base.files import read_text
from publisher.catalogues import pofile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from publisher.language.locale import Language

_LIMIT = 16 * 2**20
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_HEADINGS = frozenset({"term", "source", "en", "english", "word"})
_STEM = 4  # letters that a word keeps at least when its ending is taken off
_ENDING = 3  # letters of an ending at the most, in languages without a stemmer
_DOCTYPE = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Term:
    """A term of the source language, and what it is called in another; any of several."""

    source: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Glossary:
    """The terms of a language pair."""

    terms: tuple[Term, ...]
    source: Language
    target: Language

    def used_in(self, text: str) -> Iterator[Term]:
        """Yield the terms that a text of the source language uses, the longest ones first.

        A term within a longer one that is used there is not yielded.
        """
        stems = f" {' '.join(_stems(text, self.source))} "
        for term in sorted(self.terms, key=lambda term: -len(term.source)):
            wanted = f" {' '.join(_stems(term.source, self.source))} "
            if wanted in stems and _has_capitals(term.source, text):
                stems = stems.replace(wanted, "  ")
                yield term

    def is_said(self, term: Term, text: str) -> bool:
        """Say whether a translation uses the term, in whatever form."""
        stems = _stems(text, self.target)
        if not self.target.joiner:  # no spaces between words
            return any(target in text for target in term.targets)
        return any(_is_within(_stems(t, self.target), stems) for t in term.targets)


def load_glossary(folder: Path, source: Language, target: Language) -> Glossary | None:
    """Read the glossaries in a language's folder; None if there is none.

    Raises PublisherError for a file that cannot be read.
    """
    found: dict[str, list[str]] = {}
    for reader, name in ((_read_po, "po"), (_read_csv, "csv"), (_read_tbx, "tbx")):
        file = folder / f"glossary.{name}"
        if file.exists():
            for term, translation in reader(file, source, target):
                found.setdefault(term, []).append(translation)
    if not found:
        return None
    return Glossary(
        tuple(Term(k, tuple(dict.fromkeys(v))) for k, v in found.items()), source, target
    )


def _read_po(file: Path, _source: Language, _target: Language) -> Iterator[tuple[str, str]]:
    for entry in pofile.load(file):
        if entry.msgstr and not entry.fuzzy and not entry.obsolete:
            yield entry.msgid, entry.msgstr


def _read_csv(file: Path, _source: Language, _target: Language) -> Iterator[tuple[str, str]]:
    text = read_text(file, limit=_LIMIT)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    for row in csv.reader(text.splitlines(), delimiter=delimiter):
        cells = [cell.strip() for cell in row]
        if len(cells) > 1 and cells[0] and cells[1] and cells[0].lower() not in _HEADINGS:
            yield cells[0], cells[1]


def _read_tbx(file: Path, source: Language, target: Language) -> Iterator[tuple[str, str]]:
    text = re.sub(r"<!DOCTYPE[^>\[]*>", "", read_text(file, limit=_LIMIT))
    if _DOCTYPE.search(text):
        raise PublisherError("declares entities, which no glossary needs; delete them", file=file)
    try:
        root = ET.fromstring(text)  # noqa: S314 - no entity can be declared, see above
    except ET.ParseError as error:
        line = error.position[0]
        raise PublisherError(f"not valid TBX: {error}", file=file, line=line) from error
    for concept in root.iter():
        if _name(concept) not in {"termEntry", "conceptEntry"}:
            continue
        terms: dict[str, list[str]] = {}
        for part in concept.iter():
            if _name(part) in {"langSet", "langSec"}:
                base = re.split("[-_]", part.get(_LANG, ""))[0].lower()
                words = [(x.text or "").strip() for x in part.iter() if _name(x) == "term"]
                terms.setdefault(base, []).extend(filter(None, words))
        yield from ((a, b) for a in terms.get(source.base, ()) for b in terms.get(target.base, ()))


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _has_capitals(term: str, text: str) -> bool:
    """Say whether a term in capitals stands in capitals: US is not us."""
    return not (term.isupper() and len(term) > 1) or bool(
        re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text)
    )


def _is_within(wanted: list[str], stems: list[str]) -> bool:
    """Say whether all words of a term are there; other words may stand between them."""
    return all(any(_is_like(word, other) for other in stems) for word in wanted)


def _is_like(stem: str, other: str) -> bool:
    if stem == other:
        return True
    short, long = sorted((stem, other), key=len)
    return len(short) >= _STEM and long.startswith(short) and len(long) - len(short) <= _ENDING


def _stems(text: str, language: Language) -> list[str]:
    stem = _stemmer(language.base)
    return [stem(word) for word in _WORD.findall(text.lower().replace("-", " ").replace("’", "'"))]


_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}


@lru_cache(maxsize=8)
def _stemmer(base: str) -> Callable[[str], str]:
    """Return what takes the ending off a word; without a stemmer, the last letters."""
    import snowballstemmer  # noqa: PLC0415 - it reads all languages' rules

    name = _ALGORITHMS.get(base)
    if name is None or name not in snowballstemmer.algorithms():
        return lambda word: word[: max(_STEM, len(word) - _ENDING)]
    stemmer = snowballstemmer.stemmer(name)
    return lambda word: str(stemmer.stemWord(word))
