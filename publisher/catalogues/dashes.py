"""One form for the dashes of a text, apart from those that may be a minus.

An edit of typography never changes the signed numbers that a careful reader could read. Thus a
mark that touches an amount at its right, but nothing at its left, may be a sign: a hyphen or an
en dash is typed for the minus sign, and a longer dash is left as it is.
"""

from __future__ import annotations

import re
import unicodedata

_SIGNS = "-–‒−"
_DASHES = "—–―‒"
# Superscripts, number forms and enclosed numbers.
_FRACTIONS_AND_NUMERALS = "²³¹¼-¾⁰-₉⅐-↉①-⓿❶-➓〇〡-〩"
_DIGIT = rf"[\d{_FRACTIONS_AND_NUMERALS}]"
_LETTER = rf"[^\W\d_{_FRACTIONS_AND_NUMERALS}]"
_DASHES_AND_SIGNS = frozenset(f"-−{_DASHES}")
# Quotation marks, brackets, emphasis, currency symbols; \0 is an address.
_MARK = rf"(?:[^\w\s\0\-−{_DASHES}]|_)"
# Marks that may open or close, depending on the text before them.
_RUN = re.compile(
    r"(?P<marks>(?:(?<![*_~\"'])[*_~\"']++)?)"
    rf"(?P<left> ?)(?P<run>[{_DASHES}]++|-{{1,3}}(?!-)|−)(?P<right> ?)"
)
_BOUNDARIES = frozenset(" ([{《〈=<>≤≥≈:;,/|×÷+±，：；、（")
_WORD = re.compile(rf"{_MARK}*+(?:\0|{_LETTER})")
# A number, which may follow the code of a currency, or any one word.
_NUMBER = re.compile(rf"{_MARK}*+(?:[A-Z]{{2,3}}{_MARK}*+)? ?{_MARK}*+{_DIGIT}")
_AMOUNT = re.compile(rf"{_MARK}*+(?:{_LETTER}++{_MARK}*+)*+ ?{_MARK}*+{_DIGIT}")


def fold_dashes(text: str) -> str:
    """Return a text with its dashes as “ — ”, and each hyphen typed for a minus as “−”.

    Spaces must be single, and quotation marks straight.
    """
    dashes = _RUN.sub(_folded, text)
    return re.sub(f"[{_DASHES}]", "—", dashes)


def _folded(match: re.Match[str]) -> str:
    if _may_be_sign(match):
        is_minus = match["run"] in _SIGNS
        return f"{match['marks']}{match['left']}−" if is_minus else match[0]
    return f"{match['marks']} — " if _is_dash(match) else match[0]


def _may_be_sign(match: re.Match[str]) -> bool:
    is_apart = bool(match["left"]) or _is_opening(match)
    return is_apart and not match["right"] and _follows(_AMOUNT, match)


def _is_dash(match: re.Match[str]) -> bool:
    run, left, right = match["run"], bool(match["left"]), bool(match["right"])
    following = match.string[match.end() : match.end() + 1]
    beside = {match["marks"][-1:] or _preceding(match), following}
    if run == "−" or not following or beside & _DASHES_AND_SIGNS:
        return False
    is_before_words = _follows(_WORD, match)
    is_within = left == right and not _is_opening(match)
    if run[0] in _DASHES:
        return is_before_words or is_within
    is_first = not match["marks"] and not _preceding(match)
    is_spaced = right and (left or is_first)
    if run == "-":
        return is_spaced and is_before_words and not _follows(_NUMBER, match)
    return is_within or (is_spaced and is_before_words)


def _is_opening(match: re.Match[str]) -> bool:
    """Return whether nothing but opening marks is directly before a dash."""
    preceding = _preceding(match)
    if match["left"]:
        return False
    if not preceding or preceding in _BOUNDARIES:
        return True
    # Opening marks may follow a dash, or a word of a script without spaces between words.
    is_unspaced = preceding in _DASHES or unicodedata.category(preceding) == "Lo"
    return bool(match["marks"]) and is_unspaced


def _preceding(match: re.Match[str]) -> str:
    return match.string[max(match.start() - 1, 0) : match.start()]


def _follows(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    return pattern.match(match.string, match.end()) is not None
