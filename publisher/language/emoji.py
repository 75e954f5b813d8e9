"""Emoji: characters shown as pictures (Unicode Technical Standard #51), and their names."""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

EMOJI_STYLE, TEXT_STYLE = "\ufe0f", "\ufe0e"  # variation selectors
# Characters that are pictures by themselves (Emoji_Presentation in emoji-data.txt) or by what
# follows them, and the few others for which no Noto font of text has a glyph.
_HINT = re.compile(
    "[\u203c\u2049\u20e3\u2139\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615"
    "\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2"
    "\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797"
    "\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\u303d\ufe0f\U0001f000-\U0001faff]"
)
# Subtags of languages whose names are in another script.
_OTHERS = MappingProxyType({"zh": frozenset({"Hant", "TW", "HK", "MO"})})
_NONE = frozenset[str]()
# In these languages, names of flags are those of the countries alone.
_FLAGS = MappingProxyType({"en": "flag: {}", "zh": "旗: {}"})
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0020-\U000e007f]+")


class Emoji(NamedTuple):
    """An emoji, of one or several characters, and its place in a text."""

    start: int
    end: int
    text: str


class EmojiName(NamedTuple):
    """Name of an emoji, and the BCP 47 code of the language that it is in."""

    text: str
    language: str


def may_have_emoji(text: str) -> bool:
    """Return whether a text may have emoji, without loading the list of all."""
    return _HINT.search(text) is not None


def find_emoji(text: str) -> Iterator[Emoji]:
    """Yield the emoji of a text that are pictures.

    A character that is text by default is one only with U+FE0F after it, none with U+FE0E.
    """
    if not may_have_emoji(text):
        return
    library = _library()
    unqualified = library.STATUS["unqualified"]
    for found in library.emoji_list(text):
        emoji, start, end = found["emoji"], found["match_start"], found["match_end"]
        is_text = len(emoji) == 1 and library.EMOJI_DATA[emoji]["status"] == unqualified
        if not is_text and text[end : end + 1] != TEXT_STYLE:
            yield Emoji(start, end, emoji)


def name_of(emoji: str, tag: str) -> EmojiName:
    """Return the name of an emoji in the language of a BCP 47 tag; in English if it has none."""
    library = _library()
    language, *rest = tag.split("-")
    if language not in library.LANGUAGES or not _OTHERS.get(language, _NONE).isdisjoint(rest):
        language = "en"
    library.config.load_language(language)
    names = library.EMOJI_DATA[emoji]
    language = language if language in names else "en"
    name = names[language].strip(":").replace("_", " ")
    is_flag = language in _FLAGS and _FLAG.fullmatch(emoji)
    return EmojiName(_FLAGS[language].format(name) if is_flag else name, language)


@cache
def emoji_by_code() -> Mapping[str, str]:
    """Return the emoji of each code, such as `:heart:`, with the selector that it needs."""
    library = _library()
    qualified = library.STATUS["fully_qualified"]
    codes: dict[str, str] = {}
    for emoji, names in library.EMOJI_DATA.items():
        for code in (names["en"], *names.get("alias", ())):
            if names["status"] == qualified or code not in codes:
                codes[code] = emoji
    return codes


def _library() -> ModuleType:
    import emoji  # noqa: PLC0415 - slow to import, and seldom needed

    return emoji
