"""Critic markup: suggested edits of a text, of which a page shows the result.

See https://github.com/CriticMarkup/CriticMarkup-toolkit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.markup.fault import SourceFault
from publisher.readers.site_syntax.faults import shown
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

_MARK = re.compile(
    r"\{\+\+((?:[^+{}\n]|\+(?!\+\}))*+)\+\+\}"
    r"|\{--((?:[^{}\n-]|-(?!-\}))*+)--\}"
    r"|\{~~(?:[^~{}\n>]|~(?!>|~\})|>)*+~>((?:[^~{}\n]|~(?!~\}))*+)~~\}"
    r"|\{==((?:[^={}\n]|=(?!=\}))*+)==\}"
    r"|\{>>(?:[^<{}\n]|<(?!<\}))*+<<\}"
)
HINT = re.compile(r"\{(?:\+\+|--|~~|==|>>)")


def accept_edits(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that accept suggested edits, with a fault for each."""
    if not HINT.search(source.text):
        return
    for found in _MARK.finditer(source.text):
        if code.at(found.start()) is None:
            inserted, _, replaced, marked = found.groups()
            text = inserted or replaced or (f"=={marked}==" if marked else "")
            problem = "is an edit or a comment that nobody has settled; accept or reject it"
            line = source.file_line(found.start())
            fault = SourceFault("unsettled-changes", f"{shown(found[0])} {problem}", line)
            yield Change(found.start(), found.end(), text, fault=fault)
