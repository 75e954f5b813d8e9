"""Cross-references: `[words][package.name]`, an address that only MkDocs' plugins know.

CommonMark (0.31.2, section 6.3) shows a reference without a definition as it is written. Only its
words are of use to readers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.base.plural import counted
from publisher.markup.fault import SourceFault
from publisher.readers.site_syntax.destinations import opening_bracket
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

_LABEL = re.compile(r"\]\[((?!\^)(?:[^\[\]\n`]|\n(?![ \t>]*\n))*+)\](?![\[({])")
_DEFINITION = re.compile(r"^[ \t>]*\[([^\[\]]+)\]:", re.MULTILINE)
# Before an image, a footnote, an index such as `a[0][1]`, or another pair of brackets.
_NO_REFERENCE = re.compile(r"[\w!^\])\\]")
_LONGEST = 200  # characters of a label


def resolve_cross_references(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that leave the words of references without a definition.

    A page can have hundreds, so all are one fault, at the line of the first.
    """
    text = source.text
    if "][" not in text:
        return
    defined = defined_labels(text)
    names: dict[str, int] = {}
    for found in _LABEL.finditer(text):
        if code.at(found.start()) is not None or len(found[1]) > _LONGEST:
            continue
        bracket = opening_bracket(text, found.start())
        if bracket is None or _NO_REFERENCE.match(text[bracket - 1 : bracket]):
            continue
        words = text[bracket + 1 : found.start()]
        label = found[1] or words.strip("`")
        if not _is_name(label, words) or normalized_label(found[1] or words) in defined:
            continue
        names.setdefault(" ".join(label.split()), bracket)
        yield Change(bracket, bracket + 1, "")
        yield Change(found.start(), found.end(), "")
    if names:
        first, offset = next(iter(names.items()))
        fault = SourceFault("dead-link", _problem(first, len(names)), source.file_line(offset))
        yield Change(len(text), len(text), "", fault=fault)


def defined_labels(text: str) -> frozenset[str]:
    """Return the labels of a text's definitions of references, normalized."""
    return frozenset(map(normalized_label, _DEFINITION.findall(text)))


def _problem(name: str, number: int) -> str:
    """Return the problem of a text's names without a definition, of which one is the first."""
    if number == 1:
        return f"the link to [{name}] leads nowhere and is shown as text; write its address"
    shown = "lead nowhere and are shown as text; write their addresses"
    return f"the link to [{name}] and those to {counted(number - 1, 'more name')} {shown}"


def _is_name(label: str, words: str) -> bool:
    """Return whether brackets hold words and a name, not numbers, boxes or nothing."""
    return bool(words.strip() and re.search(r"[^\W\d_]", label)) and words[0] != "^"


def normalized_label(label: str) -> str:
    """Return a label as CommonMark compares it."""
    return " ".join(label.split()).casefold()
