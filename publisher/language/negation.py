"""Negations in a text: words, forms of verbs, and words beside their contraries."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from publisher.language.negation_words import PARTS, PREFIXES, SUFFIXES, WORDS

# A word with its apostrophes, Armenian tone marks, joiners, and the marks of Hebrew, Arabic
# and Indic letters.
_WORD = re.compile(
    r"[\w'’ʼ‘\u055b-\u055e\u200c\u200d\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u0670"
    r"\u0900-\u0963\u0966-\u0dff]+"
)
_APOSTROPHES = str.maketrans("’ʼ‘", "'''")
_TONE_MARKS = re.compile(r"[\u055b-\u055e]")
_PROHIBITIVE = "մի՛"  # Armenian "do not", which without the mark is the article "a"
_MIN_STEM = 3  # letters; shorter words have too many others that begin with a prefix and them


def negations(text: str, other: str, language: str) -> int:
    """Return the number of negations in a text, by ISO 639 code of its language.

    Words count that are negations in themselves, or the contrary of a word in `other`,
    another version of the text: `impossible` beside `possible`.
    """
    if language in PARTS:
        return len(_parts(language).findall(text))
    others = frozenset(map(_folded, _words(other)))
    return sum(
        bool(_negative_word(language).fullmatch(word))
        or _is_contrary(_folded(word), others, language)
        for word in _words(text)
    )


def _words(text: str) -> list[str]:
    words = (word.strip("'") for word in _WORD.findall(text.lower().translate(_APOSTROPHES)))
    return [word if word == _PROHIBITIVE else _TONE_MARKS.sub("", word) for word in words]


@cache
def _parts(language: str) -> re.Pattern[str]:
    return re.compile("|".join(PARTS[language].split()))


@cache
def _negative_word(language: str) -> re.Pattern[str]:
    return re.compile("|".join(WORDS.get(language, "(?!)").split()))


def _is_contrary(word: str, others: frozenset[str], language: str) -> bool:
    """Return whether a word is one of `others` with a negative prefix or suffix."""
    for positive, negative in _pairs(PREFIXES.get(language, "")):
        stem = word.removeprefix(negative)
        if stem != word and len(stem) >= _MIN_STEM and positive + stem in others:
            return True
    for positive, negative in _pairs(SUFFIXES.get(language, "")):
        stem = word.removesuffix(negative)
        if stem != word and len(stem) >= _MIN_STEM and stem + positive in others:
            return True
    return False


@cache
def _pairs(affixes: str) -> list[tuple[str, str]]:
    found = (_folded(pair).partition(">") for pair in affixes.split())
    return [(positive, negative) for positive, _, negative in found]


def _folded(word: str) -> str:
    """Return a word without accents and joiners: the accent of Greek words moves."""
    decomposed = unicodedata.normalize("NFD", word.replace("\u200c", ""))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
