"""Checks of letters: those of other scripts, and normal form."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.base.characters import code_point
from publisher.checks.check import of_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.checks.unit import Side, Unit

_LETTERS = re.compile(r"[^\W_]+")

# Scripts with letters that resemble one another; a word should use only one of them.
_CONFUSED = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "GEORGIAN"})
_CONFUSED |= {"LISU", "MATHEMATICAL", "FULLWIDTH"}
# Letters that resemble those of another of these scripts (UTS 39, confusables).
_LOOK_ALIKE = frozenset(
    "aceijopsxyhkbABCEHIJKMOPSTXYZ"
    "асеіјорѕхуһкьАВСЕНІЈКМОРЅТХУЅГЗЬ"
    "αειικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
    "աբգհյոցսօՏՍՕՀԼ"
)
_SCRIPT_NAMES = MappingProxyType(
    {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Grek": "GREEK", "Armn": "ARMENIAN"}
)
# Letters of the script that resemble letters of the language, but do not belong to it.
_FOREIGN = MappingProxyType(
    {
        "ru": "іїєґўѕјљњћђџӏ",
        "uk": "ыэъёўѕјљњћђџ",
        "be": "ищъїєґѕјљњћђџ",
        "bg": "ыэёіїєґўѕјљњћђџ",
        "fa": "يكىة",
        "ar": "یکېەھہے",
    }
)
_KANA = r"[\u30a1-\u30fa\u30fc]"
_KANA_LOOK_ALIKE = re.compile(rf"[口力工二八夕卜一](?<={_KANA}.)(?={_KANA})")
_DIGIT_IN_WORD = re.compile(r"[a-zа-яё][01][a-zа-яё]|\d[OО]\d|^[OО]\d+$|^\d+[OО]$")


@of_message("warning")
def look_alike(unit: Unit) -> Iterator[str]:
    """A word has a letter of another script, or one that the language does not use.

    Bad (ru): The bridge. → Мocт.
    Bad (hy): He asked. → Նա հարցրեց Hовик-ին։
    Good (ru): An IT company. → IT-компания.
    """
    own = _SCRIPT_NAMES.get(unit.target.language.script)
    foreign = _FOREIGN.get(unit.target.language.base, "")
    has_candidates = _may_have_look_alikes(unit.target, own, foreign)
    candidates = _LETTERS.findall(unit.target.prose) if has_candidates else []
    in_source = set(_LETTERS.findall(unit.source.shown)) if candidates else set()
    for word in dict.fromkeys(candidates):
        if word in in_source:
            continue
        scripts = Counter(s for s in map(_script, word) if s in _CONFUSED)
        mixed_in = _letters_mixed_in(word, scripts, own) if len(scripts) > 1 else []
        if mixed_in and _is_suspicious_mix(word, mixed_in):
            described = (f"{c} is {_script(c).capitalize()}" for c in dict.fromkeys(mixed_in))
            yield f"“{word}” mixes scripts: {', '.join(described)}"
        elif letters := sorted({c for c in word.lower() if c in foreign}):
            yield f"“{word}” has {', '.join(letters)}, which {unit.target.language} does not use"
        elif _DIGIT_IN_WORD.search(word):
            yield f"“{word}” mixes letters and digits"
        elif own and _is_all_look_alikes(word, scripts, own):
            yield f"“{word}” is in letters of another script"
    for kana in _KANA_LOOK_ALIKE.finditer(unit.target.prose):
        around = unit.target.prose[max(kana.start() - 3, 0) : kana.end() + 3]
        yield f"“{around}” has {code_point(kana[0])} among similar katakana"


def _may_have_look_alikes(side: Side, own: str | None, foreign: str) -> bool:
    """Return whether a text has letters of other scripts, foreign letters or digits."""
    characters = set(side.prose)
    scripts = _CONFUSED.intersection(map(_script, characters))
    if len(scripts) > 1 or (own and scripts - {own}) or any(map(str.isdecimal, characters)):
        return True
    return bool(foreign) and not set(foreign).isdisjoint(side.prose.lower())


def _letters_mixed_in(word: str, scripts: Counter[str], own: str | None) -> list[str]:
    """Return the letters of the rarer script, of two equal ones that which is not `own`."""
    rarer = min(scripts, key=lambda script: (scripts[script], script == own))
    return [c for c in word if _script(c) == rarer]


def _is_suspicious_mix(word: str, mixed_in: list[str]) -> bool:
    """Return whether a mix of scripts in a word looks like a slip.

    A name with an ending in the language's own letters is not a slip: Telegramում.
    """
    if len(mixed_in) == 1 or _count_script_runs(word) > 2:  # noqa: PLR2004 - name and ending
        return True
    is_short = len(mixed_in) == 2  # noqa: PLR2004 - most endings are longer
    return is_short and word[0] in _LOOK_ALIKE and not _LOOK_ALIKE.isdisjoint(mixed_in)


def _count_script_runs(word: str) -> int:
    return len(list(groupby(s for s in map(_script, word) if s in _CONFUSED)))


def _is_all_look_alikes(word: str, scripts: Counter[str], own: str) -> bool:
    """Return whether a short word is in look-alikes of another script: Latin `c` for `с`."""
    if len(word) > 2 or len(scripts) != 1 or own in scripts:  # noqa: PLR2004 - а, не, со
        return False
    return all(c in _LOOK_ALIKE for c in word) and word.islower()


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """Return the script of a letter, the first word of its Unicode name; "" for others."""
    name = unicodedata.name(character, "")
    return name.partition(" ")[0] if character.isalpha() else ""


@of_message("warning")
def normal_form(unit: Unit) -> Iterator[str]:
    """An accented letter is written as two characters (it is not in NFC).

    Bad (fr): Summer → E\u0301te\u0301
    Good (fr): Summer → Été
    """
    text = unit.target.text
    for word in () if unicodedata.is_normalized("NFC", text) else text.split():
        # A different order of marks above one letter is invisible to a reader.
        if len(unicodedata.normalize("NFC", word)) != len(word):
            yield f"“{word}” is not in Unicode normal form C (NFC)"
            return
