"""Hyphenation of Kazakh and Kyrgyz by syllables.

The rules of Kyrgyz are those of the state («Кыргыз тилинин жазуу эрежелери», 2008, Ташымал,
§§ 78-81); Kazakh is divided likewise. hyph-utf8's patterns for Kazakh (0.1) take every у for a
consonant (пайдалан-ушы); pyphen has none for either.
"""

from __future__ import annotations

import re

from publisher.language.hyphenation.syllables import Syllables

# No Kazakh or Kyrgyz suffix begins with them after two consonants; a loanword's syllable may.
_BORROWED = "рлвйфхцщ"


def _divide(_before: str, consonants: str, after: str) -> int | None:
    """Keep all consonants but the last, with their ь and ъ: мем-ле-кет, түрк-төр, кон-суль-тация.

    Two vowels are divided where the second begins with й (бо-ёк), and -стан goes over whole.
    """
    consonants, after = consonants.lower(), after.lower()
    if not consonants:
        return 0 if after[0] in "еёюя" else None
    sounds = re.findall(".[ьъ]?", consonants)
    if sounds[3:]:
        return None
    if consonants[-1] in "ьъ":
        return len(consonants)
    if sounds[2:] and consonants.endswith("ст") and after.startswith("ан"):
        return len(consonants) - 2
    if sounds[2:] and sounds[-1] in _BORROWED:
        return None
    return len(consonants) - 1


_CYRILLIC = "бвгджзйклмнпрстфхцчшщьъ"
# A long vowel is written twice, and is one: тоо-лор.
KYRGYZ = Syllables(
    re.compile("аа|ээ|оо|өө|уу|үү|[аоуыэиеөүяёю]", re.IGNORECASE),
    re.compile(f"[аоуыэиеөүяёюң{_CYRILLIC}]+", re.IGNORECASE),
    _divide,
)
# After another vowel, and at the beginning of a word, у is a consonant: қа-уіп, уа-қыт, but
# оқу-шы. (In универ-ситет it is a vowel, but stays with the next syllable anyway.)
_KAZAKH_VOWELS = "аәеёиоөұүыіэюя"
KAZAKH = Syllables(
    re.compile(f"[{_KAZAKH_VOWELS}]|(?<=[^{_KAZAKH_VOWELS}])у", re.IGNORECASE),
    re.compile(f"[{_KAZAKH_VOWELS}уғқңһ{_CYRILLIC}]+", re.IGNORECASE),
    _divide,
)
