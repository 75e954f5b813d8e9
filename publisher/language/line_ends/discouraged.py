"""Places where a line of a heading, caption or other display text should rather not end.

Typographers break such lines by sense: not after an article, a preposition or a conjunction,
not within a name or between a number and its noun (А. Э. Мильчин, Справочник издателя и автора;
Richard Rutter, Web Typography; JLREQ, 3.1.10). This is advice. Where a line must never end, the
text has a no-break space (`no_break`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from publisher.language.line_ends.binding_words import (
    AFTER_PART,
    AFTER_WORD,
    BEFORE_PART,
    BEFORE_WORD,
    MONTHS,
    TITLE_CASE,
    TITLES,
)
from publisher.language.line_ends.clauses import SURE_ENDS
from publisher.language.line_ends.personal_names import gaps_in_names, is_title_case, names_in
from publisher.language.line_ends.phrases import inside_phrases, is_phrased
from publisher.language.line_ends.words import Word, words
from publisher.language.matching import base_code
from publisher.language.no_break_words import BEFORE_NAME, BEFORE_NUMBER, ONE_LETTER
from publisher.language.word_breaks import word_edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SPACES = frozenset(" \t\n")  # at which a line may end
_DASHES = frozenset("-–—―")
_ROMAN = re.compile("[IVX]{2,}|[VX]")
_NUMBER = re.compile(r"[^\w\s]?\d(?:[\d.,/:’'-]*\d)?")
_INITIALS = re.compile(r"(?:[^\W\d_][.․]-?)+")
_YEARS = range(1000, 2100)
_DIGITS = 4  # of numbers whose value matters
# Up to three letters before a hyphen, or after it.
_BESIDE_HYPHEN = re.compile(r"(?<!\w)\w{1,3}[-‐](?=\w)|(?<=\w)[-‐](?=\w{1,3}(?!\w))")
_SYLLABLE = re.compile("[\uac00-\ud7a3](?=[\uac00-\ud7a3])")
_SHORT = 3  # letters of a word that looks lost at the start of a line
_LARGEST_LABEL = 999  # Article 5, but Moscow 2042


@lru_cache(maxsize=1024)
def discouraged_line_ends(
    text: str, tag: str, names: frozenset[tuple[str, str]] = frozenset()
) -> frozenset[int]:
    """Return the places in a text where a line should rather not end.

    `tag` is the text's language (BCP 47); in an unknown one only the rules for names and numbers
    hold. `names` are those of its article, if it takes them. A place is the index of the space
    that a line end there removes, or, between letters and after hyphens, of the character that
    begins the next line.
    """
    if is_phrased(tag):
        return inside_phrases(text, tag)
    base = base_code(tag)
    rules = _rules(base)
    found = words(text)
    if text.isupper():
        found = [word._replace(core=word.lower) for word in found]
    in_names = gaps_in_names(found, base, rules.common, names)
    ends = {
        word.end
        for index, (word, following) in enumerate(pairwise(found))
        if text[word.end] in _SPACES and (index in in_names or rules.bind(word, following))
    }
    inside = chain.from_iterable(_places_inside(word, base) for word in found)
    return frozenset(ends.union(inside, rules.parts_in(text)))


def takes_names(text: str, tag: str) -> bool:
    """Return whether a text shows names only beside those of its article: one in title case."""
    base = base_code(tag)
    return base in TITLE_CASE and is_title_case(words(text), _rules(base).common)


def known_names(texts: Iterable[str], tag: str) -> frozenset[tuple[str, str]]:
    """Return words that are neighbours in names, from the running text of an article."""
    base = base_code(tag)
    common = _rules(base).common
    return frozenset(chain.from_iterable(names_in(words(text), base, common) for text in texts))


class _Rules:
    """The words of a language that bind to a neighbour."""

    def __init__(self, base: str) -> None:
        one_letter = " ".join(ONE_LETTER.get(base, ""))
        self._before_word = _set(BEFORE_WORD.get(base, ""), one_letter)
        self._after_word = _set(AFTER_WORD.get(base, ""))
        self._before_name = _set(TITLES.get(base, ""), BEFORE_NAME.get(base, "").lower())
        self._before_number = _set(BEFORE_NUMBER.get(base, ""))
        self._before_part = _set(BEFORE_PART.get(base, ""))
        self._after_part = _set(AFTER_PART.get(base, ""))
        self._months = _set(MONTHS.get(base, ""))
        self.common = self._before_word | self._before_name

    def bind(self, word: Word, following: Word) -> bool:
        """Return whether a line should not end between two words."""
        if following.core in _DASHES or not (following.core or following.opening):
            return True
        if not (word.is_acronym or self._before_word.isdisjoint(word.forms)):
            return True
        if _ends_clause(following) and not word.closing:
            return True
        if not word.closing and not following.opening and following.lower in self._after_word:
            return True
        return self._is_before_name(word, following) or self._is_at_number(word, following)

    def parts_in(self, text: str) -> set[int]:
        """Return the places in a text without spaces between words, beside words that bind."""
        places: set[int] = set()
        for start, end in pairwise(word_edges(text)):
            word = text[start:end]
            places |= {end} if word in self._before_part and end < len(text) else set()
            places |= {start} if word in self._after_part else set()
        return {len(text[:place].rstrip()) for place in places} - {0}

    def _is_before_name(self, word: Word, following: Word) -> bool:
        """Return whether a title or initials are beside a name: Dr. Who, J. Bach, Бах И. С."""
        if not (following.is_capital or not following.has_case):
            return False
        if word.with_stop in self._before_name or _is_initials(word):
            return True
        return word.is_capital and not word.closing and _is_initials(following)

    def _is_at_number(self, word: Word, following: Word) -> bool:
        """Return whether a number is beside its noun: 5 years, 23 November, Article 5."""
        if word.closing or following.opening:
            return f"{word.core}{word.closing}" in self._before_number and _is_number(following)
        if _is_number(word):
            noun = following.core[:1].isalpha() and following.lower not in self._before_word
            return noun and _value(word) not in _YEARS
        if _is_number(following):
            label = word.is_capital and 0 < _value(following) <= _LARGEST_LABEL
            return label or word.lower in self._months
        return word.is_capital and bool(_ROMAN.fullmatch(following.core))


def _ends_clause(word: Word) -> bool:
    """Return whether a short word is the last of its clause: “ab,” of a German verb."""
    return len(word.core) <= _SHORT and not SURE_ENDS.isdisjoint(word.closing)


def _places_inside(word: Word, base: str) -> Iterator[int]:
    """Yield the places in a word at which a line may end, but should not.

    These are hyphens beside few letters (из-за, e-mail), and all places in Korean words.
    """
    pattern = _SYLLABLE if base == "ko" else _BESIDE_HYPHEN
    start = word.end - len(word.closing) - len(word.core)
    yield from (start + found.end() for found in pattern.finditer(word.core))


def _is_initials(word: Word) -> bool:
    return word.is_capital and bool(_INITIALS.fullmatch(f"{word.core}{word.closing}"))


def _is_number(word: Word) -> bool:
    return bool(_NUMBER.fullmatch(word.core))


def _value(word: Word) -> int:
    """Return the value of a small whole number in any digits, or 0."""
    return int(word.core) if word.core.isdecimal() and len(word.core) <= _DIGITS else 0


@cache
def _rules(base: str) -> _Rules:
    return _Rules(base)


def _set(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())
