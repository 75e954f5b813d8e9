"""Hyphenation of the Indic scripts between orthographic syllables, the aksharas.

An akshara is a consonant, or several that are joined, with its vowel sign and marks, or an
independent vowel. A consonant that closes a syllable, with a virama that joins it to none or as
a Malayalam chillu, belongs to the akshara before it. W3C's Indic Layout Requirements divide
words between aksharas. hyph-utf8's patterns (S. Thottingal, 2016) say nearly the same for each
language; they leave one akshara alone, and lack Sinhala and the Tamil ன.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate, pairwise

_JOINER = "\u200d"
_CONSONANT = (
    "[\u0915-\u0939\u0958-\u095f\u0978-\u097f"  # Devanagari
    "\u0995-\u09b9\u09dc-\u09df\u09f0\u09f1"  # Bengali, with the letters of Assamese
    "\u0a15-\u0a39\u0a59-\u0a5e\u0a95-\u0ab9\u0af9"  # Gurmukhi, Gujarati
    "\u0b15-\u0b39\u0b5c-\u0b5f\u0b71\u0b95-\u0bb9"  # Odia, Tamil
    "\u0c15-\u0c39\u0c58-\u0c5a\u0c95-\u0cb9\u0cde"  # Telugu, Kannada
    "\u0d15-\u0d3a\u0d9a-\u0dc6]"  # Malayalam, Sinhala
)
_VOWEL = (
    "[\u0904-\u0914\u0960\u0961\u0972-\u0977\u0985-\u0994\u09e0\u09e1"  # Devanagari, Bengali
    "\u0a05-\u0a14\u0a72\u0a73\u0a85-\u0a94\u0ae0\u0ae1"  # Gurmukhi, Gujarati
    "\u0b05-\u0b14\u0b60\u0b61\u0b85-\u0b94"  # Odia, Tamil
    "\u0c05-\u0c14\u0c60\u0c61\u0c85-\u0c94\u0ce0\u0ce1"  # Telugu, Kannada
    "\u0d05-\u0d14\u0d5f-\u0d61\u0d85-\u0d96]"  # Malayalam, Sinhala
)
_NUKTA = "[\u093c\u09bc\u0a3c\u0abc\u0b3c\u0c3c\u0cbc]"
_VIRAMA = "[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d]"
_PULLI = "[\u0bcd\u0dca]"  # the virama of Tamil and Sinhala, which joins few consonants
_FEW = f"\u0b95\u0bcd\u0bb7|[\u0bb6\u0bb8]\u0bcd\u0bb0\u0bc0|.\u0dca{_JOINER}"  # க்ஷ, ஸ்ரீ
_JOINED = (
    f"{_FEW}{_CONSONANT}?"
    f"|(?:{_CONSONANT}{_NUKTA}?|{_VOWEL})(?:{_JOINER}?{_VIRAMA}{_JOINER}?{_CONSONANT}{_NUKTA}?)*"
)
_CLOSING = (
    f"{_CONSONANT}{_NUKTA}?{_VIRAMA}(?!{_CONSONANT}|{_JOINER})"
    f"|[\u0d15-\u0d3a]\u0d4d{_JOINER}"  # a chillu in the encoding before Unicode 5.1
    f"|(?!{_FEW}){_CONSONANT}{_PULLI}"
)
# In Punjabi a sign of length or of a nasal is for the next consonant.
_REST = (
    f"{_CLOSING}|[\u0a70\u0a71]{_CONSONANT}|(?!{_CONSONANT}|{_VOWEL})[\u0900-\u0dff\u200c\u200d]"
)
_AKSHARA = re.compile(f"(?:{_JOINED})(?:{_REST})*")
_CLOSED = re.compile(f"{_CLOSING}|[\u09ce\u0d54-\u0d56\u0d7a-\u0d7f]")  # by ৎ or a chillu
_STARTS_WITH_VOWEL = re.compile(_VOWEL)
# A consonant without a vowel sign, in the scripts whose languages often leave out its vowel.
_BARE = re.compile(f"(?![\u0b00-\u0dff]){_CONSONANT}{_NUKTA}?")
_LEAST = 2  # aksharas before a hyphen, and after it; a closed one suffices


@dataclass(frozen=True)
class Aksharas:
    """The rule, which is the same in all languages but Sanskrit: that leaves out no vowels."""

    leaves_out_vowels: bool = True

    def breaks(self, word: str) -> list[int]:
        """Return the indices at which a line may begin, in order.

        No line begins with an independent vowel, which often is one syllable with what is
        before, nor with a consonant that is likely to close the syllable before: प्रधान-मंत्री.
        """
        found = _AKSHARA.findall(word)
        if not found or sum(map(len, found)) < len(word):  # other letters or signs
            return []
        weights = [*accumulate(map(_weight, found))]
        return [
            place
            for place, weight, (akshara, following) in zip(
                accumulate(map(len, found)), weights, pairwise([*found[1:], "", ""]), strict=True
            )
            if _LEAST <= weight <= weights[-1] - _LEAST and self._begins_line(akshara, following)
        ]

    def _begins_line(self, akshara: str, following: str) -> bool:
        if _STARTS_WITH_VOWEL.match(akshara):
            return False
        is_closing = _BARE.fullmatch(akshara) and not _BARE.fullmatch(following)
        return not (is_closing and self.leaves_out_vowels)


def _weight(akshara: str) -> int:
    return 2 if _CLOSED.search(akshara, 1) else 1
