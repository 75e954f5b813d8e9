"""Clusters of letters in Khmer, Lao, Burmese and Thai, which no line end may divide.

A cluster is an orthographic syllable, as far as its letters show it: a consonant with the letters
stacked below it and the vowels and marks around it, and final consonants that a mark closes or
silences. It is more than a grapheme cluster (UAX #29), which leaves the Thai vowel เ alone and
divides Khmer stacks. The rules of Thai are those of T. Theeramunkong et al., Character Cluster
Based Thai Information Retrieval (2000); those of Lao are alike.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters and marks of line breaking class SA (UAX #14, Complex Context), by script (ISO 15924).
_LETTERS_OF = {
    "Khmr": "\u1780-\u17d3\u17d7\u17dc\u17dd",
    "Laoo": "\u0e81-\u0ece\u0edc-\u0edf",
    "Mymr": "\u1000-\u103f\u1050-\u108f\u109a-\u109f\ua9e0-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa7f",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
}
COMPLEX_SCRIPTS = frozenset(_LETTERS_OF)
_LETTERS = "".join(_LETTERS_OF.values())
_JOINERS = "\u200c\u200d\ufe00"  # the last is variation selector 1, for dotted Burmese letters
_BLOCKS = chain(range(0x0E00, 0x1100), range(0x1780, 0x17E0), range(0xA9E0, 0xAA80))
_MARKS = "".join(c for c in map(chr, _BLOCKS) if unicodedata.category(c).startswith("M"))

CONSONANT = re.compile("[\u0e01-\u0e2e\u0e81-\u0eae\u1000-\u1021\u1780-\u17a2]")

# What continues a cluster.
_CONTINUES = (
    f"[{_MARKS}{_JOINERS}]",
    "[\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46]",  # Thai vowels behind a consonant; ฯ and ๆ
    "[\u0eaf\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6]",  # the same in Lao
    "[\u0e01-\u0e2e][\u0e34\u0e38\u0e39]?\u0e4c|[\u0e81-\u0eae]\u0ecc",  # silent consonants
    "\u17d7|[\u1780-\u17a2][\u17cb-\u17cd\u17d1]",  # repetition; closed, silent consonants
    "[\u1000-\u1021](?:\u1037?\u103a|\u1039)",  # closed ones, also with the next one below
)
# What a cluster cannot end with: vowels before a consonant or between two, joints of stacks.
_AWAITS = (
    *("[\u0e40-\u0e44]", "[\u0e31\u0e37]", "[\u0e31\u0e37][\u0e48-\u0e4b]"),
    *("[\u0ec0-\u0ec4]", "[\u0eb1\u0ebb]", "[\u0eb1\u0ebb][\u0ec8-\u0ecb]"),
    "[\u17d2\u1039\u200d]",
)
_RUN = re.compile(f"[{_LETTERS}][{_LETTERS}{_JOINERS}]+")
_BREAK = re.compile(
    f"(?<=[{_LETTERS}{_JOINERS}])(?=[{_LETTERS}])(?!{'|'.join(_CONTINUES)})"
    + "".join(f"(?<!{awaits})" for awaits in _AWAITS)
)


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each run of two or more letters of these scripts."""
    return (match.span() for match in _RUN.finditer(text))


def cluster_breaks(text: str) -> tuple[int, ...]:
    """Return where clusters meet: the indices of characters that begin one, in order.

    A word that is wider than its line may be divided there, and at no other place inside a run
    of these letters.
    """
    found = (_BREAK.finditer(text, start + 1, end) for start, end in runs(text))
    return tuple(match.start() for match in chain.from_iterable(found))
