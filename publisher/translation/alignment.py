"""An article and its translation as two documents → pairs of sentences, with confidence.

Blocks are paired first, then the sentences within each pair, by what they are, how long
they are, and which numbers, addresses and names they share (Gale and Church 1993, with
anchors). Length alone makes no pair sure: that takes something that both sides say, in
the pair itself or in its neighbours on both sides. Nothing is guessed in silence.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from anyascii import anyascii
from rapidfuzz import fuzz

from publisher.base.characters import JOIN_MARK
from publisher.translation.segments import text_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from publisher.markup.document import Document
    from publisher.translation.segments import Segment, TextBlock

T = TypeVar("T")

SURE = 0.75
_UNPROVED = 0.7  # the most that a pair without evidence can be
_GAP = 0.65  # what it costs to leave a block or sentence without a partner
_MERGE = 0.15  # what it costs besides that two stand for one
_ALIKE = 80.0  # percent of the letters of a name, written in Latin ones
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
_ANCHOR = re.compile(r"https?://\S+|[\w.+-]+@[\w.-]+|\b[A-Z][A-Za-z]{2,}\b")


@dataclass(frozen=True)
class Aligned:
    """A source segment, its translation, and how sure that is, from 0 to 1."""

    segment: Segment
    translation: str
    confidence: float


def align(source: Document, target: Document) -> list[Aligned]:
    """Pair the sentences of an article with those of its translation, in their order."""
    left = list(text_blocks(source, "sentence"))
    right = list(text_blocks(target, "sentence"))
    ratio = _ratio([_text(block) for block in left], [_text(block) for block in right])

    def cost(ours: Sequence[TextBlock], theirs: Sequence[TextBlock]) -> float:
        kinds = _kind(ours[0]) == _kind(theirs[0])
        return 1 - _likeness(_text(ours[0]), _text(theirs[0]), ratio) + (0 if kinds else 0.4)

    rows = _pairs(left, right, cost, most=1)
    pairs = [pair for pair in rows if all(pair)]
    # Of two documents that differ in much no pair is sure.
    alike = sum(_kind(ours[0]) == _kind(theirs[0]) for ours, theirs in pairs)
    trust = alike / max(len(left), len(right), 1)
    found: list[Aligned | None] = []
    for ours, theirs in rows:
        if ours and theirs:
            found += _within(ours[0], theirs[0], ratio, target.language.joiner)
        else:  # what has no partner parts its neighbours
            found.append(None)
    return [
        replace(aligned, confidence=min(aligned.confidence * trust, 1 if proved else _UNPROVED))
        for aligned, proved in zip(found, _proved(found), strict=True)
        if aligned is not None
    ]


def _proved(row: Sequence[Aligned | None]) -> list[bool]:
    """Say which pairs share something, or stand between two that do."""
    own = [aligned is not None and _is_evident(aligned) for aligned in row]
    around = zip([False, *own], own, [*own[1:], False], strict=False)
    joined = [aligned is not None and aligned.translation == JOIN_MARK for aligned in row]
    return [
        not is_joined and (itself or (before and after))
        for is_joined, (before, itself, after) in zip(joined, around, strict=True)
    ]


def _is_evident(aligned: Aligned) -> bool:
    """Say whether a sentence and its translation say a number, an address or a name alike."""
    ours, theirs = aligned.segment.source, aligned.translation
    if ours == theirs:  # it translates nothing
        return False
    if _numbers(ours) != _numbers(theirs):
        return False
    anchors = set(_ANCHOR.findall(ours)) & set(_ANCHOR.findall(theirs))
    return bool(_numbers(ours) or anchors or _share_a_name(ours, theirs))


def _share_a_name(ours: str, theirs: str) -> bool:
    """Say whether a name of one text sounds like a word of the other, in whichever script."""
    heard = [anyascii(word).lower() for word in _LONG_WORD.findall(theirs)]
    names = [anyascii(word).lower() for word in _LONG_WORD.findall(ours) if word[0].isupper()]
    return any(fuzz.ratio(name, word) >= _ALIKE for name in names for word in heard)


def _within(ours: TextBlock, theirs: TextBlock, ratio: float, joiner: str) -> Iterator[Aligned]:
    """Pair the sentences of two blocks; one may stand for two."""
    same_kind = _kind(ours) == _kind(theirs)

    def cost(left: Sequence[Segment], right: Sequence[Segment]) -> float:
        likeness = _likeness(_joined(left, " "), _joined(right, joiner), ratio)
        return 1 - likeness + _MERGE * (len(left) + len(right) - 2)

    for left, right in _pairs(ours.segments, theirs.segments, cost, most=2):
        if not left or not right:
            continue
        confidence = 1 - cost(left, right) - (0 if same_kind else 0.3)
        yield Aligned(left[0], _joined(right, joiner), max(confidence, 0.0))
        for segment in left[1:]:
            yield Aligned(segment, JOIN_MARK, max(confidence, 0.0))


def _pairs(
    left: Sequence[T],
    right: Sequence[T],
    cost: Callable[[Sequence[T], Sequence[T]], float],
    *,
    most: int,
) -> list[tuple[Sequence[T], Sequence[T]]]:
    """Pair two sequences in order at the least cost; up to `most` of one make a pair."""
    steps = [(1, 1), (1, 0), (0, 1), *((1, n) for n in range(2, most + 1))]
    steps += [(n, 1) for n in range(2, most + 1)]
    best = {(0, 0): (0.0, (0, 0))}
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            for di, dj in steps:
                if i < di or j < dj or (i - di, j - dj) not in best:
                    continue
                gap = not di or not dj
                price = _GAP if gap else cost(left[i - di : i], right[j - dj : j])
                total = best[i - di, j - dj][0] + price
                if (i, j) not in best or total < best[i, j][0]:
                    best[i, j] = (total, (di, dj))
    found = []
    i, j = len(left), len(right)
    while i or j:
        di, dj = best[i, j][1]
        found.append((left[i - di : i], right[j - dj : j]))
        i, j = i - di, j - dj
    return found[::-1]


def _likeness(ours: str, theirs: str, ratio: float) -> float:
    """Say how likely one text translates the other, from 0 to 1."""
    length = math.exp(-abs(math.log((len(theirs) + 1) / (len(ours) * ratio + 1))))
    numbers = _shared(_numbers(ours), _numbers(theirs))
    anchors = _shared(set(_ANCHOR.findall(ours)), set(_ANCHOR.findall(theirs)))
    # Names are written otherwise in other scripts: only what is shared tells something.
    return min(1.0, 0.55 * length + 0.45 * numbers + 0.1 * anchors * bool(_ANCHOR.search(theirs)))


def _shared(ours: set[str], theirs: set[str]) -> float:
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else 1.0


def _numbers(text: str) -> set[str]:
    """Return the numbers of a text in plain digits, however it divides and writes them."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    return {re.sub(r"\D", "", number) for number in _NUMBER.findall(plain)}


def _ratio(ours: Sequence[str], theirs: Sequence[str]) -> float:
    return (sum(map(len, theirs)) + 1) / (sum(map(len, ours)) + 1)


def _kind(block: TextBlock) -> str:
    return block.segments[0].kind


def _text(block: TextBlock) -> str:
    return " ".join(segment.source for segment in block.segments)


def _joined(segments: Sequence[Segment], joiner: str) -> str:
    return joiner.join(segment.source for segment in segments)
