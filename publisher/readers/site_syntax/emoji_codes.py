"""Emoji: `:heart:` becomes its character; icons of MkDocs, `:material-bridge:`, are left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.language.emoji import emoji_by_code
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


def read_emoji(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that write emoji as characters, and leave out icons."""
    if not _HINT.search(source.text):
        return
    for icon in _ICON.finditer(source.text):
        if code.at(icon.start()) is None:
            yield Change(icon.start(), icon.end(), "")
    for found in _CODE.finditer(source.text):
        character = emoji_by_code().get(found[0])
        if character is not None and code.at(found.start()) is None:
            yield Change(found.start(), found.end(), character)
