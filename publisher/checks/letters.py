"""Checks of letters: what cannot be seen, what only looks right, what is written otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
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
_TURN = re.compile(f"[{''.join([*_BIDI, *_BIDI.values()])}]")
_OVERRIDES = frozenset("\u202d\u202e")
_UNSEEN = "\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\u180e\u00ad\u034f\u115f\u1160\u3164\uffa0"
_JOINERS = "\u200c\u200d"
_HIDDEN = re.compile(f"[{_UNSEEN}{_JOINERS}]{{3,}}|[\u2061-\u2064\u115f\u1160\u3164\uffa0]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")

# All that is said below of a character that cannot be seen is said of one of these.
_SUSPECT = re.compile(
    "["
    + "".join(p.pattern[1:-1] for p in (_CONTROLS, _TAG, _TURN, _PRIVATE))
    + f"{_UNSEEN}{_JOINERS}]"
)

_LETTERS = re.compile(r"[^\W_]+")

# Scripts whose letters are taken for one another; within a word they are one of them.
_CONFUSED = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "GEORGIAN"})
_CONFUSED |= {"LISU", "MATHEMATICAL", "FULLWIDTH"}
# Letters that look like those of another of these scripts (Unicode TR 39, confusables).
_LOOK_ALIKE = frozenset(
    "aceijopsxyhkbABCEHIJKMOPSTXYZ"
    "асеіјорѕхуһкьАВСЕНІЈКМОРЅТХУЅГЗЬ"
    "αειικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
    "աբգհյոցսօՏՍՕՀԼ"
)
_SCRIPT_WORDS = MappingProxyType(
    {"Latn": "LATIN", "Cyrl": "CYRILLIC", "Grek": "GREEK", "Armn": "ARMENIAN"}
)
# Letters of the script that the language does not have, though they look like its own.
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
    """A character that cannot be seen or that turns the text around it.

    Control and tag characters, direction marks that are not closed, runs of zero width.

    Bad (ru): The bridge. → Мост\u202e.
    Bad (ru): The bridge. → Мост\U000e0061.
    Good (fa): The books. → کتاب\u200cها.
    """
    text = unit.target.text
    if not _SUSPECT.search(text):
        return
    for found in [*_CONTROLS.findall(text), *_TAG.findall(_TAGS.sub("", text))]:
        yield f"{_code(found)} cannot be printed; delete it"
    yield from (f"{_code(c)} turns letters around; delete it" for c in _OVERRIDES & {*text})
    for mark in _unbalanced(text):
        yield f"{_code(mark)} has no partner in its paragraph; close it or delete it"
    if hidden := _HIDDEN.search(text):
        yield f"{_code(hidden[0][0])} beside “{text[: hidden.start()][-10:]}” hides; delete it"
    if private := _PRIVATE.search(text):
        yield f"{_code(private[0])} means something in one font only; replace it"


def _unbalanced(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        stack: list[str] = []
        for mark in _TURN.findall(line):
            if mark in _BIDI:
                stack.append(mark)
            elif stack and _BIDI[stack[-1]] == mark:
                stack.pop()
            else:
                yield mark
        yield from stack


def _code(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed')}"


@of_message("warning")
def look_alike(unit: Unit) -> Iterator[str]:
    """A letter of another script, or that the language has not, stands in a word.

    Bad (ru): The bridge. → Мocт.
    Bad (hy): He asked. → Նա հարցրեց Hовик-ին։
    Good (ru): An IT company. → IT-компания.
    """
    foreign = _FOREIGN.get(unit.target.language.base, "")
    suspected = _LETTERS.findall(unit.target.prose) if _has_others(unit.target, foreign) else []
    known = set(_LETTERS.findall(unit.source.shown)) if suspected else set()
    for word in dict.fromkeys(suspected):
        if word in known:
            continue
        scripts = Counter(s for s in map(_script, word) if s in _CONFUSED)
        if len(scripts) > 1 and _is_mixed(word, scripts):
            yield f"“{word}” mixes letters: {_told(word, scripts)}"
        elif other := sorted({c for c in word.lower() if c in foreign}):
            yield f"“{word}” has {', '.join(other)}, which {unit.target.language} does not write"
        elif _DIGIT_IN_WORD.search(word):
            yield f"“{word}” mixes letters and digits"
        elif _stands_alone(word, scripts, unit):
            yield f"“{word}” is written in letters of another script"
    for kana in _KANA_LOOK_ALIKE.finditer(unit.target.prose):
        around = unit.target.prose[max(kana.start() - 3, 0) : kana.end() + 3]
        yield f"“{around}” has {_code(kana[0])} among letters that look like it"


def _has_others(side: Side, foreign: str) -> bool:
    """Say whether a text holds what a word is suspected for: other letters, or digits."""
    signs = set(side.prose)
    scripts = _CONFUSED.intersection(map(_script, signs))
    own = _SCRIPT_WORDS.get(side.language.script)
    if len(scripts) > 1 or (own and scripts - {own}) or any(map(str.isdecimal, signs)):
        return True
    return bool(foreign) and not set(foreign).isdisjoint(side.prose.lower())


def _is_mixed(word: str, scripts: Counter[str]) -> bool:
    """Say whether the fewer letters of a word are such as look like others.

    An ending behind a name in letters of its own is none: Telegramում.
    """
    least = min(scripts, key=lambda script: scripts[script])
    runs = [kind for kind, _ in _runs(word)]
    if len(runs) == 2 and scripts[least] > 1 and word[0] not in _LOOK_ALIKE:  # noqa: PLR2004 - name and ending
        return False
    if len(runs) == 2 and min(scripts.values()) > 1:  # noqa: PLR2004 - likewise
        return any(c in _LOOK_ALIKE for c in word if _script(c) == least) and scripts[least] <= 2  # noqa: PLR2004 - a slip, no ending
    return True


def _runs(word: str) -> list[tuple[str, int]]:
    runs: list[tuple[str, int]] = []
    for script in (s for s in map(_script, word) if s in _CONFUSED):
        if runs and runs[-1][0] == script:
            runs[-1] = (script, runs[-1][1] + 1)
        else:
            runs.append((script, 1))
    return runs


def _told(word: str, scripts: Counter[str]) -> str:
    least = min(scripts, key=lambda script: scripts[script])
    letters = dict.fromkeys(c for c in word if _script(c) == least)
    return ", ".join(f"{c} is {least.capitalize()}" for c in letters)


def _stands_alone(word: str, scripts: Counter[str], unit: Unit) -> bool:
    """Say whether a short word is all of look-alikes from another script: Latin `c` for `с`."""
    own = _SCRIPT_WORDS.get(unit.target.language.script)
    if own is None or len(word) > 2 or len(scripts) != 1 or own in scripts:  # noqa: PLR2004 - а, не, со
        return False
    return all(c in _LOOK_ALIKE for c in word) and word.islower()


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    name = unicodedata.name(character, "")
    return name.partition(" ")[0] if character.isalpha() else ""


@of_message("warning")
def normal_form(unit: Unit) -> Iterator[str]:
    """A letter with its accent is written as two characters (it is not in NFC).

    Bad (fr): Summer → E\u0301te\u0301
    Good (fr): Summer → Été
    """
    text = unit.target.text
    for word in () if unicodedata.is_normalized("NFC", text) else text.split():
        # The order of marks above one letter is nothing that a reader sees.
        if len(unicodedata.normalize("NFC", word)) != len(word):
            yield f"“{word}” is not in the usual form (NFC) of its letters"
            return
