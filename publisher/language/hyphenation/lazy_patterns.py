"""pyphen's dictionaries, read in a fraction of the time that pyphen takes.

A dictionary is a list of patterns, such as `1hy` and `hen5at` (F. M. Liang, Word Hy-phen-a-tion
by Com-put-er, 1983): letters, and between them digits that say how good a hyphen is
there. pyphen 0.18 parses all of them before it divides a word, up to a hundred thousand. A
word asks for a few, and only those are parsed here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyphen

if TYPE_CHECKING:
    from pathlib import Path

    # From which letter on, and how good a hyphen is there and before each letter after it.
    Pattern = tuple[int, tuple[int, ...]]

_ENCODINGS = {"microsoft-cp1251": "cp1251"}
_NO_PATTERN = re.compile(r"[%#]|(COMPOUND)?(LEFT|RIGHT)HYPHENMIN")
_HEX = re.compile(r"\^{2}([0-9a-f]{2})")  # a letter, as its number
_DIGITS = re.compile(r"\d")
_BEFORE = re.compile(r"(\d?)(\D?)")  # a digit before a letter, and one behind the last
# Digits that are none of a pattern: they say how the letters change (`omm1m/mm=m,2,2`).
_CHANGE = re.compile(r"/[^\n]*=[^\n]*")


class Patterns:
    """A dictionary of pyphen's (its `HyphDict`), from the file at `path`."""

    def __init__(self, path: Path) -> None:
        content = path.read_bytes()
        encoding = content.partition(b"\n")[0].decode().strip().lower()
        text = content.decode(_ENCODINGS.get(encoding, encoding)).replace("\r\n", "\n")
        text = _HEX.sub(lambda found: chr(int(found[1], 16)), text.partition("\n")[2])
        lines = [line.strip() for line in text.split("\n")]
        written = [line for line in lines if line and not _NO_PATTERN.match(line)]
        letters = _DIGITS.sub("", _CHANGE.sub("", "\n".join(written))).split("\n")
        pairs = zip(letters, written, strict=True)
        self._written = {own: pattern for own, pattern in pairs if own != pattern}
        self._longest = max(map(len, letters))
        self._parsed: dict[str, Pattern] = {}
        self._divided: dict[str, list[pyphen.DataInt]] = {}

    def positions(self, word: str) -> list[pyphen.DataInt]:
        """Return where a word may be hyphenated, and what becomes of its letters there."""
        word = word.lower()
        if word not in self._divided:
            found = enumerate(self._values(f".{word}."), start=-1)
            self._divided[word] = [pyphen.DataInt(n, reference=v) for n, v in found if v % 2]
        return self._divided[word]

    def _values(self, word: str) -> list[int]:
        """Return how good a hyphen is before each letter of a word, and behind the last."""
        values = [0] * (len(word) + 1)
        for start in range(len(word) - 1):
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                if (letters := word[start:end]) in self._written:
                    offset, own = self._pattern(letters)
                    place = slice(start + offset, start + offset + len(own))
                    values[place] = map(max, own, values[place])
        return values

    def _pattern(self, letters: str) -> Pattern:
        if letters not in self._parsed:
            self._parsed[letters] = _parsed(self._written[letters])
        return self._parsed[letters]


def _parsed(written: str) -> Pattern:
    value: type[int] | pyphen.AlternativeParser = int
    if _CHANGE.search(written):
        written, _, change = written.partition("/")
        value = pyphen.AlternativeParser(written, change)
    values = [value(digit or "0") for digit, _ in _BEFORE.findall(written)]
    first = next((n for n, v in enumerate(values) if v), len(values))
    last = next((n for n, v in enumerate(reversed(values)) if v), 0)
    return first, tuple(values[first : len(values) - last])
