"""Glossaries: the agreed translations of terms, in the formats that translators use.

A glossary is `locales/<language>/glossary.po`, `.csv` (term, translation; a line of
headings is skipped) or `.tbx` (ISO 30042).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from publisher.base.errors import PublisherError
from publisher.base.files import read_text
from publisher.catalogues import pofile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from publisher.language.locale import Language

_MAX_BYTES = 16 * 2**20
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_HEADINGS = frozenset({"term", "source", "en", "english", "word"})
_MIN_STEM = 4  # letters
_MAX_ENDING = 3  # letters, in languages without a stemmer
_DOCTYPE = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Term:
    """A term of the source language and its translations, of which any may be used."""

    source: str
    targets: tuple[str, ...]


@dataclass(frozen=True)
class Glossary:
    """The terms of a language pair."""

    terms: tuple[Term, ...]
    source: Language
    target: Language

    def used_in(self, text: str) -> Iterator[Term]:
        """Yield the terms in a text of the source language, longest first.

        A term that occurs only within a longer one is not yielded.
        """
        stems = f" {' '.join(_stems(text, self.source))} "
        for term in sorted(self.terms, key=lambda term: -len(term.source)):
            wanted = f" {' '.join(_stems(term.source, self.source))} "
            if wanted in stems and _has_same_case(term.source, text):
                stems = stems.replace(wanted, "  ")
                yield term

    def is_translated_in(self, term: Term, text: str) -> bool:
        """Return whether a text of the target language uses the term, in any inflection."""
        stems = _stems(text, self.target)
        if not self.target.joiner:  # no spaces between words
            return any(target in text for target in term.targets)
        return any(_has_all(stems, _stems(t, self.target)) for t in term.targets)


class _TermPair(NamedTuple):
    """A term and one translation, as a glossary file lists them."""

    term: str
    translation: str


def load_glossary(folder: Path, source: Language, target: Language) -> Glossary | None:
    """Read the glossaries in the folder of a language, or return None if there are none.

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


def _read_po(file: Path, _source: Language, _target: Language) -> Iterator[_TermPair]:
    for entry in pofile.load(file):
        if entry.msgstr and not entry.fuzzy and not entry.obsolete:
            yield _TermPair(entry.msgid, entry.msgstr)


def _read_csv(file: Path, _source: Language, _target: Language) -> Iterator[_TermPair]:
    text = read_text(file, limit=_MAX_BYTES)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    for row in csv.reader(text.splitlines(), delimiter=delimiter):
        cells = [cell.strip() for cell in row]
        if len(cells) > 1 and cells[0] and cells[1] and cells[0].lower() not in _HEADINGS:
            yield _TermPair(cells[0], cells[1])


def _read_tbx(file: Path, source: Language, target: Language) -> Iterator[_TermPair]:
    text = re.sub(r"<!DOCTYPE[^>\[]*>", "", read_text(file, limit=_MAX_BYTES))
    if _DOCTYPE.search(text):
        raise PublisherError("declares entities, which no glossary needs; delete them", file=file)
    try:
        root = ET.fromstring(text)  # noqa: S314 - entity declarations are refused above
    except ET.ParseError as error:
        line = error.position[0]
        raise PublisherError(f"not valid TBX: {error}", file=file, line=line) from error
    for concept in root.iter():
        if _name(concept) not in {"termEntry", "conceptEntry"}:
            continue
        terms = _terms_by_language(concept)
        for term in terms.get(source.base, ()):
            yield from (_TermPair(term, translation) for translation in terms.get(target.base, ()))


def _terms_by_language(concept: ET.Element) -> dict[str, list[str]]:
    """Return the terms of a TBX concept by language, without its region."""
    terms: dict[str, list[str]] = {}
    for part in concept.iter():
        if _name(part) in {"langSet", "langSec"}:
            base = re.split("[-_]", part.get(_LANG, ""))[0].lower()
            words = [(x.text or "").strip() for x in part.iter() if _name(x) == "term"]
            terms.setdefault(base, []).extend(filter(None, words))
    return terms


def _name(element: ET.Element) -> str:
    """Return the tag of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _has_same_case(term: str, text: str) -> bool:
    """Return whether a term in capitals is in capitals in the text: US is not us."""
    return not (term.isupper() and len(term) > 1) or bool(
        re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text)
    )


def _has_all(stems: list[str], wanted: list[str]) -> bool:
    """Return whether a text has all words of a term, in any order and with words between."""
    return all(any(_may_be_same_word(word, stem) for stem in stems) for word in wanted)


def _may_be_same_word(stem: str, other: str) -> bool:
    """Return whether two stems are equal or differ in an ending that a stemmer left."""
    if stem == other:
        return True
    short, long = sorted((stem, other), key=len)
    is_ending = len(long) - len(short) <= _MAX_ENDING
    return len(short) >= _MIN_STEM and long.startswith(short) and is_ending


def _stems(text: str, language: Language) -> list[str]:
    stem = _stemmer(language.base)
    return [stem(word) for word in _WORD.findall(text.lower().replace("-", " ").replace("’", "'"))]


_STEMMERS = {
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
    """Return the stemmer of a language; the fallback removes the last letters of a word."""
    import snowballstemmer  # noqa: PLC0415 - slow: it loads the rules of all languages

    name = _STEMMERS.get(base)
    if name is None or name not in snowballstemmer.algorithms():
        return lambda word: word[: max(_MIN_STEM, len(word) - _MAX_ENDING)]
    stemmer = snowballstemmer.stemmer(name)
    return lambda word: str(stemmer.stemWord(word))
