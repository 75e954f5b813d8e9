"""Files of glossaries, in the formats that translators use.

A glossary is `locales/<language>/glossary.po`, `.csv` (term, translation; a first line of
headings is skipped) or `.tbx` (ISO 30042).
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from publisher.base.errors import PublisherError
from publisher.base.files import is_there, read_text
from publisher.base.guard import guard
from publisher.catalogues import pofile
from publisher.checks.glossary import Glossary, Term
from publisher.language.matching import Match, match

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from publisher.language.locale import Language

_MAX_BYTES = 16 * 2**20
_HEADINGS = frozenset({"term", "source", "en", "english", "word"})
_DOCTYPE = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class _TermPair(NamedTuple):
    """A term and one translation, as a glossary file lists them."""

    term: str
    translation: str


class LoadedGlossary(NamedTuple):
    """Terms of the files that can be read, None without any, and errors of the other files."""

    glossary: Glossary | None
    errors: tuple[PublisherError, ...] = ()


def load_glossary(folder: Path, source: Language, target: Language) -> LoadedGlossary:
    """Read the glossaries in the folder of a language."""
    translations: dict[str, list[str]] = {}
    errors: list[PublisherError] = []
    for read, ending in ((_read_po, "po"), (_read_csv, "csv"), (_read_tbx, "tbx")):
        file = folder / f"glossary.{ending}"
        try:
            with guard(file):
                pairs = list(read(file, source, target)) if is_there(file) else []
        except PublisherError as error:
            errors.append(error)
        else:
            for term, translation in pairs:
                translations.setdefault(term, []).append(translation)
    terms = [Term(term, tuple(dict.fromkeys(t))) for term, t in translations.items()]
    glossary = Glossary.of(terms, source, target) if terms else None
    return LoadedGlossary(glossary, tuple(errors))


def _read_po(file: Path, _source: Language, _target: Language) -> Iterator[_TermPair]:
    for entry in pofile.load(file):
        if entry.msgstr and not entry.fuzzy and not entry.obsolete:
            yield _TermPair(entry.msgid, entry.msgstr)


def _read_csv(file: Path, _source: Language, _target: Language) -> Iterator[_TermPair]:
    text = read_text(file, limit=_MAX_BYTES)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = ([" ".join(cell.split()) for cell in row[:2]] for row in _rows(text, delimiter, file))
    pairs = [_TermPair(*cells) for cells in rows if len(cells) > 1 and all(cells)]
    has_headings = bool(pairs) and pairs[0].term.lower() in _HEADINGS
    yield from pairs[has_headings:]


def _rows(text: str, delimiter: str, file: Path) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            yield row
            line = reader.line_num + 1
    except csv.Error as error:
        problem = f"not valid CSV: {error}; check the quotation marks of this row"
        raise PublisherError(problem, file=file, line=line) from error


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
        if _local_name(concept) not in {"termEntry", "conceptEntry"}:
            continue
        for term in _terms(concept, source, Match.FOREIGN):
            translations = _terms(concept, target, Match.REGIONAL)
            yield from (_TermPair(term, translation) for translation in translations)


def _terms(concept: ET.Element, language: Language, least: Match) -> list[str]:
    """Return the terms of a TBX concept whose language matches best, and at least so well."""
    terms: dict[Match, list[str]] = {}
    for part in concept.iter():
        if _local_name(part) in {"langSet", "langSec"}:
            words = [(x.text or "").strip() for x in part.iter() if _local_name(x) == "term"]
            found = match(part.get(_LANG, ""), language)
            terms.setdefault(found, []).extend(filter(None, words))
    best = max((found for found, words in terms.items() if words), default=Match.NONE)
    return terms[best] if best >= least else []


def _local_name(element: ET.Element) -> str:
    """Return the tag of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]
