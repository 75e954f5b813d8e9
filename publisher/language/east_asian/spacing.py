"""Gaps between the characters of Chinese, Japanese and Korean lines, in em.

Between Han or kana and Latin letters or digits there is a quarter em; of the blank halves of
two marks that meet, one is removed. In justified lines gaps stretch and shrink; the amounts
express the orders of JLREQ (3.8.3 and 3.8.4) and CLREQ ("Line adjustment"): spaces of words
first, then those beside Latin text, then all others.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from publisher.language.east_asian.conventions import NO_BLANK, convention_of
from publisher.language.east_asian.kinds import IDEOGRAPHIC, Kind, is_combining, kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publisher.language.east_asian.conventions import Blank, Convention
    from publisher.language.locale import Language

FULL_WIDTH = 0.95  # em: glyphs narrower than this are those of proportional fonts

_BRACKETS = frozenset({Kind.OPENING, Kind.CLOSING})
# The blank after these divides sentences, and never shrinks (JLREQ 3.8.3).
_SENTENCE_ENDS = frozenset({Kind.STOP, Kind.EXCLAMATION})
# Inseparable in justified lines (JLREQ 3.1.11): what precedes these, and what follows those.
_CLOSE_BEFORE = frozenset(
    {
        Kind.CLOSING,
        Kind.STOP,
        Kind.COMMA,
        Kind.EXCLAMATION,
        Kind.COLON,
        Kind.MIDDLE_DOT,
        Kind.CONNECTOR,
        Kind.SOLIDUS,
        Kind.POSTFIX,
    }
)
_CLOSE_AFTER = frozenset(
    {Kind.OPENING, Kind.MIDDLE_DOT, Kind.CONNECTOR, Kind.SOLIDUS, Kind.PREFIX}
)
_PROPORTIONAL = frozenset({Kind.WESTERN, Kind.HANGUL, Kind.OTHER})


class Gap(NamedTuple):
    """The space between two characters, in em.

    - `space`: added to their widths; negative where blank halves of marks are removed
    - `stretch`: added where the spaces of the line's words are doubled
    - `shrink`: the most that may be removed
    """

    space: float = 0
    stretch: float = 0
    shrink: float = 0


_NO_GAP = Gap()
_STRETCH = 1 / 16
# JLREQ 3.2.6 and 3.8; CLREQ: a quarter, which shrinks to an eighth and stretches to a half.
_BESIDE_LATIN = Gap(space=1 / 4, stretch=1 / 8, shrink=1 / 8)


def gaps(text: str, language: Language, widths: Sequence[float] | None = None) -> list[Gap]:
    """Return the gap at each boundary between two characters of a text.

    `widths` are those of the characters in em, by default full ones: a mark that is narrower
    than a Han character, such as ” in a Latin font, has no blank.
    """
    convention = convention_of(language)
    if convention is None:
        return [_NO_GAP] * (len(text) - 1)
    found = [*kinds(text)]
    are_full = [width >= FULL_WIDTH for width in widths] if widths else [True] * len(text)
    result = [
        _NO_GAP
        if is_combining(text[index + 1])
        else _gap(before, after, (are_full[index], are_full[index + 1]), convention)
        for index, (before, after) in enumerate(pairwise(found))
    ]
    if convention.doubles_exclamations:
        _share_squares(found, result)
    for index, kind in enumerate(found[:-1]):
        if kind is Kind.INSEPARABLE and text[index] == text[index + 1]:
            result[index] = _NO_GAP
    return result


def trim_at_start(character: str, language: Language) -> float:
    """Return the width that a full-width mark loses as the first of a line, in em."""
    convention = convention_of(language)
    return _blank(next(kinds(character)), convention).left if convention else 0


def trim_at_end(character: str, language: Language) -> float:
    """Return the width that a full-width mark loses as the last of a line, in em."""
    convention = convention_of(language)
    return _blank(next(kinds(character)), convention).right if convention else 0


def _blank(kind: Kind, convention: Convention) -> Blank:
    return convention.blanks.get(kind, NO_BLANK)


@lru_cache(maxsize=1024)
def _gap(before: Kind, after: Kind, are_full: tuple[bool, bool], convention: Convention) -> Gap:
    if not convention.has_words and (
        (before in IDEOGRAPHIC and after is Kind.WESTERN)
        or (before is Kind.WESTERN and after in IDEOGRAPHIC)
    ):
        return _BESIDE_LATIN
    blank = 0.0
    if are_full[0]:
        blank += _blank(before, convention).right
    if are_full[1]:
        blank += _blank(after, convention).left
    # JLREQ 3.1.4 and CLREQ 3.1.6.2: beside a bracket, the blank of two marks is half as wide.
    are_marks = all(are_full) and before in convention.blanks and after in convention.blanks
    removed = min(blank, 1 / 2) if are_marks and {before, after} & _BRACKETS else 0
    can_stretch = not convention.has_words and _can_stretch(before, after, are_full)
    return Gap(
        -removed, _STRETCH if can_stretch else 0, _shrinkable(before, after, blank - removed)
    )


def _shrinkable(before: Kind, after: Kind, blank: float) -> float:
    """Return how much of the blank between two characters may be removed.

    All beside a middle dot, else the half: less than JLREQ permits, but not all that divides.
    """
    if before in _SENTENCE_ENDS or after in _SENTENCE_ENDS:
        return 0
    return blank if Kind.MIDDLE_DOT in {before, after} else blank / 2


def _can_stretch(before: Kind, after: Kind, are_full: tuple[bool, bool]) -> bool:
    if before in _CLOSE_AFTER or after in _CLOSE_BEFORE:
        return False
    if before is Kind.WIDE_DIGIT and after is Kind.WIDE_DIGIT:
        return False
    return all(
        kind is Kind.INSEPARABLE or (kind not in _PROPORTIONAL and is_full)
        for kind, is_full in zip((before, after), are_full, strict=True)
    )


def _share_squares(found: Sequence[Kind], result: list[Gap]) -> None:
    """Set two exclamation or question marks in one square, three in two (GB/T 15834, 5.1.2)."""
    index = 0
    for kind, group in groupby(found):
        count = len([*group])
        end = index + count
        if kind is Kind.EXCLAMATION and count > 1:
            result[index : end - 1] = [Gap(-1 / 2)] * (count - 1)
            if count == 2 and end <= len(result):  # noqa: PLR2004 - a pair
                after = result[end - 1]
                result[end - 1] = after._replace(space=max(after.space - 1 / 2, -1 / 2))
        index = end
