"""Markers in lines of their own: tables of contents, page breaks, abbreviations, includes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.markup.fault import SourceFault
from publisher.markup.spans import escaped
from publisher.readers.site_syntax.faults import left_out
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

# Shown by the site alone: a table of contents, a page break, the meaning of an abbreviation.
_DROPPED = re.compile(
    r"^[ \t]*+(?:\[\[?_?toc_?\]?\]|\$\{toc\}|\\(?:newpage|pagebreak|clearpage)(?:\{\})?"
    r"|\*\[[^\]\n]++\]:[^\n]*+"
    r"|\+\+\+[ \t]+\{[ \t]*\"[^\n]*\})[ \t]*+$",  # a break of MyST
    re.IGNORECASE | re.MULTILINE,
)
# kramdown puts its table of contents in place of a list.
_TOC_LIST = re.compile(
    r"^[ \t]*(?:[-*+]|\d+\.)[ \t][^\n]*\n[ \t]*\{:[ \t]*toc\b[^}\n]*\}[ \t]*$", re.MULTILINE
)
_KRAMDOWN_COMMENT = re.compile(r"\{::comment\}(?:[^{]|\{(?!:/))*+\{:/(?:comment)?\}")
# Two keys, or one with a name: `++i++` is code.
_KEYS = re.compile(
    r"(?<![\w+])\+\+(?=[a-z0-9-]{2}|.\+[a-z0-9])([a-z][a-z0-9-]*+(?:\+[a-z0-9-]++)*+)\+\+(?![\w+])"
)
_BADGE = re.compile(
    r"<Badge\b[^<>]*?\stext=(?:\"([^\"<>]+)\"|'([^'<>]+)')[^<>]*(?:/>|>[ \t]*</Badge>)"
)
_INCLUDE = re.compile(
    r"^[ \t>]*+(?:"
    r"-{1,4}8<-{1,4}[ \t]*+(?:\"[^\"\n]*\"|'[^'\n]*')"  # PyMdown snippets
    r"|-{1,4}8<-{1,4}[ \t]*\n(?:[^\n]+\n)*?[ \t]*-{1,4}8<-{1,4}"
    r"|\{\*[ \t][^\n]*?\*\}|\{![>\s]?[^!\n]*!\}"  # mdx-include, markdown-include
    r"|<<<[ \t]+[@./][^\n]*"  # VitePress
    r"|\{\{[ \t]*#(?:rustdoc_)?(?:include|playground)[^{}\n]*\}\}"  # mdBook
    r"|<!--[ \t]*@include:[^\n]*?-->"
    r"|(?:#{1,6}[ \t]+)?:{3,}[ \t]+[A-Za-z_]\w*(?:\.\w+)+[ \t]*"  # mkdocstrings
    r"(?:\n(?:[ \t]{4,}[^\n]*)?(?=\n|$))*+"
    r")[ \t]*$",
    re.MULTILINE,
)
# Pandoc's tables in frames of `+---+`, which are shown as they are written.
_GRID = re.compile(
    r"^(?P<indent>[ \t]{0,3})\+(?:[-:=]+\+)+[ \t]*(?:\n(?P=indent)[+|][^\n]*)+", re.MULTILINE
)
_LONGEST_TAG = 1000  # characters
# The start tag of a component, before the end of the text that is searched.
_COMPONENT = re.compile(r"^[ \t]*<([A-Z]\w*)(?:\s[^<>]*)?>\s*\Z", re.MULTILINE)
_IN_CODE = re.compile(r"[ \t]*(?:-{1,4}8<|\{!|\{\{)")
_GRID_PROBLEM = "a table in a frame of +---+ is shown as it is written; write | a | b | rows"


def _remove_comments(text: str, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that delete comments of MDX, which Docusaurus also reads in Markdown."""
    start = text.find("{/*")
    end = text.find("*/}")
    while start >= 0 and (end := end if end > start else text.find("*/}", start)) >= 0:
        position = start + len("{/*")
        if code.at(start) is None:
            position = end + len("*/}")
            yield Change(start, position, "")
        start = text.find("{/*", position)


def remove_markers(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that delete markers which a page does not show."""
    yield from _remove_comments(source.text, code)
    for pattern in (_DROPPED, _TOC_LIST, _KRAMDOWN_COMMENT):
        for found in pattern.finditer(source.text):
            if code.at(found.end() - 1) is None:
                yield Change(found.start(), found.end(), "")


def read_badges(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that leave the words of badges, `<Badge text="3.4+" />` of VitePress."""
    for found in _BADGE.finditer(source.text):
        if code.at(found.start()) is None:
            yield Change(found.start(), found.end(), escaped(found[1] or found[2]))


def read_keys(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that write keys, such as `++ctrl+c++` of PyMdown, as HTML does."""
    for found in _KEYS.finditer(source.text):
        if code.at(found.start()) is None:
            keys = "+".join(f"<kbd>{key.title()}</kbd>" for key in found[1].split("+"))
            yield Change(found.start(), found.end(), keys)


def remove_includes(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that delete includes of other files, with a fault for each.

    Snippets are also read in code, where a block of nothing else is deleted as a whole.
    """
    end = 0
    for found in _INCLUDE.finditer(source.text):
        block = code.at(found.start())
        if found.start() < end or (block is not None and not _IN_CODE.match(found[0])):
            continue
        line = source.file_line(found.start() + len(found[0]) - len(found[0].lstrip()))
        fault = left_out("include", found[0].strip(" \t>"), line)
        change = Change(found.start(), found.end(), "", fault=fault)
        if block is not None and block.info is not None:
            lines = source.text[block.start : block.end].rstrip("\n").split("\n")[1:-1]
            if all(not line.strip() or _INCLUDE.fullmatch(line) for line in lines):
                start, end = _element_around(source.text, block.start, block.end)
                change = Change(start, end, "\n", fault=fault)
        end = change.end
        yield change


def _element_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of the component that holds nothing but a block, or that of the block."""
    opening = _COMPONENT.search(text, max(start - _LONGEST_TAG, 0), start)
    if opening is None:
        return start, end
    closing = re.compile(rf"\s*</{opening[1]}>[ \t]*(?:\n|\Z)").match(text, end)
    return (opening.start(), closing.end()) if closing else (start, end)


def keep_grids(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that make code of tables in frames, with a fault for each."""
    for found in _GRID.finditer(source.text):
        if code.at(found.start()) is None:
            line = source.file_line(found.start())
            fault = SourceFault("grid-table", _GRID_PROBLEM, line)
            start, end = found.start(), found.end()
            yield Change(start, start, f"{found['indent']}```\n", fault=fault)
            yield Change(end, end, f"\n{found['indent']}```")
