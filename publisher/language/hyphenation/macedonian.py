"""Hyphenation of Macedonian by syllables.

The rule of schoolbooks keeps the first of two consonants, divides two vowels, and lets the
suffixes -ски and -ство go over whole: пот-тикнува, пе-ат, тргов-ски. Three consonants are
divided after a sonorant. Where a root may begin with the consonants, a word is not divided.

hyph-utf8's patterns for Macedonian are under the GPL. In translations of free software they lack
0.5 % of our points and find 10 % more, of which some divide a prefix (прег-лед).
"""

from __future__ import annotations

import re

from publisher.language.hyphenation.syllables import Syllables

# The suffixes -ски and -ство go over as a whole.
_ADJECTIVE = re.compile("ск[иао](?:от|ов|он|[твн][аое])?$")
_NOUN = re.compile("ств(?:[оа]|ен)")
_SONORANTS = "рлљмнњјв"
_ONSET = re.compile("[бвгдзжкпстфхшц][рлљвј]|[сзшж][бвгдкмнпстфхчц]|[сш]т[рв]|ск[рл]")
# A root may begin after these prefixes, and after the vowel that links a compound.
_PREFIX = re.compile("(?:.*о|(?:не|нај|по)?(?:на|за|пре|при|у|не))")


def _divide(before: str, consonants: str, after: str) -> int | None:
    """Apply the rules to the consonants between two vowels; see `Syllables.divide`."""
    before, consonants, after = before.lower(), consonants.lower(), after.lower()
    if _ADJECTIVE.match(consonants[-2:] + after):
        return len(consonants) - 2 if consonants[2:] else None
    if _NOUN.match(consonants[-3:] + after):
        return len(consonants) - 3
    onset = _ONSET.fullmatch(consonants)
    if onset and _PREFIX.fullmatch(before):
        return None
    if not consonants[2:]:
        return len(consonants) // 2
    is_divided = consonants[0] in _SONORANTS and _ONSET.fullmatch(consonants[1:])
    return 1 if is_divided else None


MACEDONIAN = Syllables(
    re.compile("[аеиоуѐѝ]", re.IGNORECASE),
    re.compile("[аеиоуѐѝбвгдѓжзѕјклљмнњпрстќфхцчџш]+", re.IGNORECASE),
    _divide,
)
