"""Parser: Markdown to tokens, in one dialect for seeds and translations, with markdown-it-py.

Supports all of CommonMark 0.31.2, and tables, strikethrough, highlights, indices, footnotes,
definition lists, math and containers, but not raw HTML: only `<br>` and plain pairs such as
`<kbd>…</kbd>` are tags, comments are not shown, and any other tag is shown as text. So no text
can add unknown markup.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_tail

from publisher.base.errors import PublisherError
from publisher.base.limits import PARAGRAPH_KIB, find_excess
from publisher.markup import inline_rules
from publisher.markup.containers import containers
from publisher.markup.inline_marks import inline_marks
from publisher.markup.lines import line_of
from publisher.markup.links import is_allowed
from publisher.markup.scope import EMPTY_SCOPE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from publisher.markup.scope import Scope

_HEADING_ID = re.compile(r"(?<!\\)\{\s*#([\w.:-]+)\s*\}$")

# markdown-it silently drops blocks nested deeper than this; readers refuse far fewer levels.
_MAX_NESTING = 200


class ParsedText(NamedTuple):
    """Tokens of a whole text, and markdown-it's environment with its definitions.

    An inline token's `meta` holds the `comments` that were removed from its text, and
    the `unknown_tags` that are shown as text.
    """

    tokens: list[Token]
    env: dict[str, object]


def parse(text: str) -> ParsedText:
    """Parse a whole text. Raises PublisherError, with the line in the text."""
    env: dict[str, object] = {}
    return ParsedText(_MARKDOWN.parse(text, env), env)


def parse_lines(text: str, lines: Sequence[int]) -> ParsedText:
    """Parse a whole text whose lines come from the `lines` of a file, from 0.

    Raises PublisherError, with the line in the file.
    """
    try:
        parsed = parse(text)
    except PublisherError as error:
        line = None if error.line is None else lines[error.line - 1] + 1
        raise PublisherError(error.message, file=error.file, line=line) from error
    for token in parsed.tokens:
        if token.map:
            first, end = token.map
            last = lines[min(max(end - 1, first), len(lines) - 1)]
            token.map = [lines[min(first, len(lines) - 1)], last + 1]
    return parsed


def parse_blocks(text: str) -> list[Token]:
    """Parse only the blocks of a whole text; inline tokens have no children."""
    tokens: list[Token] = []
    _MARKDOWN.block.parse(text, _MARKDOWN, {}, tokens)
    return tokens


def parse_inline(text: str, scope: Scope = EMPTY_SCOPE) -> list[Token]:
    """Parse a text as inline Markdown; no text can open a block."""
    env = {
        "scope": scope,
        "references": scope.references,
        "footnotes": scope.footnotes,
    }
    return _MARKDOWN.parseInline(text, env)[0].children or []


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        return is_allowed(url)


def _build_parser() -> MarkdownIt:
    options = {"maxNesting": _MAX_NESTING}
    markdown = _Parser("commonmark", options).enable(["table", "strikethrough"])
    markdown.use(footnote_plugin, inline=False).use(deflist_plugin)
    markdown.use(containers).use(inline_marks)
    # At the start of a text, the plugin's own digit rule checks the last character; use ours.
    markdown.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=True)
    markdown.block.ruler.at(
        "html_block", _comment_block, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    markdown.core.ruler.before("inline", "notes", _check_footnotes)
    markdown.core.ruler.before("inline", "heading_ids", _heading_ids)
    markdown.core.ruler.at("inline", _parse_inline_tokens)
    markdown.core.ruler.at("footnote_tail", _footnote_tail)
    markdown.core.ruler.after("inline", "finish_inline", inline_rules.finish_inline)
    rules = {rule.name: rule.fn for rule in markdown.inline.ruler.__rules__}
    for name, wrap in inline_rules.WRAPPERS.items():
        markdown.inline.ruler.at(name, wrap(rules[name]))
    return markdown


def _comment_block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read an HTML comment on lines of its own (CommonMark 0.31.2, section 4.6)."""
    if state.is_code_block(line):
        return False
    start = state.bMarks[line] + state.tShift[line]
    # Search for the last end only once: an opening after it is never closed.
    last_end = state.env.setdefault("last_comment_end", state.src.rfind("-->"))
    comment = inline_rules.COMMENT.match(state.src, start) if start < last_end else None
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


def _check_footnotes(state: StateCore) -> None:
    """Refuse nested and duplicate footnotes; move comments before a footnote into it."""
    seen, is_inside = set[str](), False
    for index, token in enumerate(state.tokens):
        if token.type == "footnote_reference_close":
            is_inside = False
        elif token.type == "footnote_reference_open":
            label, line = token.meta["label"], line_of(token)
            if is_inside:
                raise PublisherError(
                    f"the footnote [^{label}] is inside another; move it out", line=line
                )
            if label in seen:
                raise PublisherError(f"two footnotes are called [^{label}]; rename one", line=line)
            seen.add(label)
            is_inside = True
            first = index
            while first and state.tokens[first - 1].type == "comment":
                first -= 1
            # The footnote moves to the end of the text, and its comments must move with it.
            state.tokens[first : index + 1] = [token, *state.tokens[first:index]]


def _footnote_tail(state: StateCore) -> None:
    """Move footnotes to the end of a whole text; an inline text defines none."""
    if not state.inlineMode:
        footnote_tail(state)


def _heading_ids(state: StateCore) -> None:
    """Read `{#name}` at the end of a heading as its ID."""
    for opening, token in pairwise(state.tokens):
        content = token.content.rstrip()
        if opening.type == "heading_open" and content.endswith("}"):
            start = content.rfind("{")
            if name := _HEADING_ID.match(content, max(start, 0)):
                opening.attrSet("id", name[1])
                token.content = content[:start].rstrip()


def _parse_inline_tokens(state: StateCore) -> None:
    """Parse each inline token; make its references inline links and drop its comments."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            if (problem := find_excess(token.content, PARAGRAPH_KIB)) is not None:
                raise PublisherError(f"this text {problem}", line=line_of(token))
            edits: list[inline_rules.Edit] = []
            found: dict[str, list[str]] = {"comments": [], "unknown_tags": []}
            state.env.update(text=token.content, edits=edits, **found)
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            token.content = inline_rules.apply_edits(token.content, edits).strip(" ")
            token.meta |= {key: values for key, values in found.items() if values}


_MARKDOWN = _build_parser()
