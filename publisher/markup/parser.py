"""Markdown → tokens: one dialect for seeds and translations, with markdown-it-py.

All of CommonMark 0.31.2, and tables, strikethrough, footnotes, definition lists, math
and admonitions. Raw HTML is not: of its tags only `<br>` and plain pairs such as
`<kbd>…</kbd>` work, comments are not shown, and any other tag is shown as the
characters it is written with. So no text can bring markup that we do not know.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_tail

from publisher.base.errors import PublisherError
from publisher.base.limits import PARAGRAPH_KIB, find_excess
from publisher.markup import inline_rules

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_HEADING_ID = re.compile(r"(?<!\\)\{\s*#([\w.-]+)\s*\}$")

# markdown-it leaves out what is nested deeper than this; readers refuse it long before.
_MAX_NESTING = 200


def parse(text: str) -> tuple[list[Token], dict[str, object]]:
    """Parse a whole text; return its tokens, and what markdown-it learnt on the way.

    An inline token's `meta` holds the `comments` that were taken out of its text, and
    the raw tags that are `shown` as they are written.
    """
    env: dict[str, object] = {}
    return _MARKDOWN.parse(text, env), env


def parse_inline(text: str, scope: inline_rules.Scope = inline_rules.NOTHING) -> list[Token]:
    """Parse Markdown as inline content: whatever the text, no block begins in it."""
    env = {
        "scope": scope,
        "references": scope.references,
        "footnotes": scope.footnotes,
    }
    return _MARKDOWN.parseInline(text, env)[0].children or []


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's name
        return inline_rules.is_allowed(url)


def _make() -> MarkdownIt:
    options = {"alerts": True, "maxNesting": _MAX_NESTING}
    markdown = _Parser("commonmark", options).enable(["table", "strikethrough"])
    markdown.use(footnote_plugin, inline=False).use(deflist_plugin).use(admon_plugin)
    markdown.use(container_plugin, name="aside", validate=_names_an_aside)
    # Its own rule for digits looks behind the first character at the last; ours stands in marks.
    markdown.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=True)
    markdown.block.ruler.at(
        "html_block", _comment_block, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    markdown.core.ruler.before("inline", "notes", _check_notes)
    markdown.core.ruler.before("inline", "heading_ids", _heading_ids)
    markdown.core.ruler.at("inline", _inline)
    markdown.core.ruler.at("footnote_tail", _footnote_tail)
    markdown.core.ruler.after("inline", "settle", inline_rules.settle)
    rules = {rule.name: rule.fn for rule in markdown.inline.ruler.__rules__}
    for name, wrap in inline_rules.WRAPPERS.items():
        markdown.inline.ruler.at(name, wrap(rules[name]))
    return markdown


def _names_an_aside(info: str, *_: object) -> bool:
    return bool(re.match(r"\s*[a-z]", info, re.IGNORECASE))


def _comment_block(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Read an HTML comment that stands on lines of its own (CommonMark 0.31.2, section 4.6)."""
    if state.is_code_block(line):
        return False
    start = state.bMarks[line] + state.tShift[line]
    # Looked for once: nothing closes what begins behind the last end.
    last_end = state.env.setdefault("last_comment_end", state.src.rfind("-->"))
    found = inline_rules.COMMENT.match(state.src, start) if start < last_end else None
    if found is None:
        return False
    last = state.src.count("\n", start, found.end()) + line
    if last >= end_line or state.src[found.end() : state.eMarks[last]].strip():
        return False
    if not silent:
        state.line = last + 1
        token = state.push("comment", "", 0)
        token.content = found[1].strip()
        token.map = [line, state.line]
    return True


def _check_notes(state: StateCore) -> None:
    """Refuse footnotes in footnotes and twice; let comments speak of the note behind them."""
    seen, inside = set[str](), False
    for index, token in enumerate(state.tokens):
        if token.type == "footnote_reference_close":
            inside = False
        elif token.type == "footnote_reference_open":
            label, line = token.meta["label"], (token.map or [0])[0] + 1
            if inside:
                raise PublisherError(
                    f"the footnote [^{label}] stands within another; move it out", line=line
                )
            if label in seen:
                raise PublisherError(f"two footnotes are called [^{label}]; rename one", line=line)
            seen.add(label)
            inside = True
            first = index
            while first and state.tokens[first - 1].type == "comment":
                first -= 1
            # The note will be moved to the end, and they with it.
            state.tokens[first : index + 1] = [token, *state.tokens[first:index]]


def _footnote_tail(state: StateCore) -> None:
    """Move the notes to the end of a whole text; a sentence has none of its own."""
    if not state.inlineMode:
        footnote_tail(state)


def _heading_ids(state: StateCore) -> None:
    """Read `{#name}` at the end of a heading as its anchor's name."""
    for opening, token in pairwise(state.tokens):
        content = token.content.rstrip()
        if opening.type == "heading_open" and content.endswith("}"):
            start = content.rfind("{")
            if name := _HEADING_ID.match(content, max(start, 0)):
                opening.attrSet("id", name[1])
                token.content = content[:start].rstrip()


def _inline(state: StateCore) -> None:
    """Parse each inline text, and write its reference links and comments more plainly."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            if (problem := find_excess(token.content, PARAGRAPH_KIB)) is not None:
                line = token.map[0] + 1 if token.map else None
                raise PublisherError(f"this text {problem}", line=line)
            edits: list[inline_rules.Edit] = []
            found: dict[str, list[str]] = {"comments": [], "shown": []}
            state.env.update(text=token.content, edits=edits, **found)
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            token.content = inline_rules.edited(token.content, edits).strip(" ")
            token.meta |= {name: words for name, words in found.items() if words}


_MARKDOWN = _make()
