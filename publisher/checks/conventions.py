"""How languages set quotations and end sentences (CLDR's delimiters, and style guides)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publisher.language.locale import Language

# What each language may open an outer quotation with, the usual mark first. What is not
# here is not judged.
_OPENING = MappingProxyType(
    {
        **dict.fromkeys(("ru", "uk", "be", "kk", "ky", "tg"), "«„"),
        **dict.fromkeys(("hy", "az"), "«“„"),
        "fr": "«“",
        **dict.fromkeys(("de", "cs", "sk", "sl", "is", "ka", "lt", "bg", "mk"), "„»«"),
        **dict.fromkeys(("pl", "hu", "ro", "sr", "hr", "et", "lv", "bs"), "„«»”“"),
        **dict.fromkeys(("es", "it", "pt", "ca", "gl", "eu", "tr"), "«“"),
        **dict.fromkeys(("el", "nb", "nn", "no", "da"), "«»“„”"),
        **dict.fromkeys(("sv", "fi"), "”»“"),
        "ja": "「『“〝《〈",
        "zh": "“「『《〈",
        "ko": "“「『《〈",
        "fa": "«“",
    }
)
_LATIN_STOP = {"ja": "。", "zh": "。", "hy": "։"}
_ARABIC = MappingProxyType({"?": "؟", ",": "،", ";": "؛"})

STOP, QUESTION, EXCLAMATION, COLON, PAUSE = "stop", "question", "exclamation", "colon", "ellipsis"
_ENDS = MappingProxyType(
    dict.fromkeys(".。｡．։।॥۔።།။៕។᙮․", STOP)
    | dict.fromkeys("?？؟՞፧⁇⁈", QUESTION)
    | dict.fromkeys("!！՜", EXCLAMATION)
    | dict.fromkeys(":：፦", COLON)
    | dict.fromkeys("…⋯", PAUSE)
)
# Scripts in which a sentence ends with a space, or may.
_WITHOUT_STOPS = frozenset({"Thai", "Laoo", "Khmr", "Tibt", "Mymr"})


def opening_marks(language: Language) -> str:
    """Return what may open a quotation; nothing where any mark may."""
    return _OPENING.get(language.base, "")


def ending(text: str, language: Language) -> str | None:
    """Say how a text ends: with a stop, a question, …; None for no mark at all."""
    words = text.rstrip(" \t\n\u00a0\u202f\"”“»«’‘'」』)）]}】》〉*_\u200e\u200f")
    if words.endswith("..."):
        return PAUSE
    last = words[-1:]
    if last == ";" and language.base == "el":
        return QUESTION
    if last == "․":  # the Armenian colon, or a stop where others have one
        return COLON
    return _ENDS.get(last)


def ends_without_stops(language: Language) -> bool:
    """Say whether a sentence of the language needs no mark at its end."""
    return language.script in _WITHOUT_STOPS


def own_stop(language: Language) -> str | None:
    """Return the language's stop where it is not the Latin one."""
    return _LATIN_STOP.get(language.base)


def arabic_mark(mark: str) -> str | None:
    """Return how Arabic script writes a mark."""
    return _ARABIC.get(mark)
