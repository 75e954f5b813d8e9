"""Scripts: which of them a text is written in (Unicode Standard Annex #24)."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from fontTools import unicodedata

# What every script may use, and what belongs to the letter before it.
SHARED = frozenset({"Zyyy", "Zinh", "Zzzz"})
SYMBOLS = "Zsym"  # ISO 15924 has a code for symbols; Unicode gives them to all scripts
_FIRST_SYMBOL = "\u2070"  # behind it Unicode's blocks of symbols begin

# CLDR names a way of writing, Unicode the scripts that it mixes.
_PARTS = {
    "Hans": ("Hani",),
    "Hant": ("Hani", "Bopo"),
    "Jpan": ("Hira", "Kana", "Hani"),
    "Kore": ("Hang", "Hani"),
}
# Marks that several scripts share, such as 、 and ، and ।, are taken from the first of these.
_LENDERS = ("Hani", "Arab", "Deva")
# Marks and forms that Unicode gives to all scripts, though Chinese type alone has them.
_WIDE = re.compile("[\u3000-\u33ff\ufe30-\ufe4f\uff00-\uffef]")


def parts(script: str) -> tuple[str, ...]:
    """Return the scripts of Unicode that a script of CLDR is made of: its own, or several."""
    return _PARTS.get(script, (script,))


def name_of(script: str) -> str:
    """Return Unicode's name of a script, by which type foundries name their fonts."""
    return str(unicodedata.script_name(script, script)).replace("_", " ")


@lru_cache(maxsize=4)  # the style of a page asks the same for each of its fonts
def scripts_of(text: str, own: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the scripts of a text beyond its `own`, in alphabetical order.

    Among them is SYMBOLS where it holds some. A mark that several scripts share asks for
    no further one if the text holds one of them.
    """
    characters = set(html.unescape(text))
    found = set(map(_script, characters)) - SHARED
    known = found | set(own)
    for character in characters:
        sharing = _sharing(character)
        if character >= _FIRST_SYMBOL and sharing & SHARED:
            found.add(SYMBOLS)
        elif not sharing & (SHARED | known):
            found.add(_lender(sharing))
    return tuple(sorted(found - set(own)))


def script_of(character: str) -> str:
    """Return the script that a character's font is called by; SYMBOLS if it has none."""
    sharing = _sharing(character)
    return SYMBOLS if sharing & SHARED else _lender(sharing)


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return str(unicodedata.script(character))


@lru_cache(maxsize=4096)
def _sharing(character: str) -> frozenset[str]:
    sharing = frozenset(unicodedata.script_extension(character))
    return frozenset({"Hani"}) if sharing & SHARED and _WIDE.match(character) else sharing


def _lender(sharing: frozenset[str]) -> str:
    return next((script for script in _LENDERS if script in sharing), min(sharing))
