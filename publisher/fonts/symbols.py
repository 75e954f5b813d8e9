"""Symbols that the fonts of pages do not have, and others that look alike."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

_ALIKE = MappingProxyType(
    {"✅": "✔", "❌": "✖", "❎": "✖", "➕": "+", "➖": "−", "➗": "÷", "❔": "?", "❕": "!"}
)
_REPLACEMENT = (
    "\ufffd"  # stands for any character that cannot be shown (Unicode 16.0, section 23.8)
)
_SYMBOLS = frozenset({"So", "Sk", "Me"})  # emoji, colours of skin, keycaps
_CODE = re.compile(r"(<code\b[^>]*>)(.*?)(?=</code>)", re.DOTALL)


def replace_in_code(html: str, missing: str) -> str:
    """Replace the symbols of the code in HTML that are among `missing` characters.

    A reader sees that a character is there, and which code is not complete.
    """
    symbols = [character for character in missing if unicodedata.category(character) in _SYMBOLS]
    table = str.maketrans({symbol: _ALIKE.get(symbol, _REPLACEMENT) for symbol in symbols})
    return _CODE.sub(lambda code: code[1] + code[2].translate(table), html) if symbols else html
