"""Alignment of an article with an existing translation: pairs of sentences, with confidence.

Blocks are paired first, then the sentences in each pair of blocks, by kind, length, and
shared numbers, addresses and names (Gale and Church 1993, with anchors). Length alone makes
no pair sure: that takes evidence in both texts, in the pair itself or in its neighbours on
both sides.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from anyascii import anyascii
from rapidfuzz import fuzz

from publisher.base.characters import JOIN_MARK
from publisher.translation.segments import text_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from publisher.markup.document import Document
    from publisher.translation.segments import Segment, TextBlock

T = TypeVar("T")

SURE_CONFIDENCE = 0.75  # confidence threshold of a pair that needs no review
_MAX_WITHOUT_EVIDENCE = 0.7  # upper limit of the confidence of a pair without evidence
_GAP_COST = 0.65  # of a block or sentence without a partner
_MERGE_COST = 0.15  # of each sentence beyond one on either side of a pair
_KIND_COST = 0.4  # of two blocks of different kinds
_KIND_PENALTY = 0.3  # on the confidence of sentences in blocks of different kinds
_NAME_THRESHOLD = 80.0  # similarity of two transliterated names, in percent
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_ANCHOR = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+|\b[A-Z][A-Za-z]{2,}\b")


@dataclass(frozen=True)
class Aligned:
    """A source segment, its translation, and the confidence in the pair, from 0 to 1."""

    segment: Segment
    translation: str
    confidence: float


class _Match(NamedTuple, Generic[T]):
    """Consecutive items of the source and their translation; one side is empty at a gap."""

    source: Sequence[T]
    target: Sequence[T]


def align(source: Document, target: Document) -> list[Aligned]:
    """Pair the sentences of an article with those of its translation, in reading order."""
    source_blocks = list(text_blocks(source, "sentence"))
    target_blocks = list(text_blocks(target, "sentence"))
    ratio = _length_ratio(map(_text, source_blocks), map(_text, target_blocks))

    def cost(left: Sequence[TextBlock], right: Sequence[TextBlock]) -> float:
        score = _score(_text(left[0]), _text(right[0]), ratio)
        return 1 - score + (0 if _kind(left[0]) == _kind(right[0]) else _KIND_COST)

    matches = _match(source_blocks, target_blocks, cost, most=1)
    # The more two documents differ in structure, the less sure is each of their pairs.
    alike = sum(_kind(left[0]) == _kind(right[0]) for left, right in matches if left and right)
    trust = alike / max(len(source_blocks), len(target_blocks), 1)
    pairs: list[Aligned | None] = []
    for left, right in matches:
        if left and right:
            pairs += _align_sentences(left[0], right[0], ratio, target.language.joiner)
        else:  # a gap separates its neighbours
            pairs.append(None)
    return [
        replace(
            pair,
            confidence=min(pair.confidence * trust, 1 if evident else _MAX_WITHOUT_EVIDENCE),
        )
        for pair, evident in zip(pairs, _with_evidence(pairs), strict=True)
        if pair is not None
    ]


def _with_evidence(pairs: Sequence[Aligned | None]) -> list[bool]:
    """Return, for each pair, whether it or both its neighbours have evidence."""
    own = [pair is not None and _has_evidence(pair) for pair in pairs]
    around = zip([False, *own], own, [*own[1:], False], strict=False)
    joined = [pair is not None and pair.translation == JOIN_MARK for pair in pairs]
    return [
        not is_joined and (itself or (before and after))
        for is_joined, (before, itself, after) in zip(joined, around, strict=True)
    ]


def _has_evidence(pair: Aligned) -> bool:
    """Return whether a sentence and its translation share a number, an address or a name."""
    source, target = pair.segment.source, pair.translation
    if source == target:  # not a translation
        return False
    if _numbers(source) != _numbers(target):
        return False
    anchors = set(_ANCHOR.findall(source)) & set(_ANCHOR.findall(target))
    return bool(_numbers(source) or anchors or _share_a_name(source, target))


def _share_a_name(source: str, target: str) -> bool:
    """Return whether a name in `source` resembles a word of `target`, transliterated."""
    words = [anyascii(word).lower() for word in _LONG_WORD.findall(target)]
    names = [anyascii(word).lower() for word in _LONG_WORD.findall(source) if word[0].isupper()]
    return any(fuzz.ratio(name, word) >= _NAME_THRESHOLD for name in names for word in words)


def _align_sentences(
    source: TextBlock, target: TextBlock, ratio: float, joiner: str
) -> Iterator[Aligned]:
    """Pair the sentences of two blocks, up to two on one side."""
    penalty = 0 if _kind(source) == _kind(target) else _KIND_PENALTY

    def cost(left: Sequence[Segment], right: Sequence[Segment]) -> float:
        score = _score(_join(left, " "), _join(right, joiner), ratio)
        return 1 - score + _MERGE_COST * (len(left) + len(right) - 2)

    for left, right in _match(source.segments, target.segments, cost, most=2):
        if not left or not right:
            continue
        confidence = max(1 - cost(left, right) - penalty, 0.0)
        yield Aligned(left[0], _join(right, joiner), confidence)
        for segment in left[1:]:
            yield Aligned(segment, JOIN_MARK, confidence)


def _match(
    source: Sequence[T],
    target: Sequence[T],
    cost: Callable[[Sequence[T], Sequence[T]], float],
    *,
    most: int,
) -> list[_Match[T]]:
    """Match two sequences in order at the least cost, with up to `most` items on one side."""
    steps = [(1, 1), (1, 0), (0, 1), *((1, n) for n in range(2, most + 1))]
    steps += [(n, 1) for n in range(2, most + 1)]
    # For the first i and j items: the least cost, and the last step to it.
    best = {(0, 0): (0.0, (0, 0))}
    for i in range(len(source) + 1):
        for j in range(len(target) + 1):
            for di, dj in steps:
                if i < di or j < dj or (i - di, j - dj) not in best:
                    continue
                is_gap = not di or not dj
                price = _GAP_COST if is_gap else cost(source[i - di : i], target[j - dj : j])
                total = best[i - di, j - dj][0] + price
                if (i, j) not in best or total < best[i, j][0]:
                    best[i, j] = (total, (di, dj))
    matches = []
    i, j = len(source), len(target)
    while i or j:
        di, dj = best[i, j][1]
        matches.append(_Match(source[i - di : i], target[j - dj : j]))
        i, j = i - di, j - dj
    return matches[::-1]


def _score(source: str, target: str, ratio: float) -> float:
    """Return how likely `target` translates `source`, from 0 to 1."""
    length = math.exp(-abs(math.log((len(target) + 1) / (len(source) * ratio + 1))))
    numbers = _overlap(_numbers(source), _numbers(target))
    anchors = _overlap(set(_ANCHOR.findall(source)), set(_ANCHOR.findall(target)))
    # Names change in another script: a shared one is evidence, a missing one is not.
    return min(1.0, 0.55 * length + 0.45 * numbers + 0.1 * anchors * bool(_ANCHOR.search(target)))


def _overlap(source: set[str], target: set[str]) -> float:
    """Return the Jaccard index of two sets, and 1 for two empty ones."""
    return len(source & target) / len(source | target) if source or target else 1.0


def _numbers(text: str) -> set[str]:
    """Return the numbers of a text in Latin digits, without separators."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    return {re.sub(r"\D", "", number) for number in _NUMBER.findall(plain)}


def _length_ratio(source: Iterator[str], target: Iterator[str]) -> float:
    return (sum(map(len, target)) + 1) / (sum(map(len, source)) + 1)


def _kind(block: TextBlock) -> str:
    return block.segments[0].kind


def _text(block: TextBlock) -> str:
    return _join(block.segments, " ")


def _join(segments: Sequence[Segment], joiner: str) -> str:
    return joiner.join(segment.source for segment in segments)
