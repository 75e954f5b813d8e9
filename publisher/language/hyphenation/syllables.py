"""Hyphenation by syllables: Azerbaijani, Georgian and Turkish.

A rule divides a word only where the division is certain: a missed one merely loosens a line.
hyph-utf8's patterns find 5 % more points in Georgian, most of them where the authorities differ
(აგ-ვისტო), and the same in Turkish words; they differ in foreign names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


_LONGEST = 200  # letters: no word of any language has more, and rules look at all before a place


@dataclass(frozen=True)
class Syllables:
    """A language's letters, and its rule for the consonants between two vowels.

    `divide` takes the word up to and including a vowel, the consonants after it, and the word
    from the next vowel on. It returns how many of the consonants stay with the first vowel,
    or None if the word is not divided between the two.
    """

    vowel: re.Pattern[str]
    word: re.Pattern[str]
    divide: Callable[[str, str, str], int | None]

    def breaks(self, word: str) -> list[int]:
        """Return the indices at which a line may begin, in order.

        Only whole words in the language's letters are divided. Words with capitals after the
        first letter are abbreviations, and are not. Every part has a vowel and another letter.
        """
        if len(word) > _LONGEST or not self.word.fullmatch(word):
            return []
        if any(letter.isupper() for letter in word[1:]):
            return []
        vowels = [match.span() for match in self.vowel.finditer(word)]
        indices = []
        for (_, end), (start, _) in pairwise(vowels):
            staying = self.divide(word[:end], word[end:start], word[start:])
            if staying is not None:
                index = end + staying
                parts = {(0, index), (index, len(word))}
                indices += [index] if parts.isdisjoint(vowels) else []
        return indices


def _divide_turkish(_before: str, consonants: str, _after: str) -> int:
    """Keep all consonants but the last, also in loanwords: Türk-çe, kont-rol, ba-şöğ-ret-men.

    Türk Dil Kurumu, Yazım Kılavuzu: Hece Yapısı ve Satır Sonunda Kelimelerin Bölünmesi.
    """
    return max(0, len(consonants) - 1)


_LOANWORD_CLUSTER = re.compile("..[ry]|.[bfgp]l|.{4,}")


def _divide_azerbaijani(_before: str, consonants: str, _after: str) -> int | None:
    """Keep all consonants but the last (dəf-tər, xoş-bəxt-lik), except in loanwords.

    Those may divide differently (sen-tyabr, trans-krip-si-ya): three consonants that end like
    a foreign onset stay together, and so do four or more (Azərbaycan dilinin orfoqrafiya
    qaydaları: Sözlərin sətirdən sətrə keçirilməsi).
    """
    if _LOANWORD_CLUSTER.fullmatch(consonants):
        return None
    return max(0, len(consonants) - 1)


_HARMONIC = re.compile("[ბდძჯ][გღ]|[ფთცჩ][ქხ]|[პტწჭ][კყ]")
_GEORGIAN_ONSET = re.compile(f"({_HARMONIC.pattern})ვ?|[ბგდზთკპჟსტფქღყშჩცძწჭხჯჰ][ვრლ]")
# After these prefixes a root begins. The rules allow it to stay whole: შე-სრულება, or
# შეს-რულება.
_GEORGIAN_PREFIX = re.compile(
    "(და|გა|შე|მო|მი|ჩა|წა|ა|გადა|გამო|შემო|ჩამო|წამო|დამო|ამო|აღმო|მიმო|წინა|უ|ნა|სა|მე|თანა|არა)"
)
_GEORGIAN_CLOSED_PREFIX = re.compile("გან|აღ|წარ")


def _divide_georgian(before: str, consonants: str, _after: str) -> int | None:
    """Keep the first of several consonants: მთავ-რობა, სა-ქარ-თველო.

    That is the whole rule of schoolbooks. The orthographic dictionary also keeps roots and
    harmonic pairs whole (Chikobava Institute, სიტყვის გადატანის წესები). A word is divided
    only where both agree.
    """
    if not consonants[1:]:
        return 0
    if _GEORGIAN_PREFIX.fullmatch(before) and not _GEORGIAN_CLOSED_PREFIX.fullmatch(
        before + consonants[0]
    ):
        return None
    is_sonorant = consonants[0] in "რლმნ"
    if not consonants[2:]:
        is_harmonic = _HARMONIC.fullmatch(consonants)
        return 1 if not is_harmonic and (is_sonorant or consonants[1] != "ვ") else None
    return 1 if is_sonorant and _GEORGIAN_ONSET.fullmatch(consonants[1:]) else None


def _single_letter_vowels(
    vowels: str, consonants: str, divide: Callable[[str, str, str], int | None]
) -> Syllables:
    """Return the rules of a language in which every vowel is one letter."""
    return Syllables(re.compile(f"[{vowels}]"), re.compile(f"[{vowels}{consonants}]+"), divide)


# Both cases are listed: in Python the lower case of İ is two characters, and that of I is i.
TURKISH = _single_letter_vowels(
    "aâeıiîoöuûüAÂEIİÎOÖUÛÜ", "bcçdfgğhjklmnprsştvyzBCÇDFGĞHJKLMNPRSŞTVYZ", _divide_turkish
)
AZERBAIJANI = _single_letter_vowels(
    "aeəıioöuüAEƏIİOÖUÜ", "bcçdfgğhxjkqlmnprsştvyzBCÇDFGĞHXJKQLMNPRSŞTVYZ", _divide_azerbaijani
)
GEORGIAN = _single_letter_vowels("აეიოუ", "ბგდვზთკლმნპჟრსტფქღყშჩცძწჭხჯჰ", _divide_georgian)
