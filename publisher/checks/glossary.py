"""Glossaries: the agreed translations of terms, recognised in any inflection."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from publisher.language.locale import Language

_WORD = re.compile(r"\w+(?:'\w+)*")
_MAX_WORDS = 2**16  # in the cache of a language
_MIN_STEM = 4  # letters
_MAX_ENDING = 3  # letters, in languages without a stemmer


@dataclass(frozen=True)
class Term:
    """A term of the source language and its translations, of which any may be used."""

    source: str
    targets: tuple[str, ...]


class _Wanted(NamedTuple):
    """A term and its stems, between spaces; longer terms have lower ranks."""

    rank: int
    term: Term
    stems: str


@dataclass(frozen=True)
class Glossary:
    """The terms of a language pair, by their first stems.

    So a text is compared only with the terms of its words.
    """

    source: Language
    target: Language
    _index: Mapping[str, Sequence[_Wanted]]

    @classmethod
    def of(cls, terms: Iterable[Term], source: Language, target: Language) -> Glossary:
        """Return the glossary of some terms, which are stemmed here, once."""
        index: dict[str, list[_Wanted]] = {}
        for rank, term in enumerate(sorted(terms, key=lambda term: -len(term.source))):
            if stems := _stems(term.source, source):
                index.setdefault(stems[0], []).append(_Wanted(rank, term, _spaced(stems)))
        return cls(source, target, index)

    def used_in(self, text: str) -> Iterator[Term]:
        """Yield the terms in a text of the source language, longest first.

        A term that occurs only within a longer one is not yielded.
        """
        words = _stems(text, self.source)
        stems = _spaced(words)
        candidates = (wanted for word in set(words) for wanted in self._index.get(word, ()))
        for _, term, wanted in sorted(candidates):
            if wanted in stems and _has_same_case(term.source, text):
                stems = stems.replace(wanted, "  ")
                yield term

    def is_translated_in(self, term: Term, text: str) -> bool:
        """Return whether a text of the target language uses the term, in any inflection."""
        stems = _stems(text, self.target)
        if not self.target.has_word_spaces:
            return any(target in text for target in term.targets)
        return any(_has_all(stems, _stems(t, self.target)) for t in term.targets)


def _spaced(stems: Sequence[str]) -> str:
    return f" {' '.join(stems)} "


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
    """Return the stemmer of a language, which stems each word once.

    The fallback removes the last letters of a word.
    """
    import snowballstemmer  # noqa: PLC0415 - slow: it loads the rules of all languages

    name = _STEMMERS.get(base, "")
    if name not in snowballstemmer.algorithms():
        return lambda word: word[: max(_MIN_STEM, len(word) - _MAX_ENDING)]
    stemmer = snowballstemmer.stemmer(name)
    return lru_cache(maxsize=_MAX_WORDS)(lambda word: str(stemmer.stemWord(word)))
