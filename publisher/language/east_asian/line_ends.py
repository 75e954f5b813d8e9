"""Where the lines of Chinese, Japanese and Korean may end, beyond UAX #14.

The rules are those of books (JLREQ, appendix C, "very strict", as `line-break: strict` of CSS):
also small kana, the prolonged sound mark and iteration marks begin no line. Newspapers permit
them because their columns have 11 to 13 characters; ours have twice as many.

Korean lines end between words, as in books (`word-break: keep-all` of CSS). A line within a
word, as in newspapers, is avoided rather than forbidden: a narrow column may need it.
"""

from __future__ import annotations

from enum import Enum, auto
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from publisher.language.east_asian.conventions import convention_of
from publisher.language.east_asian.kinds import DIGITS, IDEOGRAPHIC, Kind, is_combining, kinds

if TYPE_CHECKING:
    from publisher.language.east_asian.conventions import Convention
    from publisher.language.locale import Language


class EndRule(Enum):
    """Whether a line may end at a boundary between two characters."""

    FORBIDDEN = auto()
    AVOIDED = auto()  # only where UAX #14 allows it, and another place would be worse
    ALLOWED = auto()  # also where UAX #14 forbids it
    UNRULED = auto()  # as UAX #14 says


# GB/T 15834-2011, 5.1.1 to 5.1.8; CLREQ, "Prohibition rules for line start and line end";
# JLREQ 3.1.7; KLREQ, "Line head restrictions".
_NEVER_FIRST = frozenset(
    {
        Kind.CLOSING,
        Kind.CONNECTOR,
        Kind.EXCLAMATION,
        Kind.MIDDLE_DOT,
        Kind.COLON,
        Kind.STOP,
        Kind.COMMA,
        Kind.NO_START,
        Kind.POSTFIX,
        Kind.SOLIDUS,
    }
)
_NEVER_LAST = frozenset({Kind.OPENING, Kind.PREFIX})  # the same; JLREQ 3.1.8 and 3.1.10
_SEPARATORS = frozenset("．，：／")
_EM_DASH = "\u2014"
_HAN = ("\u3400", "\u9fff")
# UAX #14 before Unicode 16 has no break beside these, whatever their direction (LB19).
_QUOTES = frozenset("“”‘’")
# The parts of a Korean word.
_ENDS_PART = frozenset({Kind.CONNECTOR, Kind.INSEPARABLE, Kind.MIDDLE_DOT, Kind.SOLIDUS})
# The kinds beside which Chinese and Japanese quotation marks are like brackets.
_EAST_ASIAN = IDEOGRAPHIC | {
    Kind.WIDE_DIGIT,
    Kind.COLON,
    Kind.STOP,
    Kind.COMMA,
    Kind.CLOSING,
    Kind.EXCLAMATION,
    Kind.INSEPARABLE,
}
# Most boundaries are these, which no special rule is about.
_USUAL = frozenset({(Kind.IDEOGRAPH, Kind.IDEOGRAPH), (Kind.HANGUL, Kind.HANGUL)})
_NEAR = 64  # more characters than a row of dashes has


class _Place(NamedTuple):
    """A boundary of a text: its characters, their kinds, and the text around it."""

    first: str
    second: str
    before: Kind
    after: Kind
    head: str
    tail: str


@lru_cache(maxsize=256)  # a paragraph is planned for several widths
def end_rules(text: str, language: Language) -> tuple[EndRule, ...]:
    """Return whether a line may end at each boundary between two characters of a text.

    All boundaries of a text in a script of other regions are unruled.
    """
    convention = convention_of(language)
    if convention is None:
        return (EndRule.UNRULED,) * (len(text) - 1)
    usual = EndRule.AVOIDED if convention.has_words else EndRule.UNRULED
    boundaries = enumerate(zip(pairwise(text), pairwise(kinds(text)), strict=True), 1)
    return tuple(
        usual
        if found in _USUAL and not is_combining(characters[1])
        else _rule(
            _Place(
                *characters,
                *found,
                head=text[max(0, index - _NEAR) : index],
                tail=text[index : index + _NEAR],
            ),
            convention,
        )
        for index, (characters, found) in boundaries
    )


def _rule(place: _Place, convention: Convention) -> EndRule:
    if _is_forbidden(place, convention):
        return EndRule.FORBIDDEN
    if convention.has_words:
        return EndRule.AVOIDED if _is_within_word(place) else EndRule.UNRULED
    if _is_beside_quotation(place):
        return EndRule.ALLOWED
    return EndRule.AVOIDED if _is_beside_number(place) else EndRule.UNRULED


def _is_forbidden(place: _Place, convention: Convention) -> bool:
    return (
        is_combining(place.second)
        or (place.after in _NEVER_FIRST and not place.first.isspace())
        or (place.before in _NEVER_LAST and not place.second.isspace())
        or (place.before is Kind.SOLIDUS and not convention.divides_solidus)
        or _is_in_number(place)
        or _is_in_dash(place)
        or _is_before_connector(place)
    )


def _is_within_word(place: _Place) -> bool:
    """Return whether a boundary is within a word and its marks, in a text with spaces."""
    return not (
        place.first.isspace()
        or place.second.isspace()
        or place.before in _ENDS_PART
        or place.first == "-"
    )


def _is_in_number(place: _Place) -> bool:
    """Return whether a boundary is in a number of full-width digits (KLREQ; JLREQ 3.1.10)."""
    if place.second not in DIGITS:
        return False
    is_grouped = place.first in _SEPARATORS and place.head[-2:-1] in DIGITS
    return is_grouped or place.first in DIGITS


def _is_in_dash(place: _Place) -> bool:
    """Return whether a boundary is within —— or ……: a longer row divides between its pairs."""
    if place.before is not Kind.INSEPARABLE or place.second != place.first:
        return False
    return (len(place.head) - len(place.head.rstrip(place.first))) % 2 == 1


def _is_before_connector(place: _Place) -> bool:
    """Return whether a single em dash follows, as in 北京—上海 (GB/T 15834-2011, 5.1.7)."""
    is_single = place.tail[:1] == _EM_DASH != place.tail[1:2]
    return is_single and not place.first.isspace() and place.first != _EM_DASH


def _is_beside_quotation(place: _Place) -> bool:
    """Return whether a boundary is outside of a quotation in a text without spaces."""
    if place.after is Kind.OPENING and place.second in _QUOTES:
        return place.before in _EAST_ASIAN
    if place.before is Kind.CLOSING and place.first in _QUOTES:
        return place.after in IDEOGRAPHIC or place.after in {Kind.OPENING, Kind.WIDE_DIGIT}
    return False


def _is_beside_number(place: _Place) -> bool:
    """Return whether a boundary divides a number from its counter: 100万, 2022年, 第5."""
    if place.after is Kind.IDEOGRAPH:
        return place.first in DIGITS and _HAN[0] <= place.second <= _HAN[1]
    return place.first == "第" and place.second in DIGITS
