r"""Containers: blocks of other blocks, such as callouts and tabs, as site generators write them.

| syntax | of |
|---|---|
| `::: note` … `:::` | Docusaurus, VitePress, Quarto, Pandoc |
| `/// note \| Title` … `///` | MkDocs (PyMdown Extensions) |
| `!!! note "Title"`, `??? note`, `=== "Tab"`, and indented blocks | MkDocs |
| `> [!NOTE] Title` | GitHub, Obsidian; see alerts |

All become `container_open` and `container_close`; the opening token's `meta` holds its
`keyword`, `syntax` and `label` (False: the author wants none). A title is a
`container_title_open`, an inline token and a `container_title_close`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.markup.alerts import alerts
from publisher.markup.container_info import (
    CALLOUTS,
    ContainerInfo,
    read_admonition,
    read_colons,
    read_slashes,
)
from publisher.markup.lines import BLOCK_PREFIX
from publisher.markup.pairs import Mark, paired

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

_FENCE = re.compile(r"(:{3,}+|/{3,}+)[ \t]*+(.*?)[ \t]*$")
_COLON_INFO = re.compile(r"[^\W\d_]|\{")
_SLASH_INFO = re.compile(r"[\w-]+[ \t]*+(?:\||$)")
_INDENTED = re.compile(r'(!!!|\?\?\?\+?)[ ]*+(?=[^\s"])(.*)$|(===)[!+]*[ ]+("[^"]*")[ \t]*$')
_OPTION = re.compile(r"[ \t]{4,}([\w-]+):[ \t]*(.*)$")
_CODE_FENCE = re.compile(r"(`{3,}|~{3,})")
_ENDS_PARAGRAPH: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def containers(markdown: MarkdownIt) -> None:
    """Add the rules to a parser."""
    markdown.block.ruler.before("fence", "fenced_container", _fenced, _ENDS_PARAGRAPH)
    markdown.block.ruler.before("fence", "indented_container", _indented, _ENDS_PARAGRAPH)
    markdown.core.ruler.before("inline", "alerts", alerts)
    markdown.core.ruler.before("inline", "container_titles", _titles_of_headings)


def _fenced(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read a container between fences; a fence that closes nothing is not shown."""
    start = state.bMarks[line] + state.tShift[line]
    if state.src[start : start + 1] not in {":", "/"} or state.is_code_block(line):
        return False
    fence = _FENCE.match(state.src, start, state.eMarks[line])
    if fence is None or not _is_fence(fence):
        return False
    if silent:
        return True
    if not fence[2]:
        state.line = line + 1
        return True
    if "container_ends" not in state.env:
        state.env["container_ends"] = _pair_fences(state.src)
    end = state.env["container_ends"].get(line, end_line)
    inner_end = _end_of_content(state, line + 1, min(end, end_line), state.blkIndent)
    syntax, info = fence[1][0], fence[2]
    first, options = line + 1, dict[str, str]()
    if syntax == "/":
        while first < inner_end and (option := _OPTION.fullmatch(_line(state, first))):
            options[option[1]] = option[2].strip("\"'")
            first += 1
    found = read_slashes(info, options) if syntax == "/" else read_colons(info)
    _push(state, syntax, found, (line, first, inner_end))
    state.line = inner_end + (inner_end == end < end_line)
    return True


def _is_fence(fence: re.Match[str]) -> bool:
    """Return whether a line of colons or slashes closes a container or opens one."""
    opens = _COLON_INFO if fence[1][0] == ":" else _SLASH_INFO
    return not fence[2] or bool(opens.match(fence[2]))


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] : state.eMarks[line]]


def _pair_fences(text: str) -> dict[int, int]:
    """Return the line of the closing fence of each opening one.

    Colons close the innermost container, however many they are (Pandoc); slashes close the
    container of as many (PyMdown). Fences in code count as code.
    """
    return paired(_fences(text))


def _fences(text: str) -> Iterator[Mark]:
    """Yield the fences of containers, by line."""
    code = ""
    for number, line in enumerate(text.split("\n")):
        begin = BLOCK_PREFIX.match(line).end()  # type: ignore[union-attr] # it matches any line
        if mark := _CODE_FENCE.match(line, begin):
            if not code:
                code = mark[1]
            elif mark[1].startswith(code) and not line[mark.end() :].strip():
                code = ""
            continue
        fence = None if code else _FENCE.match(line, begin)
        if fence is None or not _is_fence(fence):
            continue
        key = fence[1] if fence[1][0] == "/" else ":"
        yield Mark(key, number, closes=not fence[2])


def _end_of_content(state: StateBlock, line: int, end_line: int, indent: int) -> int:
    """Return the first line that is not empty and not indented enough."""
    while line < end_line and (state.isEmpty(line) or state.sCount[line] >= indent):
        line += 1
    return line


def _indented(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read a container whose content is indented."""
    start = state.bMarks[line] + state.tShift[line]
    if state.src[start : start + 1] not in {"!", "?", "="} or state.is_code_block(line):
        return False
    opening = _INDENTED.match(state.src, start, state.eMarks[line])
    if opening is None:
        return False
    if silent:
        return True
    info = opening[2] or opening[4]
    syntax = opening[0][0]
    # Four columns, or as many as the keyword is indented by, if that is less.
    indent = state.blkIndent + min(4, state.eMarks[line] - start - len(info))
    end = _end_of_content(state, line + 1, end_line, indent)
    while end > line + 1 and state.isEmpty(end - 1):
        end -= 1
    outer_indent, state.blkIndent = state.blkIndent, indent
    found = ContainerInfo("tab", info.strip('"')) if syntax == "=" else read_admonition(info)
    _push(state, syntax, found, (line, line + 1, end))
    state.blkIndent = outer_indent
    state.line = end
    return True


def _push(
    state: StateBlock, syntax: str, info: ContainerInfo, lines: tuple[int, int, int]
) -> None:
    """Add the tokens of a container; `lines` are its own, its content's first, and the end."""
    line, first, end = lines
    outer_parent, outer_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", end
    opening = state.push("container_open", "div", 1)
    opening.map = [line, end]
    opening.meta = info.meta(syntax)
    if info.title:
        title = state.push("container_title_open", "p", 1)
        title.map = [line, line + 1]
        text = state.push("inline", "", 0)
        text.map, text.content, text.children = [line, line + 1], info.title, []
        state.push("container_title_close", "p", -1)
    state.md.block.tokenize(state, first, end)
    state.push("container_close", "div", -1)
    state.parentType, state.lineMax = outer_parent, outer_max


def _titles_of_headings(state: StateCore) -> None:
    """Make the heading that a Quarto callout begins with its title."""
    for index, token in enumerate(state.tokens[:-3]):
        heading, closing = state.tokens[index + 1], state.tokens[index + 3]
        if (
            token.type == "container_open"
            and token.meta["syntax"] == ":"
            and token.meta["keyword"] in CALLOUTS
            and heading.type == "heading_open"
        ):
            heading.type, closing.type = "container_title_open", "container_title_close"
            heading.tag = closing.tag = "p"
