"""Kinds of characters in East Asian lines, after the character classes of JLREQ (appendix A)."""

from __future__ import annotations

import unicodedata
from enum import IntEnum, auto
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(IntEnum):  # integers are hashed fast
    """The kind of a character; comments name the class of JLREQ."""

    IDEOGRAPH = auto()  # Han, kana, bopomofo: cl-15, cl-16, cl-19
    NO_START = auto()  # what belongs to the kana before it: cl-09, cl-10, cl-11
    HANGUL = auto()
    WESTERN = auto()  # letters and digits of all other scripts: cl-24, cl-27
    WIDE_DIGIT = auto()  # full-width digits, which UAX #14 takes for ideographs
    OPENING = auto()  # cl-01
    CLOSING = auto()  # cl-02
    CONNECTOR = auto()  # cl-03
    EXCLAMATION = auto()  # cl-04
    MIDDLE_DOT = auto()  # cl-05
    COLON = auto()  # colon and semicolon: cl-05 in Japanese, a comma in Chinese
    STOP = auto()  # cl-06
    COMMA = auto()  # cl-07
    INSEPARABLE = auto()  # dashes and ellipses: cl-08
    PREFIX = auto()  # of a number: cl-12
    POSTFIX = auto()  # of a number: cl-13
    SOLIDUS = auto()
    OTHER = auto()  # spaces, and marks of other scripts


_MARKS = MappingProxyType(
    {
        Kind.NO_START: "々〻ゝゞヽヾーｰぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
        "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ",
        Kind.WIDE_DIGIT: "０１２３４５６７８９",
        Kind.OPENING: "“‘「『（〔［｛〈《【〖〘〚〝｟",
        Kind.CLOSING: "”’」』）〕］｝〉》】〗〙〛〟〞｠",
        Kind.CONNECTOR: "‐–〜～゠",
        Kind.EXCLAMATION: "？！‼⁇⁈⁉",
        Kind.MIDDLE_DOT: "·‧・･•",
        Kind.COLON: "：；",
        Kind.STOP: "。．｡",
        Kind.COMMA: "、，､",
        Kind.INSEPARABLE: "—―─⸺⸻…‥⋯",
        Kind.PREFIX: "￥＄￡￠＃№＠",
        Kind.POSTFIX: "％‰℃℉°′″㎜㎝㎞㎡㎥㎎㎏㏄",
        Kind.SOLIDUS: "／",
        # Signs that are set like the letters and digits beside them.
        Kind.WESTERN: "#$%&@+€£¥₩§",
    }
)
_KINDS = MappingProxyType({mark: kind for kind, marks in _MARKS.items() for mark in marks})
_HANGUL = (("\u1100", "\u11ff"), ("\u3130", "\u318f"), ("\ua960", "\ua97f"), ("\uac00", "\ud7ff"))

IDEOGRAPHIC = frozenset({Kind.IDEOGRAPH, Kind.NO_START})
DIGITS = frozenset("0123456789０１２３４５６７８９")


def kinds(text: str) -> Iterator[Kind]:
    """Yield the kind of each character of a text; a combining mark has that of its base."""
    last = Kind.OTHER
    for character in text:
        last = _kind(character) or last
        yield last


def is_combining(character: str) -> bool:
    """Return whether a character is drawn on the one before it."""
    return _kind(character) is None


@lru_cache(maxsize=8192)
def _kind(character: str) -> Kind | None:
    """Return the kind of a character, None if it is a combining mark."""
    if kind := _KINDS.get(character):
        return kind
    category = unicodedata.category(character)
    if category[0] == "M":
        return None
    if any(first <= character <= last for first, last in _HANGUL):
        return Kind.HANGUL
    if unicodedata.east_asian_width(character) in "WF" and category != "Zs":
        return Kind.IDEOGRAPH
    return Kind.WESTERN if category[0] in "LN" else Kind.OTHER
