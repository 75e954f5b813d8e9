"""Tokens → HTML, with markdown-it-py's renderer and rules for what we add to it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.utils import OptionsDict

from publisher.markup.parser import parse_inline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from markdown_it.token import Token

_OPTIONS = OptionsDict(
    {
        "maxNesting": 100,
        "html": False,
        "linkify": False,
        "typographer": False,
        "quotes": "",
        "xhtmlOut": True,
        "breaks": False,
        "langPrefix": "language-",
        "highlight": None,
    }
)
_MAY_BE_MARKUP = re.compile(r"[\\`*_\[\]<>&!~$\n]")
# The characters that can begin inline markup (CommonMark 0.31.2, section 6, and ours).
_MARKUP = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>&!~$"})


@dataclass(frozen=True)
class Setting:
    """How a language sets running text, and the numbers of notes."""

    text: Callable[[str], str]
    number: Callable[[int], str]


_AS_WRITTEN = Setting(text=str, number=str)


def render(
    tokens: Sequence[Token],
    labels: Mapping[str, str] = MappingProxyType({}),
    before: Sequence[Token] = (),
    setting: Setting = _AS_WRITTEN,
) -> str:
    """Render tokens, block or inline, as HTML.

    `labels` are HTML, for remarks without a title of their own. Tokens that stand
    `before` on the page may refer to the same footnotes. `setting` says how text and
    numbers are set.
    """
    seen = Counter(_notes(before))
    env = {"labels": labels, "notes": seen + Counter(_notes(tokens)), "seen": seen}
    env["setting"] = setting
    return str(_RENDERER.render(tokens, _OPTIONS, env))


def render_inline(text: str) -> str:
    """Render Markdown text of no document as inline HTML."""
    return escapeHtml(text) if is_plain(text) else render(parse_inline(text))


def is_plain(text: str) -> bool:
    """Say for certain that Markdown sees no marks in `text`."""
    return not _MAY_BE_MARKUP.search(text)


def literal(text: str) -> str:
    """Write plain text as Markdown that means the same, escaping only where it must."""
    if render_inline(text) == escapeHtml(text):
        return text
    return text.translate(_MARKUP)


def _notes(tokens: Sequence[Token]) -> list[int]:
    """Return the number of the footnote of each mark."""
    found = []
    for token in tokens:
        if token.type == "footnote_ref":
            found.append(token.meta["id"] + 1)
        if token.type != "image":  # a description is words alone
            found += _notes(token.children or ())
    return found


def words_of(children: Iterable[Token]) -> str:
    """Return what a reader reads of inline tokens, without their marks."""
    return "".join(
        " "
        if child.type in {"softbreak", "hardbreak"}
        else child.content
        if child.type != "image"
        else words_of(child.children or ())
        for child in children
    )


class _Renderer(RendererHTML):
    """Each method renders the token type of its name, as markdown-it-py has it."""

    def text(
        self,
        tokens: Sequence[Token],
        idx: int,
        _options: object,
        env: Any,  # noqa: ANN401 - markdown-it's signature
    ) -> str:
        return escapeHtml(env["setting"].text(tokens[idx].content))

    def image(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        token = tokens[idx]
        src = str(token.attrs["src"])
        # An image that nobody described is called by its file's name at least.
        alt = words_of(token.children or ()).strip()
        alt = escapeHtml(alt or PurePosixPath(unquote(src)).stem or src)
        untranslated = ' translate="no"' if token.attrs.get("translate") == "no" else ""
        own = f' lang="{escapeHtml(str(token.attrs["lang"]))}"' if "lang" in token.attrs else ""
        title = token.attrs.get("title")
        tip = f' title="{escapeHtml(str(title))}"' if title else ""
        return f'<img src="asset:{escapeHtml(src)}" alt="{alt}"{tip}{own}{untranslated} />'

    def comment(self, *_: object) -> str:
        return ""

    def code_inline(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return f"<code>{escapeHtml(tokens[idx].content)}</code>"

    def code_block(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return _code(tokens[idx].content)

    def code_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """Open a code block that is translated; others are one token."""
        return f"<pre><code{_language_class(tokens[idx].info)}>"

    def code_close(self, *_: object) -> str:
        return "</code></pre>\n"

    def fence(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return _code(tokens[idx].content, tokens[idx].info)

    def math_inline(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return f'<span class="math" translate="no">{escapeHtml(tokens[idx].content)}</span>'

    def math_block(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        content = escapeHtml(tokens[idx].content.strip())
        return f'<p class="math" translate="no">{content}</p>\n'

    def admonition_open(
        self,
        tokens: Sequence[Token],
        idx: int,
        options: OptionsDict,
        env: Any,  # noqa: ANN401 - markdown-it's signature
    ) -> str:
        opening = self.renderToken(tokens, idx, options, env)
        label = env["labels"].get(tokens[idx].meta.get("label"))
        return f'{opening}<p class="admonition-title">{label}</p>\n' if label else opening

    def footnote_ref(
        self,
        tokens: Sequence[Token],
        idx: int,
        _options: object,
        env: Any,  # noqa: ANN401 - markdown-it's signature
    ) -> str:
        number = tokens[idx].meta["id"] + 1
        env["seen"][number] += 1
        again = f"-{env['seen'][number]}" if env["seen"][number] > 1 else ""
        return (
            f'<sup class="footnote-ref"><a href="#fn:{number}" id="fnref:{number}{again}"'
            f' role="doc-noteref">{env["setting"].number(number)}</a></sup>'
        )

    def footnote_block_open(self, *_: object) -> str:
        return '<section class="footnotes" role="doc-endnotes">\n<ol>\n'

    def footnote_block_close(self, *_: object) -> str:
        return "</ol>\n</section>\n"

    def footnote_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return f'<li id="fn:{tokens[idx].meta["id"] + 1}">'

    def footnote_close(self, *_: object) -> str:
        return "</li>\n"

    def footnote_anchor(
        self,
        tokens: Sequence[Token],
        idx: int,
        _options: object,
        env: Any,  # noqa: ANN401 - markdown-it's signature
    ) -> str:
        """Lead back to the note's first mark, unless a translation left it out."""
        note = tokens[idx].meta["id"]
        if tokens[idx].meta["subId"] or not env["notes"][note + 1]:
            return ""
        return f' <a href="#fnref:{note + 1}" role="doc-backlink">↩\ufe0e</a>'


def _code(content: str, info: str = "") -> str:
    opening = f'<pre translate="no"><code{_language_class(info)}>'
    return f"{opening}{escapeHtml(content)}</code></pre>\n"


def _language_class(info: str) -> str:
    """Write the class of a code block's language (CommonMark 0.31.2, section 4.5)."""
    found = re.match(r"\{?\.?([\w+#-]+)", info.strip())
    return f' class="language-{escapeHtml(found[1])}"' if found else ""


_RENDERER = _Renderer()
