"""Languages that a script determines: Greek letters are Greek, but Cyrillic ones in many.

A word in such a script needs no author to say its language. Scripts of several living languages,
such as Latin, Cyrillic, Arabic and Devanagari, are left out, and Han by itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from publisher.language.scripts import letters_of, scripts_of, unicode_scripts

if TYPE_CHECKING:
    from collections.abc import Mapping

# Unicode scripts and languages.
_LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "Armn": "hy",
        "Geor": "ka",
        "Grek": "el",
        "Gujr": "gu",
        "Guru": "pa",
        "Hang": "ko",
        "Hebr": "he",
        "Hira": "ja",
        "Kana": "ja",
        "Khmr": "km",
        "Knda": "kn",
        "Laoo": "lo",
        "Mlym": "ml",
        "Orya": "or",
        "Sinh": "si",
        "Taml": "ta",
        "Telu": "te",
        "Thaa": "dv",
        "Thai": "th",
    }
)
_KANA, _HAN = {"Hira", "Kana"}, "Hani"  # Han characters beside kana are Japanese
_SYMBOLS = {"Grek", "Hebr"}  # single letters of these are symbols, as in mathematics


class Run(NamedTuple):
    """Part of a text, and the code of the language that its script determines, if it does."""

    text: str
    language: str | None


def has_runs(text: str, script: str) -> bool:
    """Return whether a text may have words in scripts that determine a language.

    `script` is the one of the text around, as below.
    """
    return not text.isascii() and bool(_other_letters(unicode_scripts(script)).search(text))


def runs(text: str, script: str) -> list[Run]:
    """Divide a text by language; `script` is the one of the text around."""
    if not has_runs(text, script):
        return [Run(text, None)] if text else []
    own = unicode_scripts(script)
    scripts = tuple(script for script in scripts_of(text, own) if script in _LANGUAGES)
    found, end = [], 0
    for match in _pattern(scripts, has_han=_HAN in own).finditer(text):
        found += [Run(text[end : match.start()], None), Run(match[0], match.lastgroup)]
        end = match.end()
    found.append(Run(text[end:], None))
    return [run for run in found if run.text]


@lru_cache(maxsize=16)
def _other_letters(own: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern of the letters that determine a language, but for a text's own scripts."""
    return re.compile(
        f"[{''.join(letters_of(script) for script in _LANGUAGES if script not in own)}]"
    )


@lru_cache(maxsize=16)
def _pattern(scripts: tuple[str, ...], *, has_han: bool) -> re.Pattern[str]:
    """Return a pattern of words in these scripts, with one group a language.

    Between the words of a run are spaces and marks. `has_han` tells whether Han characters are
    those of the text around.
    """
    groups: dict[str, list[str]] = {}
    for script in scripts:
        groups.setdefault(_LANGUAGES[script], []).append(script)
    words = {language: _word(members, has_han=has_han) for language, members in groups.items()}
    return re.compile("|".join(rf"(?P<{key}>{word}(?:\W+{word})*)" for key, word in words.items()))


def _word(scripts: list[str], *, has_han: bool) -> str:
    letters = "".join(map(letters_of, scripts))
    if _KANA & {*scripts} and not has_han:
        both = letters + letters_of(_HAN)
        return f"[{both}]*[{letters}][{both}]*"
    return f"[{letters}]{{2,}}" if _SYMBOLS & {*scripts} else f"[{letters}]+"
