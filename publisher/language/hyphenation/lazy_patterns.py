"""Lazy parsing of pyphen's dictionaries, in a fraction of pyphen's time.

A dictionary is a list of patterns, such as `1hy` and `hen5at` (F. M. Liang, Word Hy-phen-a-tion
by Com-put-er, 1983): letters, and between them digits that rate a hyphen there. pyphen 0.18
parses up to a hundred thousand patterns before it divides a word. This dictionary parses only
the few that a word matches.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyphen

if TYPE_CHECKING:
    from pathlib import Path

    # Index of the first rated letter, and the ratings of a hyphen from there on.
    Pattern = tuple[int, tuple[int, ...]]

_ENCODINGS = {"microsoft-cp1251": "cp1251"}
_NO_PATTERN = re.compile(r"[%#]|(COMPOUND)?(LEFT|RIGHT)HYPHENMIN")
_HEX = re.compile(r"\^{2}([0-9a-f]{2})")  # a letter, by its number
_DIGITS = re.compile(r"\d")
_RATED_LETTER = re.compile(r"(\d?)(\D?)")  # a digit before a letter, or after the last one
# A spelling change at the hyphen (`omm1m/mm=m,2,2`); its digits are not ratings.
_CHANGE = re.compile(r"/[^\n]*=[^\n]*")


class LazyDictionary:
    """The dictionary in the file at `path`, with the interface of pyphen's `HyphDict`."""

    def __init__(self, path: Path) -> None:
        content = path.read_bytes()
        encoding = content.partition(b"\n")[0].decode().strip().lower()
        text = content.decode(_ENCODINGS.get(encoding, encoding)).replace("\r\n", "\n")
        text = _HEX.sub(lambda match: chr(int(match[1], 16)), text.partition("\n")[2])
        lines = [line.strip() for line in text.split("\n")]
        sources = [line for line in lines if line and not _NO_PATTERN.match(line)]
        letters = _DIGITS.sub("", _CHANGE.sub("", "\n".join(sources))).split("\n")
        pairs = zip(letters, sources, strict=True)
        # Patterns without a digit rate nothing.
        self._sources = {key: source for key, source in pairs if key != source}
        self._longest = max(map(len, letters))
        self._patterns: dict[str, Pattern] = {}
        self._positions: dict[str, list[pyphen.DataInt]] = {}

    def positions(self, word: str) -> list[pyphen.DataInt]:
        """Return where a word may be hyphenated, each position with its spelling change."""
        word = word.lower()
        if word not in self._positions:
            ratings = enumerate(self._ratings(f".{word}."), start=-1)
            self._positions[word] = [
                pyphen.DataInt(position, reference=rating)
                for position, rating in ratings
                if rating % 2
            ]
        return self._positions[word]

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


def _parse(source: str) -> Pattern:
    rating: type[int] | pyphen.AlternativeParser = int
    if _CHANGE.search(source):
        source, _, change = source.partition("/")
        rating = pyphen.AlternativeParser(source, change)
    ratings = [rating(digit or "0") for digit, _ in _RATED_LETTER.findall(source)]
    first = next((n for n, value in enumerate(ratings) if value), len(ratings))
    trailing = next((n for n, value in enumerate(reversed(ratings)) if value), 0)
    return first, tuple(ratings[first : len(ratings) - trailing])
