"""Captions of tables: `: Words {#tbl-name}` of Pandoc, in a paragraph below or above a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from publisher.markup.attribute_list import ATTRIBUTES, NAME, parse_attributes
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

_CAPTION = re.compile(
    r"^[ ]{0,3}(?P<mark>(?:[Tt]able)?:)[ \t]+(?=[^\s|])"
    rf"(?P<title>(?:(?!{ATTRIBUTES})[^\n]|\n(?=[^\s:|#]))*+)(?P<list>{ATTRIBUTES})?[ \t]*$",
    re.MULTILINE,
)
_DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:[|+][ \t]*:?-*:?[ \t]*)*$", re.MULTILINE)
_LONGEST_TABLE = 20_000  # characters


class Caption(NamedTuple):
    """A caption in a text, its title and its name, which may be empty."""

    start: int
    end: int
    title: str
    title_start: int
    title_end: int
    name: str


def find_captions(source: SourceText, code: CodeMap) -> Iterator[Caption]:
    """Yield the captions of tables."""
    text = source.text
    for found in _CAPTION.finditer(text):
        if code.at(found.start()) is None and _is_beside_table(text, found):
            name = parse_attributes(found["list"] or "").name or ""
            start = found.start("title")
            title = found["title"].rstrip()
            yield Caption(found.start(), found.end(), title, start, start + len(title), name)


def read_captions(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that write captions as paragraphs."""
    for caption in find_captions(source, code):
        place = f'<a id="{caption.name}"></a>' if NAME.fullmatch(caption.name) else ""
        is_row = source.text[: caption.start].rstrip(" \t")[-2:-1] not in {"\n", ""}
        gap = "\n" if is_row else ""  # the line would be one of the table
        yield Change(caption.start, caption.title_start, f"{gap}{place}" if caption.title else "")
        yield Change(caption.title_end, caption.end, "")


def _is_beside_table(text: str, found: re.Match[str]) -> bool:
    above = text[max(found.start() - _LONGEST_TABLE, 0) : found.start()].rstrip()
    below = text[found.end() : found.end() + _LONGEST_TABLE].strip("\n")
    return _is_table(above.rpartition("\n\n")[2]) or _is_table(below.partition("\n\n")[0])


def _is_table(block: str) -> bool:
    """Return whether a block has a row and a line of delimiters, or a frame of `+---+`."""
    row, _, rest = block.strip("\n").partition("\n")
    return row.startswith("+-") or ("|" in row and bool(_DELIMITERS.match(rest)))
