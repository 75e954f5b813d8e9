"""HTML blocks: where they begin and end (CommonMark 0.31.2, section 4.6), and JSX on own lines.

A block is one token `html_block`, which the converter of `parse` replaces. Other than in
CommonMark, the tags of components, those with the attribute `markdown` (as of Python-Markdown and
kramdown), and end tags are blocks by themselves: the next line is Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.markup.inline_rules import COMMENT
from publisher.markup.tags import BLOCKS, RAW_BLOCKS, brace_end, match_tag, names

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

    from publisher.markup.tags import Tag

_NAME = re.compile(r"</?([A-Za-z][\w.:-]*)(?=[\s/>]|$)")
_ENDS = (("<?", "?>"), ("<![CDATA[", "]]>"), ("<!--", "-->"))
_DECLARATION = re.compile(r"<![A-Za-z][^<>]*>")
_IMPORT = re.compile(r"import\s[^\n]*?(?:from\s*)?([\"'])[^\"'\n]+\1\s*;?[ \t]*$", re.MULTILINE)
_MODULE = re.compile(r"(?:import|export)\b[\s{*]")
# In MDX, the text between the tags of these is Markdown too.
_CONTAINERS = names(
    "article aside blockquote center details div figure footer header main nav section"
)


def html_block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read an HTML block, a JSX tag on lines of its own, or an import of MDX."""
    if not state.env.get("has_converter") or state.is_code_block(line):
        return False
    start = state.bMarks[line] + state.tShift[line]
    next_line = _end_of_block(state, line, end_line, start)
    if next_line is None:
        return False
    if not silent:
        token = state.push("html_block", "", 0)
        token.map = [line, next_line]
        token.content = state.getLines(line, next_line, state.blkIndent, keepLastLF=True)
        token.info = "" if state.src.startswith("<", start) else "code"
        state.line = next_line
    return True


