"""Parser: Markdown to tokens, in one dialect for seeds and translations, with markdown-it-py.

Supports all of CommonMark 0.31.2, and tables, strikethrough, highlights, indices, footnotes,
definition lists, math and containers, but not raw HTML: only `<br>` and plain pairs such as
`<kbd>…</kbd>` are tags, and comments are not shown. The converter of a seed rewrites all other
HTML as Markdown; in a translation, any other tag is shown as text. So no text can add unknown
markup.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_tail

from publisher.base.errors import PublisherError
from publisher.base.limits import PARAGRAPH_KIB, find_excess
from publisher.markup import core_rules, inline_rules
from publisher.markup.containers import containers
from publisher.markup.html_block import comment_block, html_block
from publisher.markup.inline_marks import inline_marks
from publisher.markup.lines import line_of
from publisher.markup.links import is_allowed
from publisher.markup.math_block import bounded_math
from publisher.markup.scope import EMPTY_SCOPE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.parser_block import ParserBlock
    from markdown_it.parser_inline import ParserInline
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from publisher.markup.scope import Scope

    # Block tokens and markdown-it's environment → block tokens without HTML blocks.
    Converter = Callable[[list[Token], dict[str, Any]], list[Token]]

_VALUES = re.compile(r"(?<==)(?:\"[^\"]*\"|'[^']*')")  # of attributes, and seldom of other text
_DEFINITIONS = ("references", "footnotes")  # of a text, in markdown-it's environment

# markdown-it silently drops blocks nested deeper than this; readers refuse far fewer levels.
_MAX_NESTING = 200


class ParsedText(NamedTuple):
    """Tokens of a whole text, and markdown-it's environment with its definitions.

    An inline token's `meta` holds the `comments` that were removed from its text, and
    `has_tags` if HTML tags are in it.
    """

    tokens: list[Token]
    env: dict[str, object]


def parse(text: str, convert: Converter | None = None, *, mdx: bool = False) -> ParsedText:
    """Parse a whole text. Raises PublisherError, with the line in the text.

    `convert` replaces the HTML blocks among block tokens, whose text is not parsed yet; without
    it there are none. `mdx` reads JSX, expressions and imports; no indented text is code then.
    """
    env: dict[str, object] = {"has_converter": convert is not None, "mdx": mdx}
    env["convert"] = convert
    return ParsedText((_MDX if mdx else _MARKDOWN).parse(text, env), env)


def parse_part(text: str, line: int, env: dict[str, Any]) -> list[Token]:
    """Parse the blocks of a text without HTML that begins at `line` of another one, from 0.

    Their inline tokens are left to the parser of the whole text, whose `env` this is.
    """
    tokens: list[Token] = []
    inner = {key: env[key] for key in _DEFINITIONS if key in env}
    _MARKDOWN.block.parse(text, _MARKDOWN, inner, tokens)
    env |= {key: inner[key] for key in _DEFINITIONS if key in inner}
    return [replace(token, map=[line, line + 1] if token.map else None) for token in tokens]


def parse_with_tags(text: str, env: Mapping[str, Any]) -> list[Token]:
    """Parse a seed's inline text; its HTML tags are tokens with their `start` and `end` in `meta`.

    `env` is that of the whole text.
    """
    inner = {"keep_tags": True, "mdx": env.get("mdx"), "references": env.get("references", {})}
    if footnotes := env.get("footnotes"):
        inner["footnotes"] = {key: deepcopy(value) for key, value in footnotes.items()}
    return _MARKDOWN.parseInline(text, inner)[0].children or []


def parse_lines(
    text: str, lines: Sequence[int], convert: Converter | None = None, *, mdx: bool = False
) -> ParsedText:
    """Parse a whole text whose lines come from the `lines` of a file, from 0.

    Raises PublisherError, with the line in the file.
    """
    try:
        parsed = parse(text, convert, mdx=mdx)
    except PublisherError as error:
        line = None if error.line is None else lines[error.line - 1] + 1
        raise PublisherError(error.message, file=error.file, line=line) from error
    for token in parsed.tokens:
        if token.map:
            first, end = token.map
            last = lines[min(max(end - 1, first), len(lines) - 1)]
            token.map = [lines[min(first, len(lines) - 1)], last + 1]
    return parsed


def parse_blocks(text: str, *, mdx: bool = False) -> list[Token]:
    """Parse only the blocks of a whole text; inline tokens have no children."""
    tokens: list[Token] = []
    parser = _MDX if mdx else _MARKDOWN
    parser.block.parse(text, parser, {}, tokens)
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
    markdown.block.ruler.at("math_block", bounded_math(_rules(markdown.block)["math_block"]))
    markdown.block.ruler.at(
        "html_block", comment_block, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    markdown.block.ruler.after(
        "html_block", "html_markup", html_block, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    markdown.core.ruler.after("block", "html", core_rules.convert_html)
    markdown.inline.ruler.before("html_inline", "expression", inline_rules.expression)
    markdown.core.ruler.before("inline", "notes", core_rules.arrange_footnotes)
    markdown.core.ruler.before("inline", "heading_ids", core_rules.heading_ids)
    markdown.core.ruler.at("inline", _parse_inline_tokens)
    markdown.core.ruler.at("footnote_tail", _footnote_tail)
    markdown.core.ruler.after("inline", "finish_inline", inline_rules.finish_inline)
    rules = _rules(markdown.inline)
    for name, wrap in inline_rules.WRAPPERS.items():
        markdown.inline.ruler.at(name, wrap(rules[name]))
    return markdown


def _rules(parser: ParserBlock | ParserInline) -> dict[str, Any]:
    """Return the functions of a parser's rules by name."""
    return {rule.name: rule.fn for rule in parser.ruler.__rules__}


def _footnote_tail(state: StateCore) -> None:
    """Move footnotes to the end of a whole text; an inline text defines none."""
    if not state.inlineMode:
        footnote_tail(state)


def _parse_inline_tokens(state: StateCore) -> None:
    """Parse each inline token; make its references inline links and drop its comments."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            words = None if "scope" in state.env else _VALUES.sub("", token.content)
            if (problem := find_excess(token.content, PARAGRAPH_KIB, words)) is not None:
                raise PublisherError(f"this text {problem}", line=line_of(token))
            edits: list[inline_rules.Edit] = []
            found: dict[str, list[str]] = {"comments": [], "tags": []}
            state.env.update(text=token.content, edits=edits, **found)
            state.md.inline.parse(token.content, state.md, state.env, token.children)
            token.content = inline_rules.apply_edits(token.content, edits).strip(" ")
            if found["comments"]:
                token.meta["comments"] = found["comments"]
            if found["tags"]:
                token.meta["has_tags"] = True


_MARKDOWN = _build_parser()
_MDX = _build_parser().disable("code")
