"""Checks of repetition: words that are written twice in a row."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.checks.check import of_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.checks.unit import Side, Unit

# Languages in which a repeated word has a meaning (reduplication).
_REDUPLICATING = frozenset(
    {"hi", "mr", "bn", "ne", "ur", "pa", "gu", "ta", "te", "kn", "ml", "si"}
)
_REDUPLICATING |= {"id", "ms", "jv", "su", "tl", "fil", "vi", "th", "lo", "km", "my", "tr", "az"}
_REDUPLICATING |= {"zh", "ja", "ko", "ka", "hy", "fa", "ar", "he", "af", "sw"}
_REDUPLICATING |= {"lg", "nso", "rw", "sn", "st", "tn", "xh", "zu"}
_DOUBLED = re.compile(r"(?<![\w-])([^\W\d_]+)[ \u00a0\u202f]{1,2}\1(?![\w-])", re.IGNORECASE)
# Words that are correct twice in a row: "Nous nous levons", „To to samo”, “Az az ember”.
_CORRECT = MappingProxyType(
    {
        "bs": "je se",
        "cs": "to se",
        "da": "det den de",
        "en": "that had",
        "et": "see",
        "fi": "se",
        "fr": "nous vous",
        "gl": "se",
        "hr": "je se",
        "hu": "az ez",
        "it": "se",
        "nb": "det den de",
        "nn": "det den dei",
        "no": "det den de",
        "pl": "to",
        "pt": "se",
        "ru": "еле чуть",
        "sk": "to",
        "sq": "të së",
        "sr": "је се je se",
        "sv": "det den de",
    }
)
# Words that are correct twice only within a sentence: „Der Mann, der der Frau half“.
_CORRECT_WITHIN = MappingProxyType(
    {
        "da": "der at",
        "de": "die der das sie wir dass",
        "en": "is",
        "nb": "at som",
        "nl": "die dat het is",
        "nn": "at som",
        "no": "at som",
        "sv": "att som",
    }
)
_AROUND_SENTENCES = " \n\u00a0\u202f\"'«»“”„‘’()[]—–-¿¡"
_ENDS = frozenset(".!?…։;:")
_CONTEXT = 20  # characters before a word that show whether it begins a sentence


@of_message("warning")
def doubled_word(unit: Unit) -> Iterator[str]:
    """A word is repeated, though the source repeats none.

    Languages in which repetition has a meaning (reduplication) are not checked.

    Bad (ru): In the city → В городе городе
    Bad (ru): In the city → В в городе
    Bad (de): He left. The man came. → Er ging. Der der Mann kam.
    Good (de): the man who helped the woman → der Mann, der der Frau half
    Good (hu): That man left. → Az az ember elment.
    Good (tr): slowly → yavaş yavaş
    """
    if unit.target.language.base in _REDUPLICATING or next(_doubled(unit.source), None):
        return
    for found in _doubled(unit.target):
        yield f"has a doubled word: “{found}”"


def _doubled(side: Side) -> Iterator[str]:
    text, base = side.prose, side.language.base
    for found in _DOUBLED.finditer(text):
        before = text[: found.start()][-_CONTEXT:].rstrip(_AROUND_SENTENCES)
        is_start = not before or before[-1] in _ENDS
        correct = _CORRECT.get(base, "")
        if not is_start:
            correct = f"{correct} {_CORRECT_WITHIN.get(base, '')}"
        if found[1].lower() not in correct.split() and _is_word(found, is_start=is_start):
            yield found[0]


def _is_word(found: re.Match[str], *, is_start: bool) -> bool:
    """Return whether a repeated letter is a word, and not a sign: Russian «в», not vitamin A."""
    first, second = found[1], found[0][-1]
    return len(first) > 1 or (second.islower() and (is_start or first.islower()))
