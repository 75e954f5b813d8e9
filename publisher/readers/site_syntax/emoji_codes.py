"""Emoji codes: `:heart:` becomes its character if the fonts of a page have it.

The fonts of pages have no colour emoji (see fonts/families), so the others are left out, as are
the icons of MkDocs, such as `:material-bridge:`.
"""

from __future__ import annotations

import re
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.markup.fault import SourceFault
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

_CODE = re.compile(r"(?<![\w:/.\\-]):([a-z0-9_+-]{1,50}+):(?![\w:/\[`])")
_ICON = re.compile(
    r"(?<![\w:]):(?:material|octicons|fontawesome|simple|bootstrap|lucide|custom)-[\w-]+"
    r"(?:/[\w-]+)*:(?:\{[^{}\n]*\})?[ \t]?"
)
_HINT = re.compile(r":[a-z0-9_+-]+:")
_EMOJI_STYLE = "\ufe0f"  # the variation selector
# Printed by a character of text that looks alike.
_ALIKE = MappingProxyType(
    {"✅": "✔", "❌": "✖", "❎": "✖", "➕": "+", "➖": "−", "➗": "÷", "❔": "?", "❕": "!"}
)
# In Unicode's list of emoji with a form as text, but in no Noto font for symbols.
_NOT_IN_NOTO = frozenset("🈚🈷🈯🈂㊗㊙⏰➰➿‼⁉⏬⏫ℹ〽✊✨〰")


def read_emoji(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that write emoji as characters, and leave out the unprintable ones."""
    if not _HINT.search(source.text):
        return
    for icon in _ICON.finditer(source.text):
        if code.at(icon.start()) is None:
            yield Change(icon.start(), icon.end(), "")
    for found in _CODE.finditer(source.text):
        character = _emoji_by_code().get(found[0])
        if character is None or code.at(found.start()) is not None:
            continue
        problem = f"{found[0]} is left out: the fonts of pages have no colour emoji; delete it"
        line = source.file_line(found.start())
        fault = None if character else SourceFault("emoji", problem, line)
        yield Change(found.start(), found.end(), character, fault=fault)


@cache
def _emoji_by_code() -> Mapping[str, str]:
    """Return what is printed for each code, or nothing for an emoji that is not printed."""
    from emoji import EMOJI_DATA  # noqa: PLC0415 - slow to import, and seldom needed

    codes: dict[str, str] = {}
    for emoji, names in EMOJI_DATA.items():
        character = emoji.replace(_EMOJI_STYLE, "")
        has_text_style = "variant" in names and character not in _NOT_IN_NOTO
        printed = _ALIKE.get(character, character if has_text_style else "")
        for code in (names["en"], *names.get("alias", ())):
            # The same emoji is listed with and without its variation selector.
            codes[code] = codes.get(code) or printed
    return codes
