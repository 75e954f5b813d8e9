"""Spaces of a language, by its script: between words, and between the sentences of a paragraph.

| script | words | sentences | source of the latter |
|---|---|---|---|
| Chinese | none | none | CLREQ 3.1: a stop is as wide as a letter, its blank included |
| Japanese | none | none | JLREQ 3.1.2: likewise |
| Yi | none | none | its marks are those of Chinese |
| Thai | none | a space | Royal Society of Thailand, rules of spacing, 1.1; the only mark |
| Lao | none | a space | W3C, Lao Script Resources: likewise, or with a full stop |
| Khmer | none | a space | Huffman (1970), in W3C, Khmer Script Resources; also after ។ |
| Burmese | none | a space | W3C, Myanmar Script Resources: spaces divide phrases; also after ။ |
| Tibetan | none | a space | TLREQ: a section ends with a shad and a space |
| others | a space | a space | |

CLDR has no other language without spaces between words.
"""

from __future__ import annotations

_SCRIPTS_WITHOUT_ANY = frozenset({"Hans", "Hant", "Jpan", "Yiii"})
_SCRIPTS_WITHOUT_WORD_SPACES = _SCRIPTS_WITHOUT_ANY | {"Thai", "Laoo", "Khmr", "Mymr", "Tibt"}


def has_word_spaces(script: str) -> bool:
    """Return whether there is a space between two words."""
    return script not in _SCRIPTS_WITHOUT_WORD_SPACES


def sentence_space(script: str) -> str:
    """Return what is between two sentences of a paragraph: a space or nothing."""
    return "" if script in _SCRIPTS_WITHOUT_ANY else " "
