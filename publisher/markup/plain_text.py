"""Plain text as Markdown: which texts have no markup, and which characters to escape."""

from __future__ import annotations

import re

from markdown_it.common.utils import escapeHtml

from publisher.markup.parser import parse_inline
from publisher.markup.renderer import render

_MAY_BE_MARKUP = re.compile(r"[\\`*_\[\]<>&!~$^\n]|==")
# Characters that can start inline markup (CommonMark 0.31.2, section 6, and our additions).
_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>&!~$"})
# Escaped only where that is not enough, so that other texts keep their messages.
_MORE_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in "^="})


def render_inline(text: str) -> str:
    """Render Markdown text as inline HTML, without a document's scope."""
    return escapeHtml(text) if is_plain(text) else render(parse_inline(text))


def is_plain(text: str) -> bool:
    """Return whether `text` certainly contains no inline markup."""
    return not _MAY_BE_MARKUP.search(text)


def literal(text: str) -> str:
    """Return plain text as Markdown, escaped only where necessary."""
    if render_inline(text) == escapeHtml(text):
        return text
    escaped = text.translate(_ESCAPES)
    is_enough = render_inline(escaped) == escapeHtml(text)
    return escaped if is_enough else escaped.translate(_MORE_ESCAPES)
