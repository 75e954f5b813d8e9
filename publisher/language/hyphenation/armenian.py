"""Hyphenation of Armenian by the rules of the Republic of Armenia on line division.

The rules «Տողադարձի մասին» (in force since 13 February 2003) write an unwritten ը at a
division that needs it (կրակ, կը-րակ). A line breaker cannot insert letters into a word, so a
word is divided only where no ը is heard on either side. Consonants that may hide an ը stay
together: three that end no syllable (`_CODA`), and those that begin a root (`_PREFIX`,
`armenian_roots`).

hyph-utf8's patterns find half of these points in the 104,592 words of Debian's aspell-hy,
because they divide no consonants, and wrong ones after և (հարև-ան).
"""

from __future__ import annotations

import re

from publisher.language.hyphenation.armenian_roots import begins_root
from publisher.language.hyphenation.syllables import Syllables

_MARKS = "[՛՜՞]"  # They follow the stressed vowel: ինչո՞ւ.
_LETTERS = "ա-ֆևԱ-Ֆ"
# ու is one vowel; և, or եւ in the older spelling, is a vowel and the consonant that closes it.
# Pango splits words at marks: the second half begins with the mark, without its vowel.
_EV = f"(?:և|[աեէըիօԱԵԷԸԻՕ]{_MARKS}?[ւՒ])"
_VOWEL = re.compile(
    f"[ոՈ]{_MARKS}?[ւՒ]{_MARKS}?|{_EV}{_MARKS}?|[աեէըիոօԱԵԷԸԻՈՕ]{_MARKS}?|^{_MARKS}ւ?"
)
_STARTS_WITH_EV, _ENDS_WITH_EV = re.compile(_EV), re.compile(f"{_EV}{_MARKS}?$")
_OLD_SPELLING = re.compile(f"(?<![ոՈ])(?<![ոՈ]{_MARKS})ւ")

# Three consonants of which the first two can end a syllable. A third that is ր, լ, ռ or ղ
# often hides an ը before it (ներդրում), and so do ս, շ and զ where they begin a root
# (հարստանալ, from հարուստ). The last row lists exceptions that hide none.
_STOPS = "բգդթծկձճչջպտցփք"
_CODA = re.compile(
    f"(?:[րնլղ][{_STOPS}]|մ[բպփ]|[սշխ]տ|[րղլ]մ)[^րռլղյ]"
    f"|յ[^րռլղյ][^րռլղյ]|յր[^րռլղյ]"
    f"|[րնմլղ][զսշժխ]վ|խցն|րզ[^րռլղյբգ]|զ[դմ]վ|ղղվ"
    f"|[ցծսշջտվռ]քն|[րնյ][{_STOPS}ն]քն"
    "|րձր|րկր|րծր|րմր|նտր|նդր|նդլ|նգր|ստր"
)
# After these prefixes a root begins, which may hide an ը: ան-վ(ը)տանգ.
_PREFIX = re.compile("ան|վեր|գեր|համ|առ|.*ներ")
_NO_PREFIX = re.compile("անձն|անց|անդր[աե]|վերջ")


def _divide(before: str, consonants: str, after: str) -> int | None:
    """Apply the rules to the consonants between two vowels; see `Syllables.divide`."""
    before, consonants, after = before.lower(), consonants.lower(), after.lower()
    if not consonants:
        return None if _is_one_sound(before, after) else 0
    if not consonants.isalpha() or "ւ" in consonants:  # a misplaced mark, or ւ of no vowel
        return None
    # The consonant before յա, յո, յու may begin the next line with it: գիտու-թյուն.
    glide = len(consonants) > 1 and consonants.endswith("յ")
    cluster = consonants[:-1] if glide else consonants
    if _ENDS_WITH_EV.search(before):
        return None if cluster[1:] else 0
    if cluster[1:] and begins_root(before, consonants + after):
        return None
    if cluster[2:] and not _has_coda(before, cluster, after):
        return None
    return len(cluster) - 1


def _has_coda(before: str, cluster: str, after: str) -> bool:
    """Return whether all of three or more consonants but the last can end a syllable."""
    has_prefix = _PREFIX.fullmatch(before + cluster[0])
    if has_prefix and not _NO_PREFIX.match(before + cluster + after):
        return False
    return _CODA.fullmatch(cluster) is not None


def _is_one_sound(before: str, after: str) -> bool:
    """Return whether two adjacent vowels may be one syllable, or share the v of և.

    The v of և would begin the next syllable, and և would be written եվ (հարե-վան). In the
    older spelling եա is a diphthong, and ու before a vowel is v.
    """
    return (
        _ENDS_WITH_EV.search(before) is not None
        or _STARTS_WITH_EV.match(after) is not None
        or (before.endswith("ե") and after.startswith("ա"))
        or _OLD_SPELLING.search(before + after) is not None
    )


ARMENIAN = Syllables(
    _VOWEL, re.compile(f"{_MARKS}?[{_LETTERS}](?:{_MARKS}?[{_LETTERS}])*{_MARKS}?"), _divide
)
