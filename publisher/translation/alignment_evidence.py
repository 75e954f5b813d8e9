"""Evidence that two blocks translate each other: rare numbers, addresses and similar words.

A word of the source that is rare in both documents, but present in both, confirms the pair of
blocks that it occurs in, or contradicts the pair of blocks that has it on one side only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz, process

from publisher.base.addresses import ADDRESSES
from publisher.base.characters import ascii_digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SIMILAR = 80.0  # percent; threshold for two transliterated words
_RARE = 2  # blocks; a word in more of them does not tell them apart
_LEAST_SHARE = 0.65  # of the evidence that confirms, for a document that is the translation
_LEAST_EVIDENCE = 3  # words
_FAR = 4  # blocks; so many without evidence may be between two that have some
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")


class BlockPair(NamedTuple):
    """Texts of two blocks that are matched; one of them is empty at a gap."""

    source: str
    target: str


class Evidence(NamedTuple):
    """Numbers of words that confirm and that contradict each pair of blocks."""

    confirming: Sequence[int]
    contradicting: Sequence[int]

    @property
    def share(self) -> float:
        """Share of the evidence that confirms, from 0 to 1; little evidence has a low share."""
        confirming, contradicting = sum(self.confirming), sum(self.contradicting)
        return (confirming + 1) / (confirming + contradicting + 2)


def evidence_of(pairs: Sequence[BlockPair]) -> Evidence:
    """Return the evidence for and against each of the pairs, in reading order."""
    # Equal texts are no translation.
    sources = _positions(pair.source if pair.source != pair.target else "" for pair in pairs)
    targets = _positions(pair.target for pair in pairs)
    by_initial = defaultdict(list)
    for word in targets:
        by_initial[word[0]].append(word)
    confirming, contradicting = [0] * len(pairs), [0] * len(pairs)
    for word, positions in sources.items():
        found = {i for other in _similar(word, by_initial[word[0]]) for i in targets[other]}
        if len(positions) > _RARE or not 0 < len(found) <= _RARE:
            continue
        for position in positions:
            (confirming if position in found else contradicting)[position] += 1
    return Evidence(confirming, contradicting)


def confirmed(pairs: Sequence[BlockPair], evidence: Evidence) -> list[bool]:
    """Return, for each pair of blocks, whether the evidence confirms it.

    In a stretch without gaps, that is every pair between two pairs with evidence that are
    near, or between one of them and an end of both documents: nothing can be shifted there.
    """
    result = [False] * len(pairs)
    if evidence.share < _LEAST_SHARE or sum(evidence.confirming) < _LEAST_EVIDENCE:
        return result
    counts = zip(evidence.confirming, evidence.contradicting, strict=True)
    # Positions of the pairs with evidence, and the ends of both documents.
    known = [-1, *(i for i, (more, less) in enumerate(counts) if more > less), len(pairs)]
    for before, after in pairwise(known):
        between = range(before + 1, after)
        is_gapless = all(pairs[i].source and pairs[i].target for i in between)
        if is_gapless and len(between) <= _FAR:
            for i in between:
                result[i] = not evidence.contradicting[i]
        if after < len(pairs):
            result[after] = True
    return result


def numbers(text: str) -> set[str]:
    """Return the numbers of a text in ASCII digits, without separators."""
    return {re.sub(r"\D", "", number) for number in _NUMBER.findall(ascii_digits(text))}


def _positions(texts: Iterable[str]) -> dict[str, list[int]]:
    """Return the texts that each word, number or address occurs in, by their numbers."""
    found: dict[str, list[int]] = defaultdict(list)
    for position, text in enumerate(texts):
        words = {anyascii(word).lower() for word in _LONG_WORD.findall(text)} - {""}
        for word in words | numbers(text) | set(ADDRESSES.find(text)):
            found[word].append(position)
    return found


def _similar(word: str, others: Sequence[str]) -> list[str]:
    if not word.isalpha():
        return [other for other in others if other == word]
    found = process.extract(word, others, scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=None)
    return [other for other, *_ in found]
