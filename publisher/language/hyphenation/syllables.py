"""Where words divide by rule: Azerbaijani, Georgian and Turkish, which divide by syllables.

A rule that cannot be sure of a division gives none: a missed one only loosens a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Syllables:
    """A language's letters, and its rule for what stands between two vowels.

    `divide` is given the word up to and with one vowel, the consonants behind it and the
    word from the next vowel on. It says how many of the consonants stay with the first
    vowel; None where the word is not divided between the two.
    """

    vowel: re.Pattern[str]
    word: re.Pattern[str]
    divide: Callable[[str, str, str], int | None]

    def breaks(self, word: str) -> list[int]:
        """Return the indices before which a line may begin, in order.

        Only whole words of the language's letters are divided, and of those none that has
        capitals behind its first letter: those are abbreviations. Every part has a vowel
        and is more than a vowel.
        """
        if not self.word.fullmatch(word) or any(letter.isupper() for letter in word[1:]):
            return []
        vowels = [found.span() for found in self.vowel.finditer(word)]
        found = []
        for (_, end), (start, _) in pairwise(vowels):
            stays = self.divide(word[:end], word[end:start], word[start:])
            if stays is not None:
                at = end + stays
                lone = {(0, at), (at, len(word))}
                found += [at] if lone.isdisjoint(vowels) else []
        return found


def _last_goes_over(_before: str, consonants: str, _after: str) -> int:
    """Turkish: only the last consonant goes with the next vowel, also in what was borrowed.

    Türk-çe, kont-rol, ba-şöğ-ret-men (Türk Dil Kurumu, Yazım Kılavuzu: Hece Yapısı ve
    Satır Sonunda Kelimelerin Bölünmesi).
    """
    return max(0, len(consonants) - 1)


_BORROWED = re.compile("..[ry]|.[bfgp]l|.{4,}")


def _azerbaijani(_before: str, consonants: str, _after: str) -> int | None:
    """Divide dəf-tər, xoş-bəxt-lik; what was borrowed may divide sen-tyabr, trans-krip-si-ya.

    So three consonants that end like a borrowed onset, and four, are left together
    (Azərbaycan dilinin orfoqrafiya qaydaları: Sözlərin sətirdən sətrə keçirilməsi).
    """
    if _BORROWED.fullmatch(consonants):
        return None
    return max(0, len(consonants) - 1)


_HARMONIC = re.compile("[ბდძჯ][გღ]|[ფთცჩ][ქხ]|[პტწჭ][კყ]")
_GEORGIAN_ONSET = re.compile(f"({_HARMONIC.pattern})ვ?|[ბგდზთკპჟსტფქღყშჩცძწჭხჯჰ][ვრლ]")
# After these a root begins, and the rules let it stay whole: შე-სრულება beside შეს-რულება.
_GEORGIAN_PREFIX = re.compile(
    "(და|გა|შე|მო|მი|ჩა|წა|ა|გადა|გამო|შემო|ჩამო|წამო|დამო|ამო|აღმო|მიმო|წინა|უ|ნა|სა|მე|თანა|არა)"
)
_GEORGIAN_CLOSED_PREFIX = re.compile("გან|აღ|წარ")


def _georgian(before: str, consonants: str, _after: str) -> int | None:
    """Of several consonants the first stays: მთავ-რობა, სა-ქარ-თველო.

    That is all that the school's rule says; the orthographic dictionary's also keeps roots
    and harmonic pairs whole (Chikobava Institute, სიტყვის გადატანის წესები). Only where
    both agree is a word divided.
    """
    if not consonants[1:]:
        return 0
    if _GEORGIAN_PREFIX.fullmatch(before) and not _GEORGIAN_CLOSED_PREFIX.fullmatch(
        before + consonants[0]
    ):
        return None
    sonorant = consonants[0] in "რლმნ"
    if not consonants[2:]:
        apart = not _HARMONIC.fullmatch(consonants)
        return 1 if apart and (sonorant or consonants[1] != "ვ") else None
    return 1 if sonorant and _GEORGIAN_ONSET.fullmatch(consonants[1:]) else None


def _plain(
    vowels: str, consonants: str, divide: Callable[[str, str, str], int | None]
) -> Syllables:
    """Make the rules of a language each of whose vowels is one letter."""
    return Syllables(re.compile(f"[{vowels}]"), re.compile(f"[{vowels}{consonants}]+"), divide)


# Both cases are written out: Python's lower case of İ is two characters, that of I is i.
TURKISH = _plain(
    "aâeıiîoöuûüAÂEIİÎOÖUÛÜ", "bcçdfgğhjklmnprsştvyzBCÇDFGĞHJKLMNPRSŞTVYZ", _last_goes_over
)
AZERBAIJANI = _plain(
    "aeəıioöuüAEƏIİOÖUÜ", "bcçdfgğhxjkqlmnprsştvyzBCÇDFGĞHXJKQLMNPRSŞTVYZ", _azerbaijani
)
GEORGIAN = _plain("აეიოუ", "ბგდვზთკლმნპჟრსტფქღყშჩცძწჭხჯჰ", _georgian)