def comment_block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read an HTML comment on lines of its own (CommonMark 0.31.2, section 4.6)."""
    if state.is_code_block(line):
        return False
    start = state.bMarks[line] + state.tShift[line]
    # Search for the last end only once: an opening after it is never closed.
    if "last_comment_end" not in state.env:
        state.env["last_comment_end"] = state.src.rfind("-->")
    last_end = state.env["last_comment_end"]
    comment = COMMENT.match(state.src, start) if start < last_end else None
    if comment is None:
        return False
    last_line = state.src.count("\n", start, comment.end()) + line
    if last_line >= end_line or state.src[comment.end() : state.eMarks[last_line]].strip():
        return False
    if not silent:
        state.line = last_line + 1
        token = state.push("comment", "", 0)
        token.content = comment[1].strip()
        token.map = [line, state.line]
    return True


def _end_of_block(state: StateBlock, line: int, end_line: int, start: int) -> int | None:
    """Return the line after the block that begins at `start`, or None if none begins there."""
    if not state.src.startswith("<", start):
        return _end_of_code(state, line, end_line, start)
    for opening, closing in _ENDS:
        if state.src.startswith(opening, start):
            return _end_at_mark(state, line, end_line, closing)
    if _DECLARATION.match(state.src, start):
        return line + 1
    return _end_of_element(state, line, end_line, start)


def _end_of_element(state: StateBlock, line: int, end_line: int, start: int) -> int | None:
    """Return the line after the block that the tag at `start` begins, or None."""
    opening = _NAME.match(state.src, start, state.eMarks[line])
    name = opening[1].lower() if opening else ""
    if not opening and not state.src.startswith(("<>", "</>"), start):
        return None
    if name in RAW_BLOCKS and not state.src.startswith("</", start):
        return _end_at_tag(state, line, end_line, name)
    tag = match_tag(state.src, start, jsx=_is_mdx(state))
    if tag is not None and _holds_markdown(tag, is_mdx=_is_mdx(state)):
        alone = _end_of_tags(state, line, end_line, tag)
        if alone is not None or tag.is_component:
            return alone
    return _end_at_empty_line(state, line, end_line) if name in BLOCKS else None


def _holds_markdown(tag: Tag, *, is_mdx: bool) -> bool:
    """Return whether the line after a tag is Markdown."""
    if tag.is_component or "markdown" in tag.attributes:
        return True
    return tag.name in BLOCKS if tag.is_closing else is_mdx and tag.name in _CONTAINERS


def _end_of_tags(state: StateBlock, line: int, end_line: int, tag: Tag) -> int | None:
    """Return the line after a tag, and others behind it, that have lines of their own."""
    at: Tag | None = tag
    end = tag.start
    while at is not None:
        if not (_holds_markdown(at, is_mdx=True) or at.name == "summary"):
            return None
        end = at.end
        while line < end_line and state.eMarks[line] < end:
            line += 1
        if line == end_line:
            return None
        end += len(state.src[end : state.eMarks[line]]) - len(
            state.src[end : state.eMarks[line]].lstrip()
        )
        if end >= state.eMarks[line]:
            return line + 1
        at = match_tag(state.src, end, jsx=True)
    return None


def _end_at_mark(state: StateBlock, line: int, end_line: int, mark: str) -> int | None:
    """Return the line after the one with an end mark.

    None if a paragraph can hold it all, with its marks inline; an unclosed comment has no end
    before that of the text.
    """
    last = state.env.setdefault("last_marks", {})
    if mark not in last:
        last[mark] = state.src.rfind(mark)
    if mark != "-->" and last[mark] < state.bMarks[line]:
        return None  # search no more: a hostile text has many
    has_empty_line = False
    for number in range(line, _end_of_container(state, line, end_line)):
        has_empty_line |= state.isEmpty(number)
        if mark in state.src[state.bMarks[number] : state.eMarks[number]]:
            return number + 1 if has_empty_line else None
    return _end_of_container(state, line, end_line) if mark == "-->" else None


def _end_at_tag(state: StateBlock, line: int, end_line: int, name: str) -> int | None:
    """Return the line after the one with an end tag, if nothing but spaces follows it there.

    Without one, the block ends at an empty line.
    """
    closing = re.compile(rf"</{name}\s*>", re.IGNORECASE)
    unclosed = state.env.setdefault("unclosed", set())
    last = line if name in unclosed else _end_of_container(state, line, end_line)
    for number in range(line, last):
        text = state.src[state.bMarks[number] : state.eMarks[number]]
        if end := next(reversed([*closing.finditer(text)]), None):
            return number + 1 if not text[end.end() :].strip() else None
    unclosed.add(name)  # search no more: a hostile text has many
    return _end_at_empty_line(state, line, end_line)


def _end_of_container(state: StateBlock, line: int, end_line: int) -> int:
    """Return the line after the list item or other container that a line is in."""
    if not state.blkIndent:
        return end_line
    inner = range(line, end_line)
    return next(
        (n for n in inner if not state.isEmpty(n) and state.sCount[n] < state.blkIndent), end_line
    )


def _end_at_empty_line(state: StateBlock, line: int, end_line: int) -> int:
    """Return the first empty line, but none within a `<pre>` that has an end."""
    number, start = line + 1, state.bMarks[line]
    while number < end_line:
        if state.isEmpty(number):
            end = _end_of_code_block(state, start, number, end_line)
            if end is None:
                break
            start = end
            while state.eMarks[number] < end:
                number += 1
        elif state.sCount[number] < state.blkIndent:
            break
        number += 1
    return number


def _end_of_code_block(state: StateBlock, start: int, line: int, end_line: int) -> int | None:
    """Return the offset after the end of the `<pre>` that is open before a line, or None."""
    text, unclosed = state.src, state.env.setdefault("unclosed", set())
    opening = text.rfind("<pre", start, state.bMarks[line])
    if opening < 0 or "pre" in unclosed or "</pre" in text[opening : state.bMarks[line]]:
        return None
    last = _end_of_container(state, line, end_line) - 1
    closing = text.find("</pre>", state.bMarks[line], state.eMarks[last])
    if closing < 0:
        unclosed.add("pre")  # search no more: a hostile text has many
        return None
    return closing + len("</pre>")


def _end_of_code(state: StateBlock, line: int, end_line: int, start: int) -> int | None:
    """Return the line after an import, an export or an expression of MDX."""
    if state.blkIndent or state.parentType not in {"root", "paragraph"} or state.level:
        return None
    if not _is_mdx(state):
        is_import = _IMPORT.match(state.src, start, state.eMarks[line])
        return line + 1 if is_import and state.parentType == "root" else None
    if _MODULE.match(state.src, start) and state.parentType == "root":
        return _end_at_empty_line(state, line, end_line)
    if not state.src.startswith("{", start):
        return None
    end = brace_end(state.src, start)
    while end is not None and line < end_line and state.eMarks[line] < end:
        line += 1
    if end is None or line == end_line or state.src[end : state.eMarks[line]].strip():
        return None
    return line + 1


def _is_mdx(state: StateBlock) -> bool:
    return bool(state.env.get("mdx"))
