"""Words that extractors do not find by their glyphs: marks and pieces of letters confuse them.

Marks are drawn beside their letters, and vowel signs may be drawn before them. In Nastaliq, the
style of Urdu, letters descend from right to left, and their dots are glyphs by themselves. For
extractors that go by positions these are other words or lines.
"""

from __future__ import annotations

import unicodedata
from itertools import accumulate, chain, groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS

from publisher.outputs.pdf.engine.glyph_clusters import PLACEHOLDER, visible_glyphs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from publisher.outputs.pdf.engine.glyph_clusters import Cluster

    Pointer = Any  # cffi is not typed

_MOST_LETTERS = 8  # in a glyph


class Group(NamedTuple):
    """A number of glyphs in a row, and the text that they show together."""

    glyphs: int
    text: str


class Word(NamedTuple):
    """A number of glyphs in a row that can be drawn as one, a word or a part of one.

    `text` has its letters, those from right to left in the order of drawing. `offset` is the
    distance from the origin of the word to that of its first glyph, `width` the one to its
    end, in pixels of CSS.
    """

    glyphs: int
    text: str
    offset: float
    width: float


def words_of(
    run: Pointer, clusters: Sequence[Cluster], start: int, order: int
) -> Iterator[tuple[int, Word]]:
    """Yield the words of a run, with the indices of their first glyphs, from `start` on."""
    has_pieces = order < 0 and any(PLACEHOLDER in cluster.parts for cluster in clusters)
    if not has_pieces and all(_is_plain(cluster) for cluster in clusters):
        return
    glyphs = visible_glyphs(run.glyphs)
    for place, word in _placed_words(clusters, len(glyphs), order):
        kept = word if place + start else _without_edge(word, min(order, 0))
        first = place + _count(word) - _count(kept)
        after_plain = len(kept) < len(word)
        for part in _divided(kept, after_plain=after_plain) if order > 0 else [kept]:
            text = "".join(cluster.text for cluster in part)
            own = glyphs[first : first + _count(part)]
            is_plain = not has_pieces and all(_is_plain(cluster) for cluster in part)
            if not is_plain:
                width = sum(glyph.width for glyph in own) * FROM_UNITS
                offset = own[0].x_offset * FROM_UNITS
                # Readers reverse the letters of a line from right to left.
                yield start + first, Word(len(own), text[::order], offset, width)
            first += len(own)


def _placed_words(
    clusters: Sequence[Cluster], glyphs: int, order: int
) -> Iterator[tuple[int, list[Cluster]]]:
    """Yield the words of a run with a number of glyphs, and the index of their first one."""
    read = 0
    for is_space, group in groupby(clusters, lambda cluster: cluster.text.isspace()):
        word = [*group]
        first, read = read, read + _count(word)
        if not is_space:
            yield first if order > 0 else glyphs - read, word


def _count(clusters: Sequence[Cluster]) -> int:
    """Return the number of glyphs."""
    return sum(len(cluster.parts) for cluster in clusters)


def _is_plain(cluster: Cluster) -> bool:
    return cluster.is_whole and not has_mark(cluster.text)


def _without_edge(word: list[Cluster], edge: int) -> list[Cluster]:
    """Return a word without the letter that its line begins with, if that has no marks.

    pdf.js sees no new line where the text of the first glyph has a mark without width.
    """
    letter = word[edge]
    has_marks = any(_has_zero_width(cluster) for cluster in word)
    if len(word) == 1 or not has_marks or not letter.is_whole or _has_zero_width(letter):
        return word
    return word[1:] if edge == 0 else word[:edge]


def _divided(word: list[Cluster], *, after_plain: bool) -> Iterator[list[Cluster]]:
    """Divide a word from left to right that has too many letters for one glyph.

    MuPDF 1.21 reads eight. Where a word begins with a part with marks, pdf.js sees a space before
    its first part without. `after_plain` is whether a letter without marks is before the word.
    """
    letters = [*_with_their_marks(word)]
    if len(letters) > 1 and has_mark(word[0].text[0]):  # a glyph without width, for MuPDF 1.28
        yield letters.pop(0)
    while sum(map(_length, letters)) > _MOST_LETTERS:
        lengths = [*accumulate(map(_length, letters))]
        marked = [any(map(_has_zero_width, letter)) for letter in letters]
        cuts = [*range(1, len(letters))]
        if not after_plain:
            plain = [n for n in cuts if not any(marked[:n])]
            cuts = plain or [n for n in cuts if marked[n]]
        fitting = [n for n in cuts if lengths[n - 1] <= _MOST_LETTERS]
        cut = max(fitting, default=min(cuts, default=0))
        if not cut:
            break
        yield [*chain.from_iterable(letters[:cut])]
        after_plain = after_plain or not any(marked[:cut])
        letters = letters[cut:]
    yield [*chain.from_iterable(letters)]


def _with_their_marks(word: Sequence[Cluster]) -> Iterator[list[Cluster]]:
    """Yield the letters of a word, each with the clusters after it that are marks of it."""
    letter: list[Cluster] = []
    for cluster in word:
        if letter and not has_mark(cluster.text[0]):
            yield letter
            letter = []
        letter.append(cluster)
    yield letter


def _length(clusters: Iterable[Cluster]) -> int:
    """Return the number of characters."""
    return sum(len(cluster.text) for cluster in clusters)


def group_words(texts: Sequence[str], groups: dict[int, Group], start: int) -> None:
    """Make a group of each word with combining marks in a run, from the glyph `start` on.

    A space belongs to the word before it: PDFium loses one that follows a span.
    """
    grouped = {first + place for first, group in groups.items() for place in range(group.glyphs)}
    word: list[str] = []
    for end, text in enumerate(texts[start:], start + 1):
        if end - 1 not in grouped:
            word.append(text)
        if text.endswith(" ") or end in grouped or end == len(texts):
            joined = "".join(word)
            if has_mark(joined):
                groups[end - len(word)] = Group(len(word), joined)
            word = []


def group_gaps(texts: Sequence[str], groups: dict[int, Group], wide: Collection[int]) -> None:
    """Make a group of the glyphs around each gap where extractors would see a space or a line.

    `wide` are the bytes at which characters begin that have such a gap after them.
    """
    grouped = {first + place for first, group in groups.items() for place in range(group.glyphs)}
    offset = start = 0
    for index, text in enumerate(texts):
        if offset not in wide or not grouped.isdisjoint({index, index + 1}):
            if index > start:
                groups[start] = Group(index + 1 - start, "".join(texts[start : index + 1]))
            start = index + 1
        offset += len(text.encode())


def has_mark(text: str) -> bool:
    """Return whether a text has a combining mark."""
    return not text.isascii() and any(unicodedata.category(letter)[0] == "M" for letter in text)


def _has_zero_width(cluster: Cluster) -> bool:
    return any(unicodedata.category(letter) == "Mn" for letter in cluster.text)
