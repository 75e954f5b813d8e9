"""Lazy parsing of hyphenation patterns, in a fraction of pyphen's time.

A dictionary is a list of patterns, such as `1hy` and `hen5at` (F. M. Liang, Word Hy-phen-a-tion
by Com-put-er, 1983): letters, and between them digits that rate a hyphen there. pyphen 0.18
parses up to a hundred thousand patterns before it divides a word. This dictionary parses only
the few that a word matches.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pyphen

from publisher.language.hyphenation.pattern_files import read_patterns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    # Index of the first rated letter, and the ratings of a hyphen from there on.
    Pattern = tuple[int, tuple[int, ...]]

_DIGITS = re.compile(r"\d")
_RATED_LETTER = re.compile(r"(\d?)(\D?)")  # a digit before a letter, or after the last one
# A spelling change at the hyphen (`omm1m/mm=m,2,2`); its digits are not ratings.
_CHANGE = re.compile(r"/[^\n]*=[^\n]*")


class LazyDictionary:
    """The dictionary in the file at `path`, with the interface of pyphen's `HyphDict`."""

    def __init__(self, path: Path) -> None:
        self._file = read_patterns(path)
        letters = _DIGITS.sub("", _CHANGE.sub("", "\n".join(self._file.patterns))).split("\n")
        pairs = zip(letters, self._file.patterns, strict=True)
        # Patterns without a digit rate nothing.
        self._sources = {key: source for key, source in pairs if key != source}
        self._letters = frozenset("".join(letters)) - {"."}
        self._longest = max(map(len, letters))
        self._patterns: dict[str, Pattern] = {}
        self._positions: dict[str, list[pyphen.DataInt]] = {}

    def positions(self, word: str) -> list[pyphen.DataInt]:
        """Return where a word may be hyphenated, each position with its spelling change."""
        word = _lower(word)
        if word not in self._positions:
            same = word.translate(self._file.same_letters)
            self._positions[word] = [
                pyphen.DataInt(start + position, reference=rating)
                for start, part in self._parts(same)
                for position, rating in self._rated(part)
            ]
        return self._positions[word]

    def _parts(self, word: str) -> Iterator[tuple[int, str]]:
        """Yield the parts of a word, each with its start: `geht` and `s` of `geht's`.

        As in TeX, the characters between them are neither letters nor in any pattern.
        """
        if word.isalpha():  # nearly all are
            yield 0, word
            return
        start = 0
        for index, character in enumerate(f"{word}."):
            if character not in self._letters and not _is_letter(character):
                if index > start:
                    yield start, word[start:index]
                start = index + 1

    def _rated(self, part: str) -> Iterator[tuple[int, int]]:
        """Yield where a part of a word may be hyphenated, each position with its rating."""
        if part in self._file.exceptions:
            ratings = [(position, 1) for position in self._file.exceptions[part]]
        else:
            ratings = list(enumerate(self._ratings(f".{part}."), start=-1))
        permitted = _permitted(part, *self._file.minima)
        for position, rating in ratings:
            if rating % 2 and position in permitted:
                yield position, rating

    def _ratings(self, word: str) -> list[int]:
        """Return the rating of a hyphen before each letter of a word, and after the last."""
        ratings = [0] * (len(word) + 1)
        for start in range(len(word) - 1):
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                if (letters := word[start:end]) in self._sources:
                    offset, pattern = self._pattern(letters)
                    span = slice(start + offset, start + offset + len(pattern))
                    ratings[span] = map(max, pattern, ratings[span])
        return ratings

    def _pattern(self, letters: str) -> Pattern:
        if letters not in self._patterns:
            self._patterns[letters] = _parse(self._sources[letters])
        return self._patterns[letters]


def _lower(word: str) -> str:
    """Return a word in lower case, of the same length: that of İ is two characters."""
    lower = word.lower()
    return lower if len(lower) == len(word) else "".join(map(_lower_letter, word))


def _lower_letter(letter: str) -> str:
    lower = letter.lower()
    return lower if len(lower) == 1 else letter


def _is_letter(character: str) -> bool:
    """Return whether a character is a letter, or an accent or vowel sign of one."""
    return unicodedata.category(character)[0] in "LM"


def _permitted(part: str, left: int, right: int) -> range:
    """Return the positions with at least so many letters before and after them.

    Apostrophes and accents do not count: `t’és` has three letters.
    """
    if part.isalpha():  # nearly all are
        return range(left, len(part) - right + 1)
    letters = [index for index, character in enumerate(part) if character.isalpha()]
    if len(letters) < left + right:
        return range(0)
    return range(letters[left - 1] + 1, letters[-right] + 1)


def _parse(source: str) -> Pattern:
    rating: type[int] | pyphen.AlternativeParser = int
    if _CHANGE.search(source):
        source, _, change = source.partition("/")
        rating = pyphen.AlternativeParser(source, change)
    ratings = [rating(digit or "0") for digit, _ in _RATED_LETTER.findall(source)]
    first = next((n for n, value in enumerate(ratings) if value), len(ratings))
    trailing = next((n for n, value in enumerate(reversed(ratings)) if value), 0)
    return first, tuple(ratings[first : len(ratings) - trailing])
