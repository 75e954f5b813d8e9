"""Masks for Markdown text: hidden marks removed, opaque spans blanked, offsets kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# Markdown that a reader does not see.
_HIDDEN = re.compile(
    r"\[\^[^\]\s]+\]"  # a footnote reference
    r"|(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)"  # a link destination
    r"|[*_\[\]~]|=="
)
_HIDDEN_HINT = re.compile(r"[*_\[\]~]|==")  # quick test: matches any text that _HIDDEN matches
# Code, tags, math and addresses, whose dots end no sentence. An address ends before a letter
# of another script, so that a sentence can begin there.
_OPAQUE = re.compile(
    r"(`+)(?!`).{0,500}?(?<!`)\1(?!`)|<[^>\s]+>|\$[^$]+\$"
    r"|\b(?:https?://|www\.)[a-z0-9%/?#@!$&'+,;:=._~-]*[a-z0-9/=_~-]"
    r"|(?<=[^\W\d_])\"(?=[^\W\d_])",  # the mark of a Hebrew abbreviation
    re.IGNORECASE | re.DOTALL,
)
_OPAQUE_HINT = re.compile('[`<$"]')  # quick test, without the addresses
# The abbreviation dot of Armenian, and the Greek question mark, which NFC makes a semicolon.
_EQUIVALENTS = str.maketrans({"\u2024": ".", "\u037e": ";"})


class MaskedText(NamedTuple):
    """The visible text, and the offset of each of its characters in the Markdown text."""

    text: str
    offsets: Sequence[int]


def visible(text: str) -> str:
    """Return the text without hidden Markdown, and with equivalents of Latin marks as these."""
    return _HIDDEN.sub("", text).translate(_EQUIVALENTS)


def mask(text: str) -> MaskedText:
    """Return the visible text with a run of "x" in place of each opaque span."""
    masked = text.translate(_EQUIVALENTS)
    if _OPAQUE_HINT.search(masked) or "://" in masked or "www." in masked.lower():
        masked = _OPAQUE.sub(lambda span: "x" * len(span[0]), masked)
    if not _HIDDEN_HINT.search(masked):
        return MaskedText(masked, range(len(text)))
    hidden = {offset for span in _HIDDEN.finditer(masked) for offset in range(*span.span())}
    offsets = [offset for offset in range(len(text)) if offset not in hidden]
    return MaskedText("".join(masked[offset] for offset in offsets), offsets)
