"""Word index: which texts have a word, for the search for similar texts.

Words are hashes of 32 bits, which take a third of the room. The few words that share one count
as the same word.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from publisher.catalogues.key import Key

# Largest numbers in arrays by their type: nearly all fit into the first.
_MOST = MappingProxyType({"B": 2**8 - 1, "H": 2**16 - 1, "I": 2**32 - 1})
_SHORT_TEXT = 3  # words; up to this number, one misspelt word changes much of the text
_WORD = re.compile(r"\w+")
# Thai, Lao, Burmese, Khmer, Japanese and Chinese, which have no spaces between words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2,}")


class Occurrences(NamedTuple):
    """Texts that have a word: `start` and each of the `numbers` are the position of one."""

    word: int
    start: int
    numbers: Sequence[int]


class IndexedTexts(Protocol):
    """Texts that need not be in memory."""

    def occurrences(self, words: set[int]) -> Iterator[Occurrences]:
        """Yield where the texts have some words, in the order of positions for each word."""

    def keys_at(self, positions: Collection[int]) -> Mapping[int, Key]:
        """Return the texts at some positions, with their contexts."""


class WordIndex(NamedTuple):
    """Words of some texts: hashes in order, and the number of a text that has it for each."""

    words: Sequence[int]
    numbers: Sequence[int]

    @classmethod
    def of(cls, keys: Iterable[Key]) -> WordIndex:
        """Return the index of texts."""
        found = sorted((word, i) for i, (_, text) in enumerate(keys) for word in word_hashes(text))
        words, numbers = zip(*found, strict=True) if found else ((), ())
        return cls(array("I", words), array("I", numbers))

    def occurrences(self, words: set[int], start: int) -> Iterator[Occurrences]:
        """Yield where the texts have some words; the first has the position `start`."""
        for word in words.intersection(self.words):
            first = bisect_left(self.words, word)
            end = bisect_right(self.words, word, first)
            yield Occurrences(word, start, self.numbers[first:end])

    def to_bytes(self) -> bytes:
        """Return the index as bytes."""
        code = next(code for code, most in _MOST.items() if max(self.numbers, default=0) <= most)
        parts = array("I", self.words), array(code, self.numbers)
        return b"".join((*parts, code.encode()))

    @classmethod
    def from_bytes(cls, content: bytes) -> WordIndex:
        """Return the index from the bytes of `to_bytes`."""
        values, code = content[:-1], chr(content[-1])
        size = array("I").itemsize
        end = size * (len(values) // (size + array(code).itemsize))
        return cls(array("I", values[:end]), array(code, values[end:]))


def word_hashes(text: str) -> set[int]:
    """Return the hashes of the words that a text is indexed by."""
    return set(map(hash_of_word, indexed_words(text)))


def hash_of_word(word: str) -> int:
    """Return the hash of a word."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def indexed_words(text: str) -> set[str]:
    """Return the words of a text; for a short text, their trigrams too.

    Scripts without spaces between words are indexed by bigrams.
    """
    words = set(_WORD.findall(text.lower()))
    if len(words) <= _SHORT_TEXT:
        words |= {word[i : i + 3] + "…" for word in words for i in range(len(word) - 2)}
    for run in () if text.isascii() else _UNSPACED.findall(text):
        words.update(run[i : i + 2] for i in range(len(run) - 1))
    return words
