"""Checks of characters: invisible ones, letters of other scripts, and normal form."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.checks.check import of_message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.checks.unit import Side, Unit

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_TAGS = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")
_TAG = re.compile("[\U000e0000-\U000e007f]")
_BIDI = MappingProxyType(
    {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
    | {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
)
_DIRECTION_MARK = re.compile(f"[{''.join([*_BIDI, *_BIDI.values()])}]")
_OVERRIDES = frozenset("\u202d\u202e")
_INVISIBLE = "\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\u180e\u00ad\u034f\u115f\u1160\u3164\uffa0"
_JOINERS = "\u200c\u200d"
_HIDDEN = re.compile(f"[{_INVISIBLE}{_JOINERS}]{{3,}}|[\u2061-\u2064\u115f\u1160\u3164\uffa0]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")

# A pre-check: every problem of `unsafe_character` involves one of these.
_SUSPECT = re.compile(
    "["
    + "".join(p.pattern[1:-1] for p in (_CONTROLS, _TAG, _DIRECTION_MARK, _PRIVATE))
    + f"{_INVISIBLE}{_JOINERS}]"
)

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


@of_message("error")
def unsafe_character(unit: Unit) -> Iterator[str]:
    """A character is invisible, or changes the direction of the text around it.

    These are control and tag characters, unclosed direction marks and runs of zero width.

    Bad (ru): The bridge. → Мост\u202e.
    Bad (ru): The bridge. → Мост\U000e0061.
    Good (fa): The books. → کتاب\u200cها.
    """
    text = unit.target.text
    if not _SUSPECT.search(text):
        return
    for found in [*_CONTROLS.findall(text), *_TAG.findall(_TAGS.sub("", text))]:
        yield f"has {_code(found)}, which cannot be printed; delete it"
    for override in _OVERRIDES & {*text}:
        yield f"has {_code(override)}, which changes the order of letters; delete it"
    for mark in _unpaired_direction_marks(text):
        yield f"has {_code(mark)} unpaired in its paragraph; close it or delete it"
    if hidden := _HIDDEN.search(text):
        before = text[: hidden.start()][-10:]
        yield f"has {_code(hidden[0][0])}, which is invisible, after “{before}”; delete it"
    if private := _PRIVATE.search(text):
        yield f"has {_code(private[0])}, which only some fonts define; replace it"


def _unpaired_direction_marks(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        stack: list[str] = []
        for mark in _DIRECTION_MARK.findall(line):
            if mark in _BIDI:
                stack.append(mark)
            elif stack and _BIDI[stack[-1]] == mark:
                stack.pop()
            else:
                yield mark
        yield from stack


def _code(character: str) -> str:
    """Return the code point and Unicode name of a character."""
    return f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}"


@of_message("warning")
def look_alike(unit: Unit) -> Iterator[str]:
    """A word has a letter of another script, or one that the language does not use.

    Bad (ru): The bridge. → Мocт.
    Bad (hy): He asked. → Նա հարցրեց Hовик-ին։
    Good (ru): An IT company. → IT-компания.
    """
    foreign = _FOREIGN.get(unit.target.language.base, "")
    has_candidates = _may_have_look_alikes(unit.target, foreign)
    candidates = _LETTERS.findall(unit.target.prose) if has_candidates else []
    in_source = set(_LETTERS.findall(unit.source.shown)) if candidates else set()
    for word in dict.fromkeys(candidates):
        if word in in_source:
            continue
        scripts = Counter(s for s in map(_script, word) if s in _CONFUSED)
        if len(scripts) > 1 and _is_suspicious_mix(word, scripts):
            yield f"“{word}” mixes scripts: {_describe_rarer_script(word, scripts)}"
        elif letters := sorted({c for c in word.lower() if c in foreign}):
            yield f"“{word}” has {', '.join(letters)}, which {unit.target.language} does not use"
        elif _DIGIT_IN_WORD.search(word):
            yield f"“{word}” mixes letters and digits"
        elif _is_all_look_alikes(word, scripts, unit):
            yield f"“{word}” is in letters of another script"
    for kana in _KANA_LOOK_ALIKE.finditer(unit.target.prose):
        around = unit.target.prose[max(kana.start() - 3, 0) : kana.end() + 3]
        yield f"“{around}” has {_code(kana[0])} among similar katakana"


def _may_have_look_alikes(side: Side, foreign: str) -> bool:
    """Return whether a text has letters of other scripts, foreign letters or digits."""
    characters = set(side.prose)
    scripts = _CONFUSED.intersection(map(_script, characters))
    own = _SCRIPT_NAMES.get(side.language.script)
    if len(scripts) > 1 or (own and scripts - {own}) or any(map(str.isdecimal, characters)):
        return True
    return bool(foreign) and not set(foreign).isdisjoint(side.prose.lower())


def _is_suspicious_mix(word: str, scripts: Counter[str]) -> bool:
    """Return whether a mix of scripts in a word looks like a slip.

    A name with an ending in the language's own letters is not a slip: Telegramում.
    """
    rarer = _rarer_script(scripts)
    if _count_script_runs(word) == 2 and scripts[rarer] > 1:  # noqa: PLR2004 - name and ending
        resembling = any(c in _LOOK_ALIKE for c in word if _script(c) == rarer)
        return word[0] in _LOOK_ALIKE and resembling and scripts[rarer] <= 2  # noqa: PLR2004 - endings are longer
    return True


def _count_script_runs(word: str) -> int:
    return len(list(groupby(s for s in map(_script, word) if s in _CONFUSED)))


def _rarer_script(scripts: Counter[str]) -> str:
    return min(scripts, key=lambda script: scripts[script])


def _describe_rarer_script(word: str, scripts: Counter[str]) -> str:
    """Return a list of the letters in the rarer script: “o is Latin, c is Latin”."""
    rarer = _rarer_script(scripts)
    letters = dict.fromkeys(c for c in word if _script(c) == rarer)
    return ", ".join(f"{c} is {rarer.capitalize()}" for c in letters)


def _is_all_look_alikes(word: str, scripts: Counter[str], unit: Unit) -> bool:
    """Return whether a short word is in look-alikes of another script: Latin `c` for `с`."""
    own = _SCRIPT_NAMES.get(unit.target.language.script)
    if own is None or len(word) > 2 or len(scripts) != 1 or own in scripts:  # noqa: PLR2004 - а, не, со
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
