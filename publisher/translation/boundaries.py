"""Sentence boundaries: rules that accept or reject a candidate, by language and context.

In doubt a boundary is rejected, and the text stays in one piece.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from publisher.language.ordinals import ORDINAL_DOT_LANGUAGES
from publisher.language.quotations import OPENING, quotations
from publisher.translation.abbreviations import (
    ABBREVIATIONS,
    BEFORE_NUMBER,
    COMMON_WORDS,
    NATIVE_STOPS,
)
from publisher.translation.masking import visible

if TYPE_CHECKING:
    from publisher.language.locale import Language

_CONTEXT = 1_000  # characters on each side of a candidate that the rules look at
_FIRST_WORD = re.compile(r"(?:[\W_]*['’][stn]\s)?[\W_]*(\w+)")
_LAST_WORD = re.compile(r"([^\s()«“\"]+)[.۔]$")
_INITIALS = re.compile(r"(?:^|[\s(«“\"'’\u00a0])((?:[^\W\d_]\.-?)+)$")
_INITIAL = re.compile(r"(?:^|[\s(«“\"'’\u00a0])([^\W\d_])\.$")
_ORDINAL = re.compile(r"(?:^|[\s(])(?:\d{1,2}|[IVXLC]+)\.$")
_DOTTED = re.compile(r"(?!www)(?:[^\W\d_]{1,3}\.)+-?[^\W\d_]{1,3}")
_HOUR = re.compile(r"\b[ap]\.\s?m\.$", re.IGNORECASE)
_PAUSE = re.compile(r"(?:…|\.\.\.|\.\))[\W_]*$")  # an ellipsis, or a dot and a bracket
_QUOTED_END = re.compile(r"[.!?؟。！？।۔።…]+[”\"»“’」』》）)]$")
_APOSTROPHE = re.compile("['’]")
_COLONS = frozenset(":：፦")
_DASHES = frozenset("—–-―")
SHORT_WORD = 4  # most letters of a word that is an abbreviation before a number


def is_boundary(left: str, right: str, text: str, language: Language) -> bool:
    """Return whether a sentence ends between `left` and `right`, adjacent parts of `text`."""
    spaced = left[-1:].isspace()
    left, right = visible(left[-_CONTEXT:]).rstrip(), visible(right[:_CONTEXT]).lstrip()
    # Every language needs a space after a Latin dot. No sentence begins with a line break.
    if right[:2] == "\\\n" or (not spaced and (language.has_word_spaces or left[-1:] == ".")):
        return False
    match = _FIRST_WORD.match(right)
    word = match[1] if match else ""
    # Without letter case, a pause is no evidence of an end.
    is_pause = _PAUSE.search(left) and not _has_case(word) and not word[:1].isdigit()
    if is_pause or _is_lower_case(word) or _continues_quotation(left, right, word):
        return False
    if left[-1:] not in {".", "۔"}:
        return True
    has_native_stop = language.script == "Thai" or not NATIVE_STOPS.isdisjoint(text)
    return not (left[-1] == "." and has_native_stop) and not _is_abbreviated(left, word, language)


def _has_case(word: str) -> bool:
    """Return whether a word begins with a letter that has case; Georgian has none here."""
    return word[:1].title() != word[:1] or word[:1].isupper()


def _is_lower_case(word: str) -> bool:
    """Return whether a word begins in lower case, other than a name such as iPhone."""
    return _has_case(word) and word[0].islower() and not word[1:2].isupper()


def _continues_quotation(left: str, right: str, word: str) -> bool:
    """Return whether `right` names the speaker of a quotation that `left` ends with.

    Letter case decides where there is one; a quotation after a colon has its speaker.
    """
    if _has_case(word) or not _QUOTED_END.search(left) or right[:1] in OPENING:
        return False
    if right[:1] in _DASHES:
        return True
    last = max(quotations(left), key=lambda span: span.end, default=None)
    if last is None or last.end != len(left):
        return False
    return left[: last.start].rstrip()[-1:] not in _COLONS


def _is_abbreviated(left: str, word: str, language: Language) -> bool:
    """Return whether the final dot of `left` belongs to an abbreviation or an ordinal."""
    match = _LAST_WORD.search(left)
    last = match[1] if match else ""
    # French and Italian elide the article before an abbreviation: l’adm. Durand.
    names = {last, last.lower(), _APOSTROPHE.split(last.lower())[-1]}
    if not names.isdisjoint(ABBREVIATIONS.get(language.base, "").split()):
        return True
    if word[:1].isdigit() and _takes_number(last, language):
        return True
    if last in COMMON_WORDS.get(language.base, "").split():
        return False
    if language.base == "en":
        initial = _INITIAL.search(left)
        # "p.m." may end a sentence, but not before a day or a month.
        is_date = word.lower() in language.calendar_words
        return bool(initial and initial[1] != "I") or bool(is_date and _HOUR.search(left))
    initials = _INITIALS.search(left)
    if _DOTTED.fullmatch(last) or (initials and not _is_syllable(initials[1][0])):
        return True
    has_ordinals = (
        language.base in ORDINAL_DOT_LANGUAGES or word.lower() in language.calendar_words
    )
    return has_ordinals and bool(_ORDINAL.search(left))


def _takes_number(last: str, language: Language) -> bool:
    """Return whether a number belongs to the abbreviation before it: "art. 5", "Oct. 5"."""
    is_short = last.islower() and len(last) <= SHORT_WORD and language.base != "en"
    is_known = last.lower() in BEFORE_NUMBER | language.calendar_words
    return is_short or is_known or last[-1:].isdigit()


def _is_syllable(letter: str) -> bool:
    """Return whether a letter may be a whole word, as in Chinese and Korean."""
    return unicodedata.name(letter, "").startswith(("HANGUL", "CJK", "HIRAGANA", "KATAKANA"))
