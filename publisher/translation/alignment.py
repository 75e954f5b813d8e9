"""Alignment of an article with an existing translation: pairs of sentences, with confidence.

Blocks are paired first, then the sentences in each pair of blocks, by kind, length, numbers
and addresses (Gale and Church 1993, with anchors). Length alone makes no pair sure: that takes
evidence from both documents for its blocks, see `alignment_evidence`.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from publisher.base.addresses import ADDRESSES
from publisher.base.characters import JOIN_MARK
from publisher.translation.alignment_evidence import (
    BlockPair,
    confirmed,
    evidence_of,
    numbers,
)
from publisher.translation.segments import text_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from publisher.markup.document import Document
    from publisher.translation.alignment_evidence import Evidence
    from publisher.translation.segments import Segment, TextBlock

T = TypeVar("T")

SURE_CONFIDENCE = 0.75  # confidence threshold of a pair that needs no review
LIKELY_CONFIDENCE = 0.2  # confidence threshold of a pair that helps a translator
_MAX_UNSURE = 0.7  # upper limit of the confidence of a pair whose blocks are not confirmed
_PLAUSIBLE = 0.6  # confidence threshold of a pair whose blocks are confirmed
_GAP_COST = 0.65  # of a block or sentence without a partner
_MERGE_COST = 0.15  # of each sentence beyond one on either side of a pair
_KIND_COST = 0.4  # of two blocks of different kinds
_KIND_PENALTY = 0.3  # on the confidence of sentences in blocks of different kinds
_NAME = re.compile(r"\b[A-Z][A-Za-z]{2,}\b")


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
    block_pairs = [BlockPair(*("".join(map(_text, side)) for side in match)) for match in matches]
    evidence = evidence_of(block_pairs)
    pairs: list[Aligned] = []
    for (left, right), is_confirmed in zip(matches, confirmed(block_pairs, evidence), strict=True):
        if left and right:
            aligned = list(_align_sentences(left[0], right[0], ratio, target.language.joiner))
            is_regular = is_confirmed and _is_regular(left[0], right[0], aligned)
            pairs += (_weighed(pair, evidence, is_regular=is_regular) for pair in aligned)
    return pairs


def _is_regular(source: TextBlock, target: TextBlock, aligned: Sequence[Aligned]) -> bool:
    """Return whether two blocks are of one kind, and each sentence has one in the other."""
    counts = {len(source.segments), len(target.segments), len(aligned)}
    has_joins = any(pair.translation == JOIN_MARK for pair in aligned)
    return len(counts) == 1 and not has_joins and _kind(source) == _kind(target)


def _weighed(pair: Aligned, evidence: Evidence, *, is_regular: bool) -> Aligned:
    """Return a pair with its confidence in view of all evidence.

    In a confirmed, regular pair of blocks, the length need only be plausible.
    """
    source, target = pair.segment.source, pair.translation
    is_contradicted = source == target or _have_other_numbers(source, target)
    if not is_regular or is_contradicted:
        return replace(pair, confidence=min(pair.confidence * evidence.share, _MAX_UNSURE))
    if pair.confidence < _PLAUSIBLE:
        return pair
    return replace(pair, confidence=max(pair.confidence, SURE_CONFIDENCE))


def _have_other_numbers(source: str, target: str) -> bool:
    return bool(numbers(source) and numbers(target)) and numbers(source).isdisjoint(
        numbers(target)
    )


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
    shared = _overlap(numbers(source), numbers(target))
    anchors_of_target = _anchors(target)
    anchors = _overlap(_anchors(source), anchors_of_target)
    # Names change in another script: a shared one is evidence, a missing one is not.
    return min(1.0, 0.55 * length + 0.45 * shared + 0.1 * anchors * bool(anchors_of_target))


def _anchors(text: str) -> set[str]:
    """Return the addresses of a text, and the other words that look like names."""
    names = _NAME.findall(ADDRESSES.replace(text, lambda _: "\0"))
    return {*ADDRESSES.find(text), *names}


def _overlap(source: set[str], target: set[str]) -> float:
    """Return the Jaccard index of two sets, and 1 for two empty ones."""
    return len(source & target) / len(source | target) if source or target else 1.0


def _length_ratio(source: Iterator[str], target: Iterator[str]) -> float:
    return (sum(map(len, target)) + 1) / (sum(map(len, source)) + 1)


def _kind(block: TextBlock) -> str:
    return block.segments[0].kind


def _text(block: TextBlock) -> str:
    return _join(block.segments, " ")


def _join(segments: Sequence[Segment], joiner: str) -> str:
    return joiner.join(segment.source for segment in segments)
