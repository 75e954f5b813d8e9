"""Renderer: tokens to HTML, with markdown-it-py's renderer and methods for our token types."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markdown_it.common.utils import escapeHtml
from markdown_it.utils import OptionsDict

from publisher.markup.footnotes import FootnoteRenderer, footnote_numbers
from publisher.markup.links import is_web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from markdown_it.token import Token

    Env = Any  # markdown-it's environment, which is not typed

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


def own_link(href: str) -> str | None:
    """Return the address of a link that needs no other document; None for any other."""
    return href if href.startswith("#") or is_web_address(href) else None


@dataclass(frozen=True)
class Setting:
    """Functions that format a text for a page.

    - `text`: running text, as HTML
    - `number`: the number of a footnote
    - `missing`: addresses of images that cannot be shown: a frame shows their description
    - `link`: the address on the page of a link; None shows only its words. A relative address
      leads nowhere by itself.
    - `formula`: a formula in LaTeX as HTML; None shows its LaTeX
    - `display`: the same for a formula by itself
    """

    text: Callable[[str], str] = escapeHtml
    number: Callable[[int], str] = str
    missing: Container[str] = frozenset()
    link: Callable[[str], str | None] = own_link
    formula: Callable[[str], str | None] = lambda _: None
    display: Callable[[str], str | None] = lambda _: None


PLAIN = Setting()


def render(
    tokens: Sequence[Token],
    labels: Mapping[str, str] = MappingProxyType({}),
    before: Sequence[Token] = (),
    setting: Setting = PLAIN,
) -> str:
    """Render block or inline tokens as HTML.

    `labels` are HTML labels for admonitions without a title, and the names of links to a note
    (`footnote`, with `%(number)s`) and back (`back`), as text. `before` are earlier tokens of
    the page, which may refer to the same footnotes. `setting` formats text and numbers.
    """
    seen = Counter(footnote_numbers(before))
    env = {"labels": labels, "notes": seen + Counter(footnote_numbers(tokens)), "seen": seen}
    env |= {"setting": setting, "shown_links": []}
    return str(_RENDERER.render(tokens, _OPTIONS, env))


def text_content(children: Iterable[Token]) -> str:
    """Return the text of inline tokens without markup."""
    return "".join(
        " "
        if child.type in {"softbreak", "hardbreak"}
        else child.content
        if child.type != "image"
        else text_content(child.children or ())
        for child in children
    )


class _Renderer(FootnoteRenderer):
    """Renderer whose methods each render the token type of that name."""

    def text(self, tokens: Sequence[Token], idx: int, _options: object, env: Env) -> str:
        return str(env["setting"].text(tokens[idx].content))

    def image(self, tokens: Sequence[Token], idx: int, _options: object, env: Env) -> str:
        token, setting = tokens[idx], env["setting"]
        src = str(token.attrs["src"])
        # An image without a description is at least called by its file name.
        text = text_content(token.children or ()).strip()
        text = text or PurePosixPath(unquote(src)).stem or src
        alt = escapeHtml(text)
        untranslated = ' translate="no"' if token.attrs.get("translate") == "no" else ""
        lang = "".join(
            f' {name}="{escapeHtml(str(token.attrs[name]))}"'
            for name in ("lang", "dir")
            if name in token.attrs
        )
        if src in setting.missing:
            return f'<span class="missing-image"{lang}{untranslated}>{setting.text(text)}</span>'
        words = token.attrs.get("title")
        title = f' title="{escapeHtml(str(words))}"' if words else ""
        return f'<img src="asset:{escapeHtml(src)}" alt="{alt}"{title}{lang}{untranslated} />'

    def task_box(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return f'<span class="task-box" translate="no">{tokens[idx].content}</span> '

    def renderToken(  # noqa: N802 - markdown-it's name
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env
    ) -> str:
        """Render a tag, with the named places that a block begins with."""
        names = tokens[idx].meta.get("anchors", ())
        places = (f'<span id="{escapeHtml(name)}"></span>' for name in names)
        return super().renderToken(tokens, idx, options, env) + "".join(places)

    def link_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        token = tokens[idx]
        href = None if token.hidden else env["setting"].link(str(token.attrs["href"]))
        env["shown_links"].append(href is not None)
        if href is None:
            return ""
        shown = replace(token, attrs={**token.attrs, "href": href})
        return self.renderToken([shown], 0, options, env)

    def link_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env) -> str:
        return self.renderToken(tokens, idx, options, env) if env["shown_links"].pop() else ""

    def html_block(self, *_: object) -> str:
        return ""

    def comment(self, *_: object) -> str:
        return ""

    def code_inline(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return f"<code>{escapeHtml(tokens[idx].content)}</code>"

    def code_block(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return _code(tokens[idx].content)

    def code_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """Open a translated code block; an untranslated one is a single token."""
        return f"<pre><code{_language_class(tokens[idx].info)}>"

    def code_close(self, *_: object) -> str:
        return "</code></pre>\n"

    def fence(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return _code(tokens[idx].content, tokens[idx].info)

    def math_inline(self, tokens: Sequence[Token], idx: int, _options: object, env: Env) -> str:
        latex = tokens[idx].content
        shown = env["setting"].formula(latex)
        return shown or f'<span class="math" translate="no">{escapeHtml(latex)}</span>'

    def math_block(self, tokens: Sequence[Token], idx: int, _options: object, env: Env) -> str:
        latex = tokens[idx].content.strip()
        shown = env["setting"].display(latex)
        source = f'<p class="math" translate="no">{escapeHtml(latex)}</p>'
        return f"{shown or source}\n"

    def admonition_open(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: Env
    ) -> str:
        opening = self.renderToken(tokens, idx, options, env)
        label = env["labels"].get(tokens[idx].meta.get("label"))
        return f'{opening}<p class="admonition-title">{label}</p>\n' if label else opening


def _code(content: str, info: str = "") -> str:
    opening = f'<pre translate="no"><code{_language_class(info)}>'
    return f"{opening}{escapeHtml(content)}</code></pre>\n"


def _language_class(info: str) -> str:
    """Return the class attribute for a code block's language (CommonMark 0.31.2, section 4.5)."""
    match = re.match(r"\{?\.?([\w+#-]+)", info.strip())
    return f' class="language-{escapeHtml(match[1])}"' if match else ""


_RENDERER = _Renderer()
