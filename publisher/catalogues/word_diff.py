"""Word diff: comparison of two versions of a text, word by word."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import LCSseq

from publisher.base.characters import is_han

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTEXT = 3  # words shown on both sides of a change
_UNSPACED = frozenset(map(chr, range(0x0E01, 0x0EE0)))  # Thai and Lao
_JOINERS = "\u200c\u200d"  # occur within words of Persian and of Indic scripts


class Edit(NamedTuple):
    """Aligned spans of the old and the new text; one of them may be empty."""

    was: str
    now: str

    @property
    def is_change(self) -> bool:
        """Whether the spans differ."""
        return self.was != self.now


class _Span(NamedTuple):
    """Words of an edit, which are joined only once."""

    was: list[str]
    now: list[str]

    @property
    def is_change(self) -> bool:
        return self.was != self.now

    def extend(self, other: _Span) -> None:
        self.was.extend(other.was)
        self.now.extend(other.now)


def edits(before: str, after: str) -> list[Edit]:
    """Compare two texts word by word; return equal and changed spans in alternation.

    As many words and spaces as possible are equal. Adjacent changed words are one change, with
    the spaces between them.
    """
    found: list[_Span] = []
    for span in filter(any, _aligned(_words(before), _words(after))):
        if found and not span.is_change and (space := _space_after(found[-1])):
            for words in found[-1]:
                words.pop()
            found.append(_Span([space], [space]))
        if found and found[-1].is_change == span.is_change:
            found[-1].extend(span)
        elif len(found) > 1 and span.is_change and not any(map(str.strip, found[-1].was)):
            between = found.pop()
            found[-1].extend(between)
            found[-1].extend(span)
        else:
            found.append(span)
    return [Edit("".join(was), "".join(now)) for was, now in found]


def _aligned(old: list[str], new: list[str]) -> Iterator[_Span]:
    """Yield equal and changed spans of two lists of words; some are empty.

    They are compared by their longest common subsequence, whose bit-parallel computation
    takes seconds where the blocks of `difflib` take minutes.
    """
    i = j = 0  # ends of the spans that are done
    for k, m, length in LCSseq.opcodes(old, new).as_matching_blocks():
        words = old[i:k] or new[j:m]
        is_one_sided = (i == k) != (j == m)
        # A word is added or removed with the space after it, not with the one before it.
        shift = int(is_one_sided and words[0].isspace() and words[:1] == old[k : k + 1])
        yield _Span(old[i : i + shift], old[i : i + shift])
        yield _Span(old[i + shift : k + shift], new[j + shift : m + shift])
        yield _Span(old[k + shift : k + length], old[k + shift : k + length])
        i, j = k + length, m + length


def _space_after(span: _Span) -> str:
    """Return the space at the end of both sides of a span, if they have the same there."""
    if span.was[-1:] != span.now[-1:] or not span.was[-1].isspace():
        return ""
    return span.was[-1]


def difference(before: str, after: str) -> str:
    """Return an inline diff of two texts: `the [old → new] bridge`."""
    shown = []
    found = edits(before, after)
    for index, edit in enumerate(found):
        was, now = edit
        if not edit.is_change:
            shown.append(_shortened(was, is_first=index == 0, is_last=index == len(found) - 1))
        elif not was:
            shown.append(f"[+ {now.strip()}]" + " " * now.endswith(" "))
        elif not now:
            shown.append(f"[− {was.strip()}]" + " " * was.endswith(" "))
        else:
            shown.append(f"[{was} → {now}]")
    return " ".join("".join(shown).split())


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """Return an unchanged span without its middle, or without the end that no change follows."""
    words = _words(text)
    kept = 2 * _CONTEXT  # words and the spaces between them
    if len(words) <= 2 * kept:
        return text
    left = "" if is_first else "".join(words[:kept])
    right = "" if is_last else "".join(words[-kept:])
    return f"{left}…{right}"


def _words(text: str) -> list[str]:
    """Split a text into words, spaces and single signs; joined, they are the text.

    Marks stay with their letters (UAX #29, rule GB9). In scripts without spaces between
    words, each letter is a word.
    """
    found: list[str] = []
    before = ""
    for character in text:
        kind = _kind(character)
        if found and (kind == "mark" or (kind == before and kind in {"letter", "space"})):
            found[-1] += character
        else:
            found.append(character)
            before = kind
    return found


def _kind(character: str) -> str:
    if character.isspace():
        return "space"
    if unicodedata.category(character)[0] == "M" or character in _JOINERS:
        return "mark"
    if is_han(character) or character in _UNSPACED:
        return "sign"
    return "letter" if character.isalnum() or character in "_'’-" else "sign"
