"""Emoji codes: `:heart:` becomes its character if the fonts of a page have it.

The fonts of pages have no colour emoji (see fonts/families), so the others are left out, as are
the icons of MkDocs, such as `:material-bridge:`.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from publisher.markup.fault import SourceFault
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        if _ICON.match(found[0]) or (emoji := _emoji(found[0])) is None:
            continue
        if code.at(found.start()) is not None:
            continue
        character = _printable(emoji)
        problem = f"{found[0]} is left out: the fonts of pages have no colour emoji; delete it"
        line = source.file_line(found.start())
        fault = None if character else SourceFault("emoji", problem, line)
        yield Change(found.start(), found.end(), character, fault=fault)


def _emoji(code: str) -> str | None:
    """Return the emoji of a code, or None if no emoji has it."""
    import emoji  # noqa: PLC0415 - slow to import, and seldom needed

    text = emoji.emojize(code, language="alias")
    return None if text == code else str(text)


def _printable(emoji_text: str) -> str:
    """Return an emoji's form as text, or nothing if it has none that is printed."""
    from emoji import EMOJI_DATA  # noqa: PLC0415 - likewise

    character = emoji_text.replace(_EMOJI_STYLE, "")
    if character in _ALIKE:
        return _ALIKE[character]
    styled = EMOJI_DATA.get(character, {}).get("variant") or EMOJI_DATA.get(
        character + _EMOJI_STYLE, {}
    ).get("variant")
    return character if styled and character not in _NOT_IN_NOTO else ""
