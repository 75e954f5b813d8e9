"""Scripts of characters and texts (Unicode Standard Annex #24)."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from fontTools import unicodedata

if TYPE_CHECKING:
    from collections.abc import Mapping

# Common, inherited and unknown: characters of no particular script.
SHARED = frozenset({"Zyyy", "Zinh", "Zzzz"})
SYMBOLS = "Zsym"  # the ISO 15924 code of symbols, which Unicode assigns to all scripts
_BEYOND_BASIC_PLANE = 0x10000
_FIRST_SYMBOL = "\u2070"  # the first code point of Unicode's symbol blocks

# Scripts whose texts begin with a large capital by tradition (templates/css/README.md), each with
# a capital by which the others are measured: its top and foot are flat.
WITH_DROP_CAPS = MappingProxyType({"Latn": "H", "Cyrl": "Н", "Grek": "Η", "Armn": "Ի"})

# A CLDR script is a writing system, which may mix several Unicode scripts.
_UNICODE_SCRIPTS = {
    "Hans": ("Hani",),
    "Hant": ("Hani", "Bopo"),
    "Jpan": ("Hira", "Kana", "Hani"),
    "Kore": ("Hang", "Hani"),
}
# A mark that several scripts share, such as 、 or ، or ।, is assigned to the first of these.
_MAIN_SCRIPTS = ("Hani", "Arab", "Deva")
# Common characters in Unicode that only CJK fonts contain.
_CJK_FORMS = re.compile("[\u3000-\u33ff\ufe30-\ufe4f\uff00-\uffef]")


def unicode_scripts(script: str) -> tuple[str, ...]:
    """Return the Unicode scripts of a CLDR script: one, or several for Japanese or Korean."""
    return _UNICODE_SCRIPTS.get(script, (script,))


def letters_of(script: str) -> str:
    """Return the characters of a Unicode script in the basic plane, for a class of a pattern.

    Classes with characters beyond it are fifty times as slow.
    """
    return "".join(f"{re.escape(a)}-{re.escape(z)}" for a, z in _ranges()[script])


@lru_cache(maxsize=1)
def _ranges() -> Mapping[str, list[tuple[str, str]]]:
    """Return the first and last characters of the ranges of each script in the basic plane."""
    found: dict[str, list[tuple[str, str]]] = {}
    ranges = zip(pairwise(unicodedata.Scripts.RANGES), unicodedata.Scripts.VALUES, strict=False)
    for (first, following), script in ranges:
        if first < _BEYOND_BASIC_PLANE:
            found.setdefault(script, []).append((chr(first), chr(following - 1)))
    return found


def name_of(script: str) -> str:
    """Return the Unicode name of a script, as font names spell it."""
    return str(unicodedata.script_name(script, script)).replace("_", " ")


@lru_cache(maxsize=4)  # a page's style sheet queries the same text for each of its fonts
def scripts_of(text: str, own: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the scripts of a text except its `own`, in alphabetical order.

    They include SYMBOLS if the text has symbols. A mark that several scripts share adds no
    script if the text uses one of them.
    """
    characters = set(html.unescape(text))
    scripts = set(map(_script, characters)) - SHARED
    known = scripts | set(own)
    for character in characters:
        extensions = _extensions(character)
        if character >= _FIRST_SYMBOL and extensions & SHARED:
            scripts.add(SYMBOLS)
        elif not extensions & (SHARED | known):
            scripts.add(_main_script(extensions))
    return tuple(sorted(scripts - set(own)))


def script_of(character: str) -> str:
    """Return the script whose fonts contain a character; SYMBOLS if it has no script."""
    extensions = _extensions(character)
    return SYMBOLS if extensions & SHARED else _main_script(extensions)


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return str(unicodedata.script(character))


@lru_cache(maxsize=4096)
def _extensions(character: str) -> frozenset[str]:
    """Return the scripts that use a character (UAX #24, Script_Extensions)."""
    extensions = frozenset(unicodedata.script_extension(character))
    is_cjk = extensions & SHARED and _CJK_FORMS.match(character)
    return frozenset({"Hani"}) if is_cjk else extensions


def _main_script(extensions: frozenset[str]) -> str:
    return next((script for script in _MAIN_SCRIPTS if script in extensions), min(extensions))
