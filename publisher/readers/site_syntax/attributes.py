"""Attribute lists: `{: .note}` of kramdown, `{#id .class}` of Pandoc, Hugo and MkDocs.

The name of a heading or paragraph, which links lead to, and the classes of callouts are kept (see
class_callouts); other classes and sizes are for a site's own style sheet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.markup.attribute_list import ATTRIBUTES, NAME, parse_attributes
from publisher.markup.lines import BLOCK_PREFIX
from publisher.readers.site_syntax.class_callouts import callout_changes
from publisher.readers.site_syntax.destinations import opening_bracket
from publisher.readers.site_syntax.source_text import Change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publisher.readers.site_syntax.code_map import CodeMap
    from publisher.readers.site_syntax.source_text import SourceText

_VALUE = r"""=(?:"[^"\n]*+"|'[^'\n]*+'|[^\s"'{}]++)"""
_KEY = r"(?:data-[\w-]+|width|height|style|class|id|align|target|rel|title|loading|role|lang)"
_NAMES = r"[.#][A-Za-z_][\w:.-]*+"
_LIST = re.compile(
    r"(?<!\\)(?<!\{)\{(?::[^{}\n]*+"  # kramdown's, whatever it holds
    rf"|[ \t]*+(?:{_NAMES}|{_KEY}{_VALUE}|data-[\w-]++|-(?=[ \t]*\}}))"
    rf"(?:[ \t]++(?:{_NAMES}|[\w:-]++(?:{_VALUE})?))*+[ \t]*+)\}}(?!\}})"
)
# Lists of kramdown that nothing else can mean, and its extensions: `{::nomarkdown}`, `{:/}`.
_KRAMDOWN = re.compile(
    rf"\{{:[ \t]*(?:(?:{_NAMES}|[\w:-]++{_VALUE})[ \t]*)++\}}|\{{::\w[^{{}}]*\}}|\{{:/\w*\}}"
)
_HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]")
_CONTAINER = re.compile(rf"{BLOCK_PREFIX.pattern}:{{3}}")
_PROSE = re.compile(r"[ \t>]*(?![|`~:$<#])[^\s|](?:[^\n]*[^\n|])?$")  # a line of a paragraph
_UNDERLINE = re.compile(r"\n[ \t>]*(?:=+|-+)[ \t]*(?:\n|$)")
# A list may touch the end of a span, such as a link, an image, emphasis, code or a tag.
_SPAN_ENDS = frozenset(")]*_~`=^>")
_EMPTY_LINK = "[]()"
_LONGEST = 1000  # characters of an address
# After a link, words in brackets or code, any list of Pandoc is one.
_AFTER_LINK = re.compile(rf"(?<=[)\]`]){ATTRIBUTES}")


def remove_attributes(source: SourceText, code: CodeMap) -> Iterator[Change]:
    """Yield the changes that delete attribute lists, and name headings by their IDs."""
    text = source.text
    for found in _AFTER_LINK.finditer(text):
        if code.at(found.start()) is None and _ends_link(text, found.start() - 1, code):
            yield from _after_span(text, found)
    for found in _LIST.finditer(text):
        start, end = source.line_bounds(found.start())
        before, after = text[start : found.start()], text[found.end() : end]
        is_alone = not before.strip(" \t>") and not after.strip()
        if code.at(found.start()) is not None or _CONTAINER.match(before):
            continue
        if is_alone:
            yield from _alone(source, found, start, end)
        elif before[-1:] in _SPAN_ENDS:
            yield from _after_span(text, found)
        elif _KRAMDOWN.fullmatch(found[0]) and after.strip():
            yield Change(found.start(), found.end(), "")
        elif not after.strip() and before[-1:].isspace():
            yield _at_end(text, found, before, end)


def _ends_link(text: str, end: int, code: CodeMap) -> bool:
    """Return whether a mark ends a link, words in brackets or code, not a part of a formula."""
    if text[end] == "`":
        return code.at(end) is not None
    if text[end] == ")":
        return "](" in text[max(end - _LONGEST, 0) : end].rpartition("\n\n")[2]
    bracket = opening_bracket(text, end)
    return bracket is not None and not text[bracket - 1 : bracket].isalnum()


def _alone(source: SourceText, found: re.Match[str], start: int, end: int) -> Iterator[Change]:
    """Yield the changes for a list in a line of its own, which is of the block before it."""
    text = source.text
    above, above_end = source.line_bounds(max(start - 1, 0))
    name = parse_attributes(found[0]).name
    if name and NAME.fullmatch(name) and above < start and _HEADING.match(text, above):
        yield Change(above_end, above_end, f" {{#{name}}}")
    elif name and NAME.fullmatch(name) and _PROSE.match(text, above, above_end):
        yield Change(found.start(), found.end(), f'<a id="{name}"></a>')
        return
    elif found[0].startswith("{:") and (boxes := [*callout_changes(source, start, end)]):
        yield from boxes
        return
    next_is_empty = not text[end + 1 : (text.find("\n", end + 1) + 1 or len(text) + 1) - 1].strip()
    previous_is_empty = above == start or not text[above:above_end].strip()
    if next_is_empty or previous_is_empty:
        yield Change(start, min(end + 1, len(text)), "")
    else:
        yield Change(found.start(), found.end(), "")


def _after_span(text: str, found: re.Match[str]) -> Iterator[Change]:
    """Yield the changes for a list after a span, and for the brackets of `[words]{.class}`.

    `[](){#name}` is a place that links can lead to.
    """
    start = found.start()
    name = parse_attributes(found[0]).name
    if text.endswith(_EMPTY_LINK, 0, start) and name and NAME.fullmatch(name):
        yield Change(start - len(_EMPTY_LINK), found.end(), f'<a id="{name}"></a>')
        return
    if text[start - 1] == "]":
        bracket = opening_bracket(text, start - 1)
        if bracket is not None and text[bracket + 1] != "^" and text[bracket - 1 : bracket] != "!":
            place = f'<a id="{name}"></a>' if name and NAME.fullmatch(name) else ""
            yield Change(bracket, bracket + 1, place)
            start -= 1
    yield Change(start, found.end(), "")


def _at_end(text: str, found: re.Match[str], before: str, end: int) -> Change:
    """Return the change for a list at the end of a line: a heading keeps its name."""
    name = parse_attributes(found[0]).name
    is_heading = _HEADING.match(before) or _UNDERLINE.match(text, end)
    if name and is_heading and NAME.fullmatch(name):
        return Change(found.start(), found.end(), f"{{#{name}}}")
    start = found.start() - len(before) + len(before.rstrip())
    return Change(start, found.end(), "")
