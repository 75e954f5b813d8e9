"""Where Armenian words divide: the rules of the Republic of Armenia on line division.

The rules «Տողադարձի մասին» (in force since 13 February 2003) write an unwritten ը at a
division that needs it (կրակ, կը-րակ). A line breaker cannot put letters into a word, so a
word is divided only where no ը is heard on either side. What may hide one is left whole.
"""

from __future__ import annotations

import re

from publisher.language.hyphenation.syllables import Syllables

_MARKS = "[՛՜՞]"  # They stand behind the stressed vowel: ինչո՞ւ.
_LETTERS = "ա-ֆևԱ-Ֆ"
# ու is one vowel; և, or an older spelling's եւ, is a vowel and the consonant that closes it.
# A word in two halves about a mark begins with the mark: the vowel stands before it.
_AND_V = f"(?:և|[աեէըիօԱԵԷԸԻՕ]{_MARKS}?[ւՒ])"
_VOWEL = re.compile(
    f"[ոՈ]{_MARKS}?[ւՒ]{_MARKS}?|{_AND_V}{_MARKS}?|[աեէըիոօԱԵԷԸԻՈՕ]{_MARKS}?|^{_MARKS}ւ?"
)
_BEGINS_AND_V, _ENDS_AND_V = re.compile(_AND_V), re.compile(f"{_AND_V}{_MARKS}?$")
_OLD_SPELLING = re.compile(f"(?<![ոՈ])(?<![ոՈ]{_MARKS})ւ")

# Three consonants of which the first two can end a syllable. A third that is ր, լ, ռ or ղ
# often hides an ը before it (ներդրում), and so do ս, շ and զ before what they begin roots
# with (հարստանալ, from հարուստ). In the last row are those that hide none.
_STOPS = "բգդթծկձճչջպտցփք"
_CODA = re.compile(
    f"(?:[րնլղ][{_STOPS}]|մ[բպփ]|[սշխ]տ|[րղլ]մ)[^րռլղյ]"
    f"|յ[^րռլղյ][^րռլղյ]|յր[^րռլղյ]"
    f"|[րնմլղ][զսշժխ]վ|խցն|րզ[^րռլղյբգ]|զ[դմ]վ|ղղվ"
    f"|[ցծսշջտվռ]քն|[րնյ][{_STOPS}ն]քն"
    "|րձր|րկր|րծր|րմր|նտր|նդր|նդլ|նգր|ստր|ստղ"
)
# Behind these a root begins, which may hide an ը: ան-վ(ը)տանգ.
_PREFIX = re.compile("ան|վեր|գեր|համ|առ|.*ներ")
_NO_PREFIX = re.compile("անձն|անց|անդր[աե]|վերջ")


def _divide(before: str, consonants: str, after: str) -> int | None:
    """Apply the rules to the letters between two vowels; see `Syllables`."""
    before, consonants, after = before.lower(), consonants.lower(), after.lower()
    if not consonants:
        return None if _is_one_sound(before, after) else 0
    if not consonants.isalpha():  # a mark that stands elsewhere
        return None
    # The consonant before յա, յո, յու may go over with it: գիտու-թյուն.
    glide = len(consonants) > 1 and consonants.endswith("յ")
    cluster = consonants[:-1] if glide else consonants
    if _ENDS_AND_V.search(before):
        return None if cluster[1:] else 0
    if cluster[2:]:
        rooted = _PREFIX.fullmatch(before + cluster[0])
        if rooted and not _NO_PREFIX.match(before + cluster + after):
            return None
        if not _CODA.fullmatch(cluster):
            return None
    return len(cluster) - 1


def _is_one_sound(before: str, after: str) -> bool:
    """Say whether two vowels side by side may be one syllable, or one that և has a part in.

    The v of և goes over to a vowel, and և would be written եվ (հարե-վան). In the older
    spelling եա is a diphthong, and ու before a vowel is v.
    """
    return (
        _ENDS_AND_V.search(before) is not None
        or _BEGINS_AND_V.match(after) is not None
        or (before.endswith("ե") and after.startswith("ա"))
        or _OLD_SPELLING.search(before + after) is not None
    )


ARMENIAN = Syllables(
    _VOWEL, re.compile(f"{_MARKS}?[{_LETTERS}](?:{_MARKS}?[{_LETTERS}])*{_MARKS}?"), _divide
)
