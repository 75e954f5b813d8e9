"""Conventions for the ends of sentences, and for marks in the form of a script."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.language.locale import Language

_NON_LATIN_STOPS = {"ja": "。", "zh": "。", "hy": "։"}
_ARABIC_MARKS = MappingProxyType({"?": "؟", ",": "،", ";": "؛"})

# Kinds of ending, as messages name them.
STOP, COLON, ELLIPSIS = "a full stop", "a colon", "an ellipsis"
QUESTION, EXCLAMATION = "a question mark", "an exclamation mark"
_ENDS = MappingProxyType(
    dict.fromkeys(".。｡．։।॥۔።།။៕។᙮․", STOP)
    | dict.fromkeys("?？؟՞፧⁇⁈", QUESTION)
    | dict.fromkeys("!！՜", EXCLAMATION)
    | dict.fromkeys(":：፦", COLON)
    | dict.fromkeys("…⋯", ELLIPSIS)
)
# U+037E looks the same; Unicode advises against it (Unicode Standard, 7.2).
_GREEK_QUESTIONS = frozenset(";\u037e")
# Scripts in which a space may end a sentence.
_WITHOUT_STOPS = frozenset({"Thai", "Laoo", "Khmr", "Tibt", "Mymr"})


def ending(text: str, language: Language) -> str | None:
    """Return the kind of mark that ends a text (STOP, QUESTION, …), or None for no mark."""
    stripped = text.rstrip(" \t\n\u00a0\u202f\"”“»«’‘'」』)）]}】》〉*_\u200e\u200f")
    if stripped.endswith("..."):
        return ELLIPSIS
    last = stripped[-1:]
    if last in _GREEK_QUESTIONS and language.base == "el":
        return QUESTION
    if last == "․":  # U+2024, the Armenian colon; some use it as a full stop
        return COLON
    return _ENDS.get(last)


def ends_without_stops(language: Language) -> bool:
    """Return whether a sentence of the language may end without a mark."""
    return language.script in _WITHOUT_STOPS


def own_stop(language: Language) -> str | None:
    """Return the full stop of the language, or None if it is the Latin one."""
    return _NON_LATIN_STOPS.get(language.base)


def arabic_mark(mark: str) -> str | None:
    """Return the Arabic form of a Latin mark, or None if there is none."""
    return _ARABIC_MARKS.get(mark)
